/** Limits how long a join waits, or how long a service waits for an answer, with an event that says so. */
import { typeText } from '@choreo/analysis';
import { emissionsOf, namesOf } from '@choreo/model';
import type { Alternative, Field, Message, Participant, Reaction } from '@choreo/model';
import type { Fix, TextChange } from '../diagnostic.ts';
import { listed } from '../wording.ts';
import { addToBlock, addToFile } from './block.ts';
import type { EditContext } from './edit-context.ts';
import { addGuard, addItem, addState, addToBody, bodyOutcomes, canAskState, freeStateName } from './outcome-edits.ts';
import { SourceText } from './source-text.ts';

const duration = '30m';

/** `within 30m else ShippingTimedOut`; empty if the join has a limit, or its messages share no key. */
export function joinTimeOutFixes(reaction: Reaction, context: EditContext): readonly Fix[] {
  const service = serviceOf(reaction, context);
  if (reaction.trigger.kind !== 'all' || reaction.within || !service) return [];
  const keys = sharedKeys(reaction, context);
  if (keys.length === 0) return [];
  const name = timeOutName(service, reaction, context);
  const declared = declareEvent(name, keys, reaction, context);
  const source = SourceText.of(reaction.headSpan, context);
  const end = source.offsetAt(reaction.headSpan.range.end);
  const state = freeStateName('closed', service, context);
  const title = `Introduce a time-out: \`within ${duration} else ${name}\``;
  const waitsOnce = `${title}, once for each case`;
  const simple: Fix = { title, edits: [source.insert(end, ` within ${duration} else ${name}`), declared] };
  if (!canAskState(reaction, context)) return [simple];
  return [
    simple,
    {
      title: waitsOnce,
      edits: [
        addState(service, `state ${state}: boolean`, context),
        addGuard(reaction, `not ${state}`, context),
        source.insert(end, ` within ${duration} else ${name} & set ${state} = true`),
        ...addToBody(reaction, `set ${state} = true`, context),
        declared,
      ],
    },
  ];
}

/** A timer beside a request, which the answers cancel; empty if nothing in this service waits for an answer. */
export function answerTimeOutFixes(reaction: Reaction, context: EditContext): readonly Fix[] {
  const service = serviceOf(reaction, context);
  if (reaction.trigger.kind === 'all' || service?.kind !== 'service') return [];
  const requests = new Set(bodyEmissions(reaction).map(({ message }) => message));
  const answers = new Set(
    context.choreography.participants.filter(other => other !== service).flatMap(other => answersOf(other, requests)),
  );
  const isAnswer = ({ message }: { readonly message: string }) => answers.has(message);
  const waiting = service.reactions.filter(
    one => one !== reaction && one.trigger.kind !== 'all' && one.trigger.messages.every(isAnswer),
  );
  const keys = sharedKeys(reaction, context);
  const isTimed = waiting.some(one => emissionsAndCancellations(one).some(({ kind }) => kind === 'cancel'));
  if (waiting.length === 0 || keys.length === 0 || isTimed) return [];
  const name = timeOutName(service, reaction, context);
  const asks = ({ items }: Alternative) =>
    items.some(item => item.kind === 'emit' && answersTo(item.message, context, service, answers));
  const asking = bodyOutcomes(reaction)
    .flatMap(({ alternatives }) => alternatives)
    .filter(asks);
  const added = addToBlock(service, `on ${name}`, context);
  if (asking.length === 0 || !added) return [];
  const heard = waiting.flatMap(({ trigger }) => trigger.messages.map(({ message }) => message));
  return [
    {
      title: `Introduce a time-out: \`${name} after ${duration}\`, unless ${listed(heard, 'or')} comes`,
      edits: [
        ...asking.map(alternative => addItem(alternative, `${name} after ${duration}`, context)),
        ...waiting.flatMap(one => addToBody(one, `cancel ${name}`, context)),
        added,
        declareEvent(name, keys, reaction, context),
      ],
    },
  ];
}

/** What a participant emits when it hears one of these. */
function answersOf({ reactions, emits }: Participant, requests: ReadonlySet<string>): readonly string[] {
  const emitted = reactions
    .filter(({ trigger }) => trigger.messages.some(({ message }) => requests.has(message)))
    .flatMap(reaction => emissionsOf(reaction));
  const entries = emits.filter(({ after }) => after?.some(({ message }) => requests.has(message)));
  return [...emitted, ...entries].map(({ message }) => message);
}

/** Whether somebody else answers this with one of the answers. */
function answersTo(
  request: string,
  { choreography }: EditContext,
  service: Participant,
  answers: ReadonlySet<string>,
): boolean {
  const others = choreography.participants.filter(other => other !== service);
  return others.some(other => answersOf(other, new Set([request])).some(answer => answers.has(answer)));
}

function bodyEmissions(reaction: Reaction) {
  return emissionsAndCancellations(reaction).flatMap(item => (item.kind === 'emit' && !item.after ? [item] : []));
}

function emissionsAndCancellations(reaction: Reaction) {
  return bodyOutcomes(reaction).flatMap(({ alternatives }) => alternatives.flatMap(({ items }) => items));
}

function serviceOf({ participant }: Reaction, { choreography }: EditContext): Participant | undefined {
  return choreography.participants.find(({ name }) => name === participant);
}

/** The keys that all messages of the trigger have, or the field by which they are joined. */
function sharedKeys({ trigger, by }: Reaction, { choreography }: EditContext): readonly Field[] {
  const names = namesOf(choreography);
  const [first = [], ...others] = trigger.messages.map(({ message: id }) => {
    const message = names.messages.get(id);
    const fields = message ? names.allFields(message) : [];
    return fields.filter(({ key, name }) => (by ? name === by.field : key));
  });
  return first.filter(({ name }) => others.every(fields => fields.some(field => field.name === name)));
}

/** `ShippingTimedOut`, or with the reaction's label where that is taken. */
function timeOutName(service: Participant, { label }: Reaction, { choreography }: EditContext): string {
  const { messages, types, used } = choreography;
  const taken = new Set([...messages, ...types, ...used.messages, ...used.types].map(({ name }) => name));
  const labelled = label === undefined ? '' : label.charAt(0).toUpperCase() + label.slice(1);
  const candidates = [`${service.name}TimedOut`, `${service.name}${labelled}TimedOut`];
  for (let number = 2; ; number++) {
    const free = candidates.find(candidate => !taken.has(candidate));
    if (free !== undefined) return free;
    candidates.push(`${service.name}TimedOut${number}`);
  }
}

/** Behind the last message of the trigger that this choreography declares, in its form; or else at the end of the file. */
function declareEvent(name: string, keys: readonly Field[], reaction: Reaction, context: EditContext): TextChange {
  const { choreography } = context;
  const fields = keys.map(key => `key ${key.name}: ${typeText(key.type)}`);
  const own = reaction.trigger.messages.flatMap(({ message: id }) =>
    choreography.messages.filter(one => one.id === id),
  );
  const last = own
    .filter(({ span }) => span.uri === own.at(-1)?.span.uri)
    .toSorted(byPlace)
    .at(-1);
  if (!last) return addToFile(reaction.span.uri, [`event ${name} { ${fields.join('  ')} }`], context);
  const source = SourceText.of(last.span, context);
  const [start, end] = [source.offsetAt(last.span.range.start), source.offsetAt(last.span.range.end)];
  const written = source.text.slice(start, end);
  if (written.includes('\n')) {
    const lines = [`event ${name} {`, ...fields.map(field => `${source.indent}${field}`), '}'];
    return source.insert(end, `${source.eol}${source.eol}${lines.join(source.eol)}`);
  }
  // In line with its brace.
  const head = `event ${name}`.padEnd(written.indexOf('{') - 1);
  return source.insert(source.lineEnd(end), `${source.eol}${head} { ${fields.join('  ')} }`);
}

function byPlace(one: Message, other: Message): number {
  return one.span.range.start.line - other.span.range.start.line;
}
