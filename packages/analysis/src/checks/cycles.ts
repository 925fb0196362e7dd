/** `event-cycle` and `event-amplification`: messages that trigger one another in a cycle. */
import type { Choreography, Emission, MessageRef, Reaction, Span } from '@choreo/model';
import { cyclesAmong, nodesInOrBehindCycles } from '../graph/components.ts';
import type { Edges } from '../graph/components.ts';
import { cycleGraphOf, narrowed } from '../graph/cycles/cycle-graph.ts';
import type { CycleGraph } from '../graph/cycles/cycle-graph.ts';
import { endingsOf } from '../graph/cycles/endings.ts';
import type { Ending, Endings } from '../graph/cycles/endings.ts';
import { findGrowth } from '../graph/cycles/growth.ts';
import type { Liveness } from '../graph/liveness.ts';
import type { MessageGraph } from '../graph/message-graph.ts';
import type { ReactionChoice, ReactionStep } from '../graph/reaction-steps.ts';
import { shortestCycle } from '../graph/shortest-cycle.ts';
import { expressionText } from '../text/expression-text.ts';
import { shortContentsText } from '../text/outcome-text.ts';
import type { FindingBase } from '../typing/finding-base.ts';
import { ContentFlow } from './contents/content-flow.ts';

export function findCycles(
  choreography: Choreography,
  graph: MessageGraph,
  liveness: Liveness,
): (EventCycle | EventAmplification)[] {
  const contents = ContentFlow.of(choreography, graph, liveness);
  const whole = cycleGraphOf(graph, liveness);
  // Round a cycle goes only what leads to the like of it again.
  const recurring = contents?.recurring();
  const recurs = (choice: ReactionChoice) => recurring?.has(choice) ?? true;
  const cycles = contents ? narrowed(whole, recurs) : whole;
  const all = cyclesAmong(nodesInOrBehindCycles(cycles.size, cycles.edges), cycles.edges);
  if (all.length === 0) return [];

  const circular = all.flat().sort((a, b) => a - b);
  const endings = endingsOf(choreography, graph, cycles, circular);
  const ending = (choice: ReactionChoice) => endings.has(choice);
  const endlessly = contents && endings.size > 0 ? contents.recurring(choice => !ending(choice)) : recurring;
  const goesOn = (choice: ReactionChoice) => !ending(choice) && (endlessly?.has(choice) ?? true);
  const endless = cycles.restricted((_step, choice) => goesOn(choice));
  const shown = (component: readonly number[], edges: Edges, allowed: (choice: ReactionChoice) => boolean): Link[] => {
    const round = contents?.shortestCycle(new Set(component), allowed) ?? [];
    if (round.length === 0) return linksOf(cycles, shortestCycle(component, edges), allowed);
    return round.flatMap(({ step, choice, takes, emission }) => {
      const from = cycles.stepOf(step);
      return from ? (linkThrough(from, choice, takes, emission) ?? []) : [];
    });
  };
  const findings: (EventCycle | EventAmplification)[] = [];
  const grown = findGrowth(graph, cycles, circular, endings);
  const explained = new Set<number>(grown.flatMap(growth => growth.component));
  for (const growth of grown) {
    const cycle = shortestCycle(growth.component, growth.edges, growth.node);
    const links = linksOf(cycles, cycle, choice => recurs(choice) && !endings.has(choice));
    findings.push({
      code: 'event-amplification',
      links,
      takes: growth.takes,
      participant: growth.participant,
      reactions: growth.reactions,
      leaves: growth.leaves,
      span: growth.takes.span,
      about: placesOf(growth.reactions),
    });
  }
  for (const component of cyclesAmong(circular, endless)) {
    for (const node of component) explained.add(node);
    if (grown.some(growth => growth.component.some(node => component.includes(node)))) continue;
    findings.push(cycleOf(shown(component, endless, goesOn), []));
  }
  for (const component of all) {
    if (component.some(node => explained.has(node))) continue;
    findings.push(cycleOf(shown(component, cycles.edges, recurs), endingsIn(cycles, component, endings)));
  }
  return findings;
}

function cycleOf(links: readonly Link[], endings: readonly Ending[]): EventCycle {
  const span = links[0]?.takes.span ?? {
    uri: '',
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  };
  return { code: 'event-cycle', links, endings, span, about: placesOf(links.map(link => link.reaction)) };
}

/** The cycle as reactions, beginning with a step; `cycle` alternates between steps and messages. */
function linksOf(cycles: CycleGraph, cycle: readonly number[], allowed: (choice: ReactionChoice) => boolean): Link[] {
  return cycle.flatMap((node, index) => {
    const step = cycles.stepOf(node);
    const takes = cycles.messageOf(cycle.at(index - 1) ?? -1);
    const gives = cycles.messageOf(cycle[(index + 1) % cycle.length] ?? -1);
    return step && takes !== undefined && gives !== undefined ? (linkOf(step, takes, gives, allowed) ?? []) : [];
  });
}

function linkOf(
  step: ReactionStep,
  takes: string,
  gives: string,
  allowed: (choice: ReactionChoice) => boolean,
): Link | undefined {
  for (const choice of step.choices) {
    const emission = allowed(choice) ? choice.emissions.find(({ message }) => message === gives) : undefined;
    if (emission) return linkThrough(step, choice, takes, emission);
  }
  return undefined;
}

function linkThrough(
  { reaction, takes: refs }: ReactionStep,
  { holds }: ReactionChoice,
  message: string,
  emission: Emission,
): Link | undefined {
  const takes = refs.find(ref => ref.message === message);
  if (!takes) return undefined;
  const gives = {
    message: emission.message,
    span: emission.nameSpan,
    contents: shortContentsText(emission.contents),
  };
  return { reaction, takes, gives, guards: holds.map(guard => expressionText(guard)) };
}

function endingsIn(cycles: CycleGraph, component: readonly number[], endings: Endings): Ending[] {
  const found = new Map<string, Ending>();
  const members = new Set(component);
  for (const node of component) {
    for (const choice of cycles.stepOf(node)?.choices ?? []) {
      const ending = endings.get(choice);
      const inside = choice.emissions.some(({ message }) => members.has(cycles.nodeOf(message) ?? -1));
      if (ending && inside) found.set(`${ending.kind} ${ending.reaction.id}`, ending);
    }
  }
  return [...found.values()];
}

function placesOf(reactions: readonly Reaction[]) {
  return reactions.map(reaction => reaction.nameSpan);
}

/** One part of a cycle: `takes` fires the reaction, which emits `gives`. */
export interface Link {
  readonly reaction: Reaction;
  readonly takes: MessageRef;
  /** `contents`: what it is given, as written; empty if that is nothing or a lot. */
  readonly gives: { readonly message: string; readonly span: Span; readonly contents: string };
  /** The conditions under which the cycle continues, as written: guards of the reaction and of the branch. */
  readonly guards: readonly string[];
}

export interface EventCycle extends FindingBase {
  readonly code: 'event-cycle';
  /** The shortest cycle that can recur, with what its messages carry. */
  readonly links: readonly Link[];
  /** Empty if nothing shows that it ends. */
  readonly endings: readonly Ending[];
}

export interface EventAmplification extends FindingBase {
  readonly code: 'event-amplification';
  readonly links: readonly Link[];
  /** The message, one delivery of which leads to more than one, and the service that takes it. */
  readonly takes: MessageRef;
  readonly participant: string;
  readonly reactions: readonly Reaction[];
  /** What one delivery leads to: messages with their number of deliveries; `many` if the number is open. */
  readonly leaves: readonly { readonly message: string; readonly deliveries: number; readonly many: boolean }[];
}
