/** One at a time for each case: deliveries that touch the same case wait for one another, others do not. */

export interface CaseLock {
  /** Runs `work` when all work on any of these cases that was asked for earlier is done. */
  run<T>(cases: readonly string[], work: () => Promise<T>): Promise<T>;
}

export function createCaseLock(): CaseLock {
  const tails = new Map<string, Promise<void>>();
  return {
    async run(cases, work) {
      const earlier = cases.map(name => tails.get(name));
      let release: () => void = () => undefined;
      const done = new Promise<void>(resolve => {
        release = resolve;
      });
      // All cases are queued for in one go, so that two deliveries can never wait for each other.
      for (const name of cases) tails.set(name, done);
      try {
        await Promise.all(earlier);
        return await work();
      } finally {
        release();
        for (const name of cases) if (tails.get(name) === done) tails.delete(name);
      }
    },
  };
}
