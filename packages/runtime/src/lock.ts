/** A lock per case, or whatever else has a name: deliveries for the same case run one after the other, others run concurrently. */

export interface CaseLock {
  /** Runs `work` after all earlier work on any of these cases. */
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
      // All cases are locked at once, so that two deliveries can never deadlock.
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
