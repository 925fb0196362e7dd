/** The ways in which a command fails: through the user's input, or through a fault of Choreo. */

export const exitCodes = {
  clean: 0,
  /** Findings at or above the threshold, or output that does not match. */
  findings: 1,
  /** A wrong option, or input that cannot be read. */
  usage: 2,
  /** A fault of Choreo itself. */
  internal: 3,
} as const;

/** A request that cannot be carried out. The messages say why, and what to do. Shown on standard error, with exit code 2. */
export class UsageProblem extends Error {
  readonly messages: readonly string[];

  constructor(...messages: readonly string[]) {
    super(messages.join('\n'));
    this.name = 'UsageProblem';
    this.messages = messages;
  }
}
