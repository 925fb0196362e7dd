/** Draws what follows a reaction: a choice leads to alternatives, a bar to items that all happen, and every emission sends a message. */
import type { Alternative, Branch, Emission, Outcome } from '@choreo/model';
import { contentsLines, mentionText } from './contents.ts';
import { plain, soft, type Line } from '../picture.ts';
import { alternativeText, branchText, itemText, messageText, outcomeText } from '@choreo/analysis';
import type { Draft } from './flow.ts';
import { unhandledLines } from './loose-ends.ts';

/** Where an outcome starts. */
export interface Site {
  readonly from: string;
  readonly group: string;
  /** The names with which the ids of the drawn elements begin. */
  readonly path: readonly string[];
}

/** Why an outcome happens: the text of its first edge, and whether a timeout causes it. */
export interface Reason {
  readonly lines: readonly Line[];
  readonly timed: boolean;
}

const noReason: Reason = { lines: [], timed: false };

/** The outcome that has no condition. Assignments that always happen are shown in the reaction's own node. */
export function drawMainOutcome(draft: Draft, site: Site, outcome: Outcome): void {
  const [only, ...others] = outcome.alternatives;
  if (only && others.length === 0) emit(draft, site.from, emissionsIn(only), noReason);
  else drawChoice(draft, site, outcome, noReason);
}

/** `within … else`, `at most … else`, and the outcome of a branch. */
export function drawConditionalOutcome(draft: Draft, site: Site, outcome: Outcome, reason: Reason): void {
  const [only, ...others] = outcome.alternatives;
  if (only && others.length === 0) drawAlternative(draft, site, only, reason);
  else drawChoice(draft, site, outcome, reason);
}

export function drawBranches(draft: Draft, site: Site, branches: readonly Branch[]): void {
  const id = draft.ids.take('if', ...site.path);
  const title = branches.map(branch => `${branchText(branch)} -> ${outcomeText(branch.outcome)}`).join('\n');
  const places = branches.map(branch => branch.span);
  const span = places[0];
  draft.nodes.push({
    id,
    group: site.group,
    role: 'choice',
    lines: [plain('if')],
    ...(span && { span }),
    places,
    title: `The first that matches\n${title}`,
  });
  draft.inner.push({
    id: `${id}__in`,
    from: site.from,
    to: id,
    lines: [],
    style: 'inner',
    ...(span && { span }),
    places: [],
    title,
  });
  branches.forEach((branch, index) => {
    const inside = { from: id, group: site.group, path: [...site.path, `branch${index + 1}`] };
    drawConditionalOutcome(draft, inside, branch.outcome, { lines: [soft(branchText(branch))], timed: false });
  });
}

function drawChoice(draft: Draft, site: Site, outcome: Outcome, reason: Reason): void {
  const id = draft.ids.take('or', ...site.path);
  const title = `Exactly one of\n${outcome.alternatives.map(alternativeText).join('\n')}`;
  draft.nodes.push({
    id,
    group: site.group,
    role: 'choice',
    lines: [plain('or')],
    span: outcome.span,
    places: [outcome.span],
    title,
  });
  draft.inner.push({
    id: `${id}__in`,
    from: site.from,
    to: id,
    lines: reason.lines,
    style: reason.timed ? 'timer' : 'inner',
    span: outcome.span,
    places: [],
    title: [...reason.lines.map(line => line.text), title].join('\n'),
  });
  outcome.alternatives.forEach((alternative, index) => {
    const inside = { from: id, group: site.group, path: [...site.path, String(index + 1)] };
    drawAlternative(draft, inside, alternative, noReason);
  });
}

/** One alternative, with its assignments on the edge that leads to it: they happen only if it is taken. */
function drawAlternative(draft: Draft, site: Site, alternative: Alternative, reason: Reason): void {
  const emissions = emissionsIn(alternative).filter(({ message }) => !draft.ends.unhandled.has(message));
  const sets = alternative.items.filter(item => item.kind !== 'emit').map(item => soft(itemText(item)));
  const remarksOn = (node: string) => [...sets, ...deadEnds(draft, node, site.path, alternative)];
  const silent = emissions.length === 0;
  if (emissions.length === 1) {
    return emit(draft, site.from, emissions, { ...reason, lines: [...reason.lines, ...remarksOn(site.from)] });
  }
  const id = draft.ids.take(silent ? 'rest' : 'all', ...site.path);
  const remarks = remarksOn(id);
  const why = { lines: [...reason.lines, ...remarks], timed: reason.timed };
  const title = alternativeText(alternative);
  draft.nodes.push({
    id,
    group: site.group,
    role: !silent ? 'fork' : remarks.length > sets.length ? 'loose' : 'rest',
    lines: silent ? (remarks.length > 0 ? remarks : [soft('nothing')]) : [],
    span: alternative.span,
    // A single dead end is what findings are about.
    places: alternative.items.length === 1 && remarks.some(({ badge }) => badge) ? [] : [alternative.span],
    title: silent ? title : `All of\n${title}`,
  });
  draft.inner.push({
    id: `${id}__in`,
    from: site.from,
    to: id,
    lines: silent ? reason.lines : why.lines,
    style: reason.timed ? 'timer' : 'inner',
    span: alternative.span,
    places: [],
    title: [...reason.lines.map(line => line.text), title].join('\n'),
  });
  emit(draft, id, emissions, noReason);
}

/** What an alternative emits to nobody, as lines of the node that emits it. `when`: the condition, unless it always happens. */
export function deadEnds(
  draft: Draft,
  on: string,
  path: readonly string[],
  alternative: Alternative,
  when?: string,
): readonly Line[] {
  const mentions = emissionsIn(alternative).map(emission => ({
    message: emission.message,
    text: mentionText(emission),
    span: emission.span,
    ...(when !== undefined && { when }),
  }));
  return unhandledLines(draft, on, path, mentions);
}

/** Whether an outcome only emits messages that nobody takes; lines are enough for that. */
export function leadsNowhere(draft: Draft, { alternatives: [only, ...others] }: Outcome): boolean {
  if (!only || others.length > 0 || only.items.length === 0) return false;
  return only.items.every(item => item.kind === 'emit' && draft.ends.unhandled.has(item.message));
}

function emit(draft: Draft, from: string, emissions: readonly Emission[], reason: Reason): void {
  for (const emission of emissions) {
    if (draft.ends.unhandled.has(emission.message)) continue;
    draft.sends.push({
      from,
      message: emission.message,
      lines: [
        plain(messageText(emission.message, emission.multiplicity)),
        ...contentsLines(emission),
        ...(emission.after ? [soft(`after ${emission.after.text}`)] : []),
        ...reason.lines,
      ],
      timed: reason.timed || emission.after !== undefined,
      span: emission.span,
      places: [emission.span],
      title: [itemText(emission), ...reason.lines.map(line => line.text)].join('\n'),
    });
  }
}

function emissionsIn(alternative: Alternative): readonly Emission[] {
  return alternative.items.filter(item => item.kind === 'emit');
}
