/** Runs as the server would show them, for tests of pages. */
import { createSimulation } from '@choreo/analysis/runs';
import type { Run, SimulationOptions } from '@choreo/analysis/runs';
import type { Choreography } from '@choreo/model';
import type { ShownRun } from '@choreo/server/protocol';
import { actor, allOf, choreography, event, on, oneOf, service } from '../../../diagram/test/support/model.ts';
import { shownPair, shownRun } from '../../../server/src/runs/shown-run.ts';
import type { RunContent } from '../../src/run/protocol.ts';

const key = 'Shop';

/** `steps` of them at most. */
export function runOf(model: Choreography, steps: number, options: SimulationOptions = {}): Run {
  return createSimulation(model, options).toEnd(steps);
}

export function shown(model: Choreography, run: Run, badStep?: number): ShownRun {
  const bad = badStep === undefined ? {} : { bad: { step: badStep, reason: 'Broken here' } };
  return shownRun(model, run, { key, simulation: {}, ...bad });
}

export function contentOf(run: ShownRun): RunContent {
  return { subject: { choreography: key, verdict: 'v' }, code: 'livelock', message: '`Ping` goes round.', run };
}

export function pairOf(model: Choreography, one: Run, other: Run): RunContent {
  const options = { key, simulation: {} };
  const { run, other: second, firstDifference } = shownPair(model, [one, options], [other, options]);
  return { ...contentOf(run), other: second, ...(firstDifference !== undefined && { firstDifference }) };
}

/** Stays in a cycle forever. */
export function pingPong(): Choreography {
  return choreography(
    'PingPong',
    [
      actor('Player', { emits: ['Start'] }),
      service('Left', [on('Start or Pong', { label: 'ping', to: oneOf('Ping') })]),
      service('Right', [on('Ping', { label: 'pong', to: oneOf('Pong') })]),
      service('Counter', [on('Ping', { label: 'count' })]),
    ],
    [event('Start'), event('Ping'), event('Pong')],
  );
}

/** Ends in one of two ways. */
export function eitherWay(): Choreography {
  return choreography(
    'EitherWay',
    [
      actor('Guest', { emits: ['Asked'], receives: ['Given', 'Refused'] }),
      service('Host', [on('Asked', { label: 'think', to: allOf('Thought') })]),
      service('Kitchen', [on('Thought', { label: 'decide', to: oneOf('Given', 'Refused') })]),
    ],
    ['Asked', 'Thought', 'Given', 'Refused'].map(name => event(name)),
  );
}
