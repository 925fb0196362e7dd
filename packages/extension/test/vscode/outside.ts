/** Talks to the process that started this VS Code: it can look into webviews and take screenshots. */

/** Throws what went wrong out there. */
export async function askOutside(action: string, argument: unknown = null): Promise<unknown> {
  const address = process.env['CHOREO_TEST_BRIDGE'];
  if (!address) throw new Error('CHOREO_TEST_BRIDGE is not set: start the suite with scripts/test-vscode.mjs.');
  const response = await fetch(address, { method: 'POST', body: JSON.stringify({ action, argument }) });
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null) throw new Error(`No answer to ${action}.`);
  if ('error' in answer) throw new Error(String(answer.error));
  return 'value' in answer ? answer.value : undefined;
}
