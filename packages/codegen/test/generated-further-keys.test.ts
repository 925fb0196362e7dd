/** Several things in one case: generated services keep their state for each, and the examples of handlers and entries give them different ids. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Flow } from '@choreo/runtime';
import { generate } from '../src/index.ts';
import { parseOne } from './support/models.ts';

const batches = `
choreography Batches
event BatchOpened { key batchId: uuid }
event JobQueued { key batchId: uuid  key jobId: uuid }
event JobReported { key batchId: uuid  key jobId: uuid }
event JobFailed { key batchId: uuid  key jobId: uuid }
event JobDone { key batchId: uuid  key jobId: uuid }
event JobChecked { key batchId: uuid  key jobId: uuid }
event JobAdded { key batchId: uuid  key jobId: uuid }
event JobSplit { key batchId: uuid  key jobId: uuid }
event JobGivenUp { key batchId: uuid  key jobId: uuid }
actor Clerk { emits BatchOpened, JobAdded, JobSplit, JobChecked after JobAdded  receives JobDone, JobGivenUp, JobReported, JobChecked }
service Batch { open: on BatchOpened -> JobQueued+ & JobReported & JobReported }
service Worker by batchId, jobId {
  state attempts: 0..3
  work: on JobQueued or JobFailed {
    when attempts < 2 -> JobFailed & set attempts = attempts + 1
    when attempts == 2 -> JobGivenUp & set attempts = 3
    else -> JobDone
  }
}
service Other { more: on JobAdded or JobSplit  split: on JobSplit -> JobQueued }
`;

const folder = fileURLToPath(new URL('.out/further-keys/', import.meta.url));
rmSync(folder, { recursive: true, force: true });
for (const { path, contents } of generate(await parseOne(batches)).files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), contents);
}
const { demo } = (await import(join(folder, 'src/demo/demo.gen.ts'))) as { demo(): Promise<Flow> };
const { events } = await demo();

/** The ids of the jobs that a message is about, once each. */
function jobsIn(name: string): readonly unknown[] {
  const jobs = events.flatMap(({ event, name: is }) => (is === name ? [(event.data as { jobId: unknown }).jobId] : []));
  return [...new Set(jobs)];
}

test('the messages of one step are about the same jobs, and each repeat about another', () => {
  const opened = events.filter(({ by }) => by === 'Batch.open').map(({ event }) => event.data as { jobId: string });
  expect(opened).toHaveLength(4);
  expect(new Set(opened.map(({ jobId }) => jobId)).size).toBe(2);
  expect(jobsIn('JobReported')).toHaveLength(2);
});

test('entries bring jobs of their own, and an answer is about the job that it answers', () => {
  const [added] = jobsIn('JobAdded');
  expect(jobsIn('JobSplit')).not.toContain(added);
  expect(jobsIn('JobChecked')).toEqual([added]);
  for (const job of [...jobsIn('JobAdded'), ...jobsIn('JobSplit')]) expect(jobsIn('JobReported')).not.toContain(job);
});

test('each job fails twice and is given up: the attempts at one are not those at another', () => {
  const jobs = jobsIn('JobQueued');
  expect(jobs).toHaveLength(3);
  expect(jobsIn('JobGivenUp').toSorted()).toEqual(jobs.toSorted());
  expect(events.filter(({ name }) => name === 'JobFailed')).toHaveLength(6);
});
