/** Draws the participants: services and external services as groups with their reactions, actors where flows enter and leave. */
import { retriesOf } from '@choreo/model';
import type { Outcome, Participant, Reaction, Retry, Schedule } from '@choreo/model';
import { plain, soft, strong, type Line } from '../picture.ts';
import { entryText, itemText, messageText, triggerText } from '@choreo/analysis';
import { reactionText, scheduleText, shortClauseTexts } from '../reaction-text.ts';
import { contentsLines } from './contents.ts';
import type { Draft } from './flow.ts';
import { unhandledLines, unsentLines } from './loose-ends.ts';
import {
  deadEnds,
  drawBranches,
  drawConditionalOutcome,
  drawMainOutcome,
  leadsNowhere,
  type Site,
} from './outcomes.ts';

export function drawParticipant(draft: Draft, participant: Participant): void {
  if (participant.kind === 'actor') drawActor(draft, participant);
  else drawService(draft, participant);
}

/** Two nodes if it both starts and ends flows, so that the picture reads in one direction. */
function drawActor(draft: Draft, actor: Participant): void {
  const node = { role: 'actor', span: actor.nameSpan, places: [actor.span] } as const;
  const name = strong(actor.name);
  const title = [`actor ${actor.name}`, ...(actor.doc ? ['', actor.doc] : [])].join('\n');
  if (actor.emits.length > 0 || actor.receives.length === 0) {
    const id = draft.ids.take('from', actor.name);
    draft.nodes.push({ ...node, id, lines: [name, ...deadEntries(draft, actor, id)], title });
    sendEntries(draft, actor, id);
    takeAnswered(draft, actor, id);
  }
  if (actor.receives.length > 0) {
    const id = draft.ids.take('to', actor.name);
    draft.nodes.push({ ...node, id, lines: [name, ...unsentReceipts(draft, actor, id)], title });
    takeReceipts(draft, actor, id);
  }
}

function drawService(draft: Draft, service: Participant): void {
  const group = draft.ids.take('s', service.name);
  const external = service.kind === 'external';
  const states = service.states.map(state => `state ${state.name}`);
  draft.groups.push({
    id: group,
    role: external ? 'external' : 'service',
    lines: [strong(service.name), ...(external ? [soft('external')] : [])],
    counts: countsOf(service),
    span: service.nameSpan,
    places: [service.span],
    title: [
      `${external ? 'external service' : 'service'} ${service.name}`,
      ...states,
      ...(service.doc ? ['', service.doc] : []),
    ].join('\n'),
  });
  if (service.emits.length > 0) {
    const id = draft.ids.take('start', service.name);
    const title = `${service.name} emits, started from outside`;
    draft.nodes.push({
      id,
      group,
      role: 'entry',
      lines: [soft('from outside'), ...deadEntries(draft, service, id)],
      span: service.emits[0]?.span ?? service.nameSpan,
      places: [],
      title,
    });
    sendEntries(draft, service, id);
    takeAnswered(draft, service, id);
  }
  for (const schedule of service.schedules) drawSchedule(draft, group, schedule);
  for (const reaction of service.reactions) drawReaction(draft, group, reaction);
  if (service.receives.length > 0) {
    const id = draft.ids.take('end', service.name);
    const title = `${service.name} receives: the message leaves the model`;
    draft.nodes.push({
      id,
      group,
      role: 'exit',
      lines: [soft('leaves here'), ...unsentReceipts(draft, service, id)],
      span: service.receives[0]?.span ?? service.nameSpan,
      places: [],
      title,
    });
    takeReceipts(draft, service, id);
  }
  if (countsOf(service) === '') {
    const id = draft.ids.take('empty', service.name);
    draft.nodes.push({
      id,
      group,
      role: 'rest',
      lines: [soft('no reactions yet')],
      span: service.nameSpan,
      places: [],
      title: service.name,
    });
  }
}

function countsOf(service: Participant): string {
  const count = (number: number, one: string) => (number === 0 ? [] : [`${number} ${one}${number === 1 ? '' : 's'}`]);
  return [
    ...count(service.reactions.length, 'reaction'),
    ...count(service.schedules.length, 'schedule'),
    ...count(service.emits.length, 'entry').map(text => text.replace('entrys', 'entries')),
    ...count(service.receives.length, 'exit'),
  ].join(', ');
}

function drawReaction(draft: Draft, group: string, reaction: Reaction): void {
  const id = draft.ids.take('r', reaction.participant, reaction.name);
  const site: Site = { from: id, group, path: [reaction.participant, reaction.name] };
  draft.nodes.push({
    id,
    group,
    role: reaction.trigger.kind === 'all' ? 'join' : 'reaction',
    lines: reactionLines(draft, id, reaction),
    span: reaction.label === undefined ? reaction.headSpan : reaction.nameSpan,
    places: [reaction.span, reaction.headSpan],
    title: reactionText(reaction),
  });
  for (const ref of reaction.trigger.messages) {
    if (draft.ends.unsent.has(ref.message)) continue;
    draft.arrivals.push({
      to: id,
      message: ref.message,
      lines: [],
      places: [ref.span],
      title: `${reaction.participant}.${reaction.name}`,
    });
  }
  if (reaction.body.kind === 'outcome') drawMainOutcome(draft, site, reaction.body.outcome);
  if (reaction.body.kind === 'branches') drawBranches(draft, site, reaction.body.branches);
  if (reaction.within && !leadsNowhere(draft, reaction.within.otherwise)) {
    const lines = [soft(whenLate(reaction.within))];
    const late = { ...site, path: [...site.path, 'within'] };
    drawConditionalOutcome(draft, late, reaction.within.otherwise, { lines, timed: true });
  }
  if (reaction.atMost && !leadsNowhere(draft, reaction.atMost.otherwise)) {
    const lines = [soft(whenBeyond(reaction.atMost))];
    const beyond = { ...site, path: [...site.path, 'atMost'] };
    drawConditionalOutcome(draft, beyond, reaction.atMost.otherwise, { lines, timed: false });
  }
  for (const [index, { bound }] of retriesOf(reaction).entries()) {
    if (!bound || leadsNowhere(draft, bound.otherwise)) continue;
    const parked = { ...site, path: [...site.path, `retry${index}`] };
    drawConditionalOutcome(draft, parked, bound.otherwise, { lines: [soft(whenRefused(bound))], timed: false });
  }
}

function reactionLines(draft: Draft, id: string, reaction: Reaction): readonly Line[] {
  const { body, trigger, within, atMost } = reaction;
  const path = [reaction.participant, reaction.name];
  const awaited = trigger.messages.map(({ message, span }) => ({ message, text: message, span }));
  const nowhere = (outcome: Outcome | undefined, when: string) =>
    outcome && leadsNowhere(draft, outcome)
      ? outcome.alternatives.flatMap(alternative => deadEnds(draft, id, path, alternative, when))
      : [];
  const name = reaction.label ?? `on ${triggerText(trigger)}`;
  const always = body.kind === 'outcome' && body.outcome.alternatives.length === 1 ? body.outcome.alternatives : [];
  return [
    strong(name),
    ...packed([...(trigger.kind === 'all' ? ['all of'] : []), ...shortClauseTexts(reaction)]).map(soft),
    ...always
      .flatMap(alternative => alternative.items.filter(item => item.kind !== 'emit'))
      .map(item => soft(itemText(item))),
    ...unsentLines(draft, id, path, awaited),
    ...always.flatMap(alternative => deadEnds(draft, id, path, alternative)),
    ...(within ? nowhere(within.otherwise, whenLate(within)) : []),
    ...(atMost ? nowhere(atMost.otherwise, whenBeyond(atMost)) : []),
    ...retriesOf(reaction).flatMap(({ bound }) => (bound ? nowhere(bound.otherwise, whenRefused(bound)) : [])),
  ];
}

function whenLate({ duration }: NonNullable<Reaction['within']>): string {
  return `not within ${duration.text}`;
}

function whenBeyond({ times }: NonNullable<Reaction['atMost']>): string {
  return `after ${times}×`;
}

function whenRefused({ times }: NonNullable<Retry['bound']>): string {
  return `refused ${times}×`;
}

/** Short clauses share a line. */
function packed(texts: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + text.length <= 24) lines[lines.length - 1] = `${last} · ${text}`;
    else lines.push(text);
  }
  return lines;
}

function drawSchedule(draft: Draft, group: string, schedule: Schedule): void {
  const path = [schedule.participant, schedule.name];
  const id = draft.ids.take('schedule', ...path);
  const always = schedule.outcome.alternatives.length === 1 ? schedule.outcome.alternatives : [];
  draft.nodes.push({
    id,
    group,
    role: 'schedule',
    lines: [plain(`every ${schedule.every.text}`), ...always.flatMap(only => deadEnds(draft, id, path, only))],
    span: schedule.span,
    places: [schedule.span],
    title: scheduleText(schedule),
  });
  drawMainOutcome(draft, { from: id, group, path }, schedule.outcome);
}

function sendEntries(draft: Draft, participant: Participant, from: string): void {
  for (const entry of participant.emits) {
    if (draft.ends.unhandled.has(entry.message)) continue;
    const text = messageText(entry.message, entry.multiplicity);
    draft.sends.push({
      from,
      message: entry.message,
      lines: [plain(text), ...contentsLines(entry)],
      timed: false,
      span: entry.span,
      places: [entry.span],
      title: `${participant.name} emits ${entryText(entry)}`,
    });
  }
}

/** What an entry answers leads to who sends the answer. */
function takeAnswered(draft: Draft, participant: Participant, to: string): void {
  for (const entry of participant.emits) {
    for (const { message, span } of entry.after ?? []) {
      if (draft.ends.unsent.has(message)) continue;
      draft.arrivals.push({
        to,
        message,
        lines: [soft(`answered by ${entry.message}`)],
        places: [span],
        title: `${participant.name}, which emits ${entryText(entry)}`,
      });
    }
  }
}

function unsentAnswered(draft: Draft, { name, emits }: Participant, id: string): readonly Line[] {
  const awaited = emits.flatMap(({ after = [] }) => after);
  return unsentLines(
    draft,
    id,
    [name],
    awaited.map(({ message, span }) => ({ message, text: message, span })),
  );
}

function deadEntries(draft: Draft, participant: Participant, id: string): readonly Line[] {
  const { name, emits } = participant;
  const mentions = emits.map(({ message, multiplicity, span }) => ({
    message,
    text: messageText(message, multiplicity),
    span,
  }));
  return [...unhandledLines(draft, id, [name], mentions), ...unsentAnswered(draft, participant, id)];
}

function unsentReceipts(draft: Draft, { name, receives }: Participant, id: string): readonly Line[] {
  return unsentLines(
    draft,
    id,
    [name],
    receives.map(({ message, span }) => ({ message, text: message, span })),
  );
}

function takeReceipts(draft: Draft, participant: Participant, to: string): void {
  for (const receipt of participant.receives) {
    if (draft.ends.unsent.has(receipt.message)) continue;
    draft.arrivals.push({
      to,
      message: receipt.message,
      lines: receipt.repeated ? [soft('any number')] : [],
      places: [receipt.span],
      title: participant.name,
    });
  }
}
