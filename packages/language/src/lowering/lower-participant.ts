/** Lowers services and actors with their members. */
import type {
  Body,
  Entry,
  Participant,
  Reaction,
  Receipt,
  Retry,
  Schedule,
  StateType,
  StateVariable,
  Trigger,
} from '@choreo/model';
import type * as ast from '../generated/ast.ts';
import { reactionName } from '../references/choreo-name-provider.ts';
import { isJoin } from '../references/fields.ts';
import { isNamed } from '../references/named.ts';
import { ExpressionLowering } from './lower-expression.ts';
import type { Candidates } from './lower-expression.ts';
import { lowerMessageRef } from './lower-message-ref.ts';
import { OutcomeLowering, lowerDuration, lowerMultiplicity } from './lower-outcome.ts';
import { lowerNamed } from './lower-payload.ts';
import type { FileContext } from './file-context.ts';

export class ParticipantLowering {
  readonly #file: FileContext;
  readonly #expressions: ExpressionLowering;

  constructor(file: FileContext, candidates: Candidates) {
    this.#file = file;
    this.#expressions = new ExpressionLowering(file, candidates);
  }

  lower(node: ast.Participant): Participant {
    const name = node.name ?? '';
    const states: StateVariable[] = [];
    const reactions: Reaction[] = [];
    const schedules: Schedule[] = [];
    const emits: Entry[] = [];
    const receives: Receipt[] = [];
    for (const member of node.members) {
      switch (member.$type) {
        case 'StateVariable':
          if (member.name) states.push(this.#lowerState(member));
          break;
        case 'Reaction':
          // In a broken text, a single word is parsed as a label.
          if (member.trigger || member.outcome || member.braced)
            reactions.push(this.#lowerReaction(member, name, node.$type === 'Service' && node.idempotent));
          break;
        case 'Schedule':
          schedules.push(this.#lowerSchedule(member, name, schedules));
          break;
        case 'Entries':
          for (const entry of this.#annotated(
            member,
            member.entries.flatMap(one => this.#lowerEntry(one) ?? []),
          )) {
            emits.push(entry);
          }
          break;
        case 'Receipts':
          for (const receipt of this.#annotated(
            member,
            member.receipts.flatMap(one => this.#lowerReceipt(one) ?? []),
          )) {
            receives.push(receipt);
          }
          break;
        default:
          member satisfies never;
      }
    }
    const kind = node.$type === 'Actor' ? 'actor' : node.external ? 'external' : 'service';
    const keptBy = node.$type === 'Service' ? this.#lowerInstanceKey(node.keptBy) : {};
    return { kind, ...lowerNamed(node, this.#file), ...keptBy, states, reactions, schedules, emits, receives };
  }

  #lowerInstanceKey(node: ast.InstanceKey | undefined): Pick<Participant, 'keptBy'> {
    const fields = (node?.fields ?? []).flatMap(({ field }) =>
      field ? [{ field: field.$refText, span: this.#file.span(field.$refNode) }] : [],
    );
    // Half-written: it says nothing yet.
    if (!node || (!node.nothing && fields.length === 0)) return {};
    return { keptBy: { fields, span: this.#file.spanOf(node) } };
  }

  #lowerState(node: ast.StateVariable): StateVariable {
    const initial = this.#expressions.lower(node.initial);
    const type = this.#lowerStateType(node.type);
    return { ...lowerNamed(node, this.#file), type, ...(initial ? { initial } : {}) };
  }

  #lowerStateType(node: ast.StateType | undefined): StateType {
    if (!node || node.truth) return { kind: 'boolean' };
    const declared = node.declared?.ref;
    if (declared) {
      const span = this.#file.span(node.declared?.$refNode);
      const values = declared.values.filter(isNamed).map(({ name }) => ({ name, span }));
      const optional = node.optional ? { optional: true } : {};
      return { kind: 'values', values, enum: this.#file.idOf(declared), enumSpan: span, ...optional };
    }
    if (node.min !== undefined && node.max !== undefined) return { kind: 'range', min: node.min, max: node.max };
    const values = node.values.filter(isNamed);
    return { kind: 'values', values: values.map(value => ({ name: value.name, span: this.#file.spanOf(value) })) };
  }

  #lowerReaction(node: ast.Reaction, participant: string, isIdempotent: boolean): Reaction {
    const [file, expressions] = [this.#file, this.#expressions];
    const name = reactionName(node);
    const outcomes = new OutcomeLowering(file, expressions);
    const trigger = this.#lowerTrigger(node);
    const clause = <T extends ast.Clause['$type']>(type: T) =>
      node.clauses.find((other): other is Extract<ast.Clause, { $type: T }> => other.$type === type);
    const guardClause = clause('GuardClause');
    const guard = expressions.lower(guardClause?.guard);
    const by = clause('ByClause');
    const within = clause('WithinClause');
    const atMost = clause('AtMostClause');
    const retry = clause('RetryClause')?.retry;
    const body = this.#lowerBody(node, outcomes);
    const last = node.clauses.at(-1);
    return {
      id: `${participant}.${name}`,
      participant,
      name,
      ...(node.label ? { label: node.label } : {}),
      ...file.docOf(node),
      annotations: file.annotations(node),
      span: file.bodySpan(node),
      nameSpan: node.label ? file.propertySpan(node, 'label') : file.keywordSpan(node, 'on'),
      headSpan: last ? file.between(trigger.span, file.spanOf(last)) : trigger.span,
      trigger,
      ...(guard ? { guard } : {}),
      ...(by?.field ? { by: { field: by.field.$refText, span: file.span(by.field.$refNode) } } : {}),
      ...(within?.duration
        ? {
            within: {
              duration: lowerDuration(within.duration, within, 'duration', file),
              otherwise: outcomes.lower(within.outcome),
              span: file.spanOf(within),
            },
          }
        : {}),
      ...(atMost?.times === undefined
        ? {}
        : { atMost: { times: atMost.times, otherwise: outcomes.lower(atMost.outcome), span: file.spanOf(atMost) } }),
      idempotent: isIdempotent || clause('IdempotentClause') !== undefined,
      ...(retry ? { retry: this.#lowerRetry(retry, outcomes) } : {}),
      body,
      broken:
        outcomes.broken ||
        (guardClause !== undefined && guard === undefined) ||
        trigger.messages.length < Math.max(1, node.trigger?.messages.length ?? 0),
    };
  }

  #lowerTrigger(node: ast.Reaction): Trigger {
    const named = node.trigger?.messages ?? [];
    const kind = named.length < 2 ? 'single' : isJoin(node) ? 'all' : 'any';
    const messages = named.flatMap(one => lowerMessageRef(one, this.#file) ?? []);
    return { kind, messages, span: this.#file.spanOf(node.trigger ?? node) };
  }

  #lowerBody(node: ast.Reaction, outcomes: OutcomeLowering): Body {
    if (node.outcome) return { kind: 'outcome', outcome: outcomes.lower(node.outcome) };
    if (!node.braced) return { kind: 'sink' };
    const branches = node.branches
      .filter(branch => !branch.retry)
      .map(branch => {
        const guard = this.#expressions.lower(branch.guard);
        return {
          ...(guard ? { guard } : {}),
          outcome: outcomes.lower(branch.outcome),
          span: this.#file.spanOf(branch),
        };
      });
    const retry = node.branches.find(branch => branch.retry)?.retry;
    return { kind: 'branches', branches, ...(retry ? { retry: this.#lowerRetry(retry, outcomes) } : {}) };
  }

  #lowerRetry(node: ast.Retry, outcomes: OutcomeLowering): Retry {
    const { times } = node;
    return {
      ...(times === undefined ? {} : { bound: { times, otherwise: outcomes.lower(node.outcome) } }),
      span: this.#file.spanOf(node),
    };
  }

  #lowerSchedule(node: ast.Schedule, participant: string, before: readonly Schedule[]): Schedule {
    const outcomes = new OutcomeLowering(this.#file, this.#expressions);
    const every = lowerDuration(node.every ?? '0ms', node, 'every', this.#file);
    const same = before.filter(schedule => schedule.every.text === every.text).length;
    const name = `every${every.text}${same > 0 ? same + 1 : ''}`;
    return {
      id: `${participant}.${name}`,
      participant,
      name,
      every,
      outcome: outcomes.lower(node.outcome),
      annotations: this.#file.annotations(node),
      span: this.#file.bodySpan(node),
    };
  }

  /** Annotations before `emits` or `receives` apply to all messages listed there. */
  #annotated<T>(member: ast.Entries | ast.Receipts, named: readonly T[]): readonly T[] {
    if (member.annotations.length === 0) return named;
    const annotations = this.#file.annotations(member);
    return named.map(one => ({ ...one, annotations }));
  }

  #lowerEntry(node: ast.Entry): Entry | undefined {
    const message = node.message?.ref;
    if (!message) return undefined;
    const contents = new OutcomeLowering(this.#file, this.#expressions).lowerContents(node.contents);
    const after = node.after.flatMap(one => lowerMessageRef(one, this.#file) ?? []);
    return {
      message: this.#file.idOf(message),
      multiplicity: lowerMultiplicity(node.multiplicity),
      ...(contents ? { contents } : {}),
      ...(after.length > 0 ? { after } : {}),
      span: this.#file.spanOf(node),
      nameSpan: this.#file.span(node.message?.$refNode),
    };
  }

  #lowerReceipt(node: ast.Receipt): Receipt | undefined {
    const message = node.message?.ref;
    return (
      message && {
        message: this.#file.idOf(message),
        repeated: node.repeated,
        span: this.#file.spanOf(node),
        nameSpan: this.#file.span(node.message?.$refNode),
      }
    );
  }
}
