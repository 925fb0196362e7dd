/** The ways in which a run ends that are not a result: what the user did, and what we did. */

export const exitCodes = {
  clean: 0,
  /** Findings at or above the threshold, or output that is not what it should be. */
  findings: 1,
  /** A wrong option, or input that cannot be read. */
  usage: 2,
  /** Our own fault. */
  internal: 3,
} as const;

/** What is asked for cannot be done; the messages say why, and the way out. Shown on standard error, with exit code 2. */
export class UsageProblem extends Error {
  readonly messages: readonly string[];

  constructor(...messages: readonly string[]) {
    super(messages.join('\n'));
    this.name = 'UsageProblem';
    this.messages = messages;
  }
}
