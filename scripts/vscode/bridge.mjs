/**
 * The line between the suite, which runs inside VS Code, and the process that looks at VS Code from outside. The suite
 * reports its results through it, and asks for what an extension cannot see: the inside of a webview, a screenshot.
 */
import { createServer } from 'node:http';

/**
 * `actions` maps the name of a request to a function of its argument. `results` resolves, when the suite reports that it is
 * done, to one entry for each test.
 */
export async function openBridge(actions, onTest) {
  const tests = [];
  let finish;
  const results = new Promise(resolve => (finish = resolve));
  const reporting = {
    host: version => onTest({ kind: 'host', version }),
    test(result) {
      tests.push(result);
      onTest({ kind: 'test', ...result });
    },
    done: () => finish(tests),
  };
  const server = createServer(async (request, response) => {
    try {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { action, argument } = JSON.parse(body);
      const handler = reporting[action] ?? actions[action];
      if (!handler) throw new Error(`The suite asked for ${JSON.stringify(action)}, which nobody here can do.`);
      response.end(JSON.stringify({ value: (await handler(argument)) ?? null }));
    } catch (error) {
      response.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    }
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    results,
    close: () => server.close(),
  };
}
