/** `duplicate-name`: two things with one name that has to be unique. */
import { compareSpans } from '@choreo/model';
import type { Choreography, Message, PayloadValue, Reaction, RecordType, Span } from '@choreo/model';
import type { FindingBase } from '../typing/finding-base.ts';
import { copiedFilesIn, isInCopy } from './copied-files.ts';
import type { CopiedFile } from './copied-files.ts';

interface Placed {
  readonly name: string;
  readonly nameSpan: Span;
}

/** Messages and types share their names: `extends` can name either, and code is generated for both. */
export function findDuplicateNames(choreography: Choreography): DuplicateName[] {
  const copies = copiedFilesIn(choreography);
  const isCopied = isInCopy(choreography, copies);
  const findings: DuplicateName[] = copies.map(copied => copyFinding(choreography, copied));
  const check = <T extends Placed>(
    all: readonly T[],
    kindOf: (one: T) => DuplicateName['kind'],
    rest: (one: T) => Pick<DuplicateName, 'within' | 'reaction'> = () => ({}),
  ): void => {
    if (all.length < 2) return;
    const firsts = new Map<string, T>();
    for (const one of all) {
      const first = firsts.get(one.name);
      if (!first) firsts.set(one.name, one);
      else {
        const place = { name: one.name, first: first.nameSpan, span: one.nameSpan, about: [] };
        findings.push({ code: 'duplicate-name', kind: kindOf(one), ...place, ...rest(one) });
      }
    }
  };
  const checkIn = (within: string, all: readonly Placed[], kind: DuplicateName['kind']) =>
    check(
      all,
      () => kind,
      () => ({ within }),
    );

  // A copied file is one finding; what is wrong in it is reported in the original.
  const own = <T extends Placed>(all: readonly T[]) => all.filter(one => !isCopied(one));
  const contracts = own<Message | Choreography['types'][number]>([...choreography.messages, ...choreography.types]);
  contracts.sort((a, b) => compareSpans(a.nameSpan, b.nameSpan));
  check(contracts, one => (one.kind === 'record' ? 'type' : one.kind));
  for (const contract of contracts) {
    if (contract.kind === 'enum') checkIn(contract.name, contract.values, 'value');
    else checkIn(contract.name, (contract satisfies Message | RecordType).fields, 'field');
  }
  const participants = own(choreography.participants);
  check(participants, () => 'participant');
  for (const { name, states, reactions } of participants) {
    checkIn(name, states, 'state');
    for (const { name: state, type } of states) {
      if (type.kind === 'values' && type.enum === undefined)
        checkIn(
          state,
          type.values.map(value => ({ name: value.name, nameSpan: value.span })),
          'value',
        );
    }
    check<Reaction>(reactions.filter(isNamed), kindOfReaction, reaction => ({ within: name, reaction }));
  }
  check(own(choreography.channels), () => 'channel');
  check(own(choreography.properties), () => 'property');
  const scenarios = own(choreography.scenarios);
  check(scenarios, () => 'scenario');
  for (const { steps } of scenarios) {
    for (const step of steps) {
      if (step.kind === 'given' && step.payload) checkPayload(step.payload, step.message.message, checkIn);
    }
  }
  return findings;
}

/** At the header of the copy. */
function copyFinding({ name, headers }: Choreography, copied: CopiedFile): DuplicateName {
  const start = { line: 0, character: 0 };
  const headerOf = (uri: string): Span =>
    headers.find(({ nameSpan }) => nameSpan.uri === uri)?.nameSpan ?? { uri, range: { start, end: start } };
  const [first, span] = [headerOf(copied.original), headerOf(copied.copy)];
  return { code: 'duplicate-name', kind: 'file', name, first, span, about: [], copied };
}

/** A reaction without a label whose triggers are unknown has no name. */
function isNamed(reaction: Reaction): boolean {
  return reaction.label !== undefined || reaction.trigger.messages.length > 0;
}

function kindOfReaction(reaction: Reaction): DuplicateName['kind'] {
  return reaction.label === undefined ? 'unlabelled-reaction' : 'reaction';
}

type CheckIn = (within: string, all: readonly Placed[], kind: DuplicateName['kind']) => void;

function checkPayload(value: PayloadValue, within: string, checkIn: CheckIn): void {
  if (value.kind === 'array') for (const element of value.elements) checkPayload(element, within, checkIn);
  if (value.kind !== 'object') return;
  checkIn(within, value.entries, 'payload-entry');
  for (const entry of value.entries) checkPayload(entry.value, `${within}.${entry.name}`, checkIn);
}

export interface DuplicateName extends FindingBase {
  readonly code: 'duplicate-name';
  readonly name: string;
  readonly first: Span;
  readonly kind:
    | 'event'
    | 'command'
    | 'type'
    | 'enum'
    | 'participant'
    | 'channel'
    | 'property'
    | 'scenario'
    | 'field'
    | 'value'
    | 'state'
    | 'reaction'
    | 'unlabelled-reaction'
    | 'payload-entry'
    | 'file';
  /** The declaration that contains both, unless they are at the top level. */
  readonly within?: string;
  readonly reaction?: Reaction;
  /** Of a file: what it is a copy of. */
  readonly copied?: CopiedFile;
}
