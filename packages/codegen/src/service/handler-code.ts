/** Generates the initial code of a handler: it takes one valid alternative with a plausible payload. */
import type { Field, Reaction, Schedule } from '@choreo/model';
import { docComment, lineComment } from '../code/comment.ts';
import { array, object, render, type Code } from '../code/layout.ts';
import { propertyKey, quote } from '../code/quote.ts';
import { alternativeText } from '@choreo/analysis';
import { mayBeLeftOut } from '../payload/payload-fields.ts';
import type { Naming } from '../names/naming.ts';
import { sampleField } from '../sample/plausible.ts';
import type { Sample, SampleValue } from '../sample/plausible.ts';
import { sampleCode } from '../sample/sample-code.ts';
import { arrow } from './arrow-code.ts';
import type { Loops } from './loops.ts';
import type { NewKeys } from '../sample/new-keys.ts';
import type { ReactionPlan, SchedulePlan } from './service-plan.ts';
import { isGiven, isOptional, type AlternativePlan, type Part, type Way } from './way-plan.ts';

/** What examples have to know of the whole choreography. */
export interface Surroundings {
  readonly loops: Loops;
  readonly newKeys: NewKeys;
}

/** `async (orderPlaced, { emit }) => { … }`, or an object with one function for each path. */
export function handlerCode(plan: ReactionPlan | SchedulePlan, naming: Naming, surroundings: Surroundings): Code {
  const source = 'reaction' in plan ? plan.reaction : plan.schedule;
  const [only] = plan.ways;
  if (plan.ways.length === 1 && only && only.member === undefined)
    return functionCode(only, source, naming, surroundings);
  const functions = plan.ways.map((way): Code => [
    docComment(way.text === '' ? undefined : `\`${way.text}\``),
    `${propertyKey(way.member ?? 'handle')}: `,
    functionCode(way, source, naming, surroundings),
  ]);
  return object(functions, true);
}

function functionCode(way: Way, source: Reaction | Schedule, naming: Naming, surroundings: Surroundings): Code {
  if (!way.emit) return `async () => {\n  ${lineComment('TODO: do the work.')}\n}`;
  const plan = chooseAlternative(way, source, surroundings.loops);
  if (!plan) return 'async () => undefined';
  const example = exampleCode(plan, way, source, naming, surroundings);
  const body =
    'impossible' in example
      ? render(
          `throw new Error(${quote(`TODO: write this handler. There is no example, because ${example.impossible}`)});`,
        )
      : render(['return ', `emit.${plan.name}(`, example.argument, ');']);
  const todo = todoText(way, plan);
  const block = `{\n${todo === undefined ? '' : `  ${lineComment(todo)}\n`}  ${body.replaceAll('\n', '\n  ')}\n}`;
  const [head = '', ...rest] = [arrowHead(way, body), block];
  return `async ${head} => ${rest.join('')}`;
}

function arrowHead({ view }: Way, body: string): string {
  const parameters = arrow([{ name: view.parameter }, { name: 'emit' }], body);
  const usesTrigger = render(parameters).startsWith(`(${view.parameter},`);
  const usesEmit = body.startsWith('return');
  if (!usesEmit) return '()';
  return `(${usesTrigger ? '' : '_'}${view.parameter}, { emit })`;
}

function todoText(way: Way, plan: AlternativePlan): string | undefined {
  const [first = '', ...others] = way.alternatives.map(emittedText);
  const last = others.pop();
  if (last !== undefined) return `TODO: decide between ${[first, ...others].join(', ')} and ${last}.`;
  if (plan.parts.some(isGiven)) return `TODO: fill in ${emittedText(plan)}. The values here are examples.`;
  return undefined;
}

/** The parts that a handler decides: messages, but not state and timers, which are generated. */
function emittedText({ alternative }: AlternativePlan): string {
  const emissions = alternative.items.filter(item => item.kind === 'emit');
  return alternativeText(emissions.length > 0 ? { ...alternative, items: emissions } : alternative);
}

/** The first alternative that emits a message without starting a cycle. */
function chooseAlternative(
  { alternatives }: Way,
  source: Reaction | Schedule,
  loops: Loops,
): AlternativePlan | undefined {
  const emits = ({ parts }: AlternativePlan): boolean => parts.length > 0;
  // `at most` ends the cycle.
  const ends = ({ alternative }: AlternativePlan): boolean =>
    ('atMost' in source && source.atMost !== undefined) || !loops.leadsBack(alternative, source);
  return alternatives.find(plan => emits(plan) && ends(plan)) ?? alternatives.find(ends) ?? alternatives[0];
}

function exampleCode(
  plan: AlternativePlan,
  way: Way,
  source: Reaction | Schedule,
  naming: Naming,
  { loops, newKeys }: Surroundings,
): { readonly argument: Code } | { readonly impossible: string } {
  const given = plan.parts.filter(isGiven);
  const isSole = plan.parts.length === 1;
  const fields: Code[] = [];
  const emitted = new Map<string, number>();
  for (const part of given) {
    const { message } = part.emission;
    const repeat = emitted.get(message) ?? 0;
    emitted.set(message, repeat + 1);
    const keyOf = (field: Field, more: number) => newKeys.valueFor(message, field, source.id, repeat + more);
    const leaveOut = loops.leadsBackTo(part.emission.message, source) || isAllOptional(part);
    if (leaveOut && isOptional(part)) continue;
    const example = partExample(part, way, naming, leaveOut, keyOf);
    if ('impossible' in example) {
      if (isOptional(part)) continue;
      return example;
    }
    if (isSole) return { argument: example.code };
    fields.push([`${part.name}: `, example.code]);
  }
  return {
    argument: isSole || given.length === 0 || (fields.length === 0 && given.every(isOptional)) ? '' : object(fields),
  };
}

function isAllOptional({ emission, open }: Part): boolean {
  return emission.multiplicity === 'one' && open.every(mayBeLeftOut);
}

function partExample(
  part: Part,
  way: Way,
  naming: Naming,
  leaveOut: boolean,
  keyOf: (field: Field, more: number) => SampleValue | undefined,
): { readonly code: Code } | { readonly impossible: string } {
  const { multiplicity } = part.emission;
  if (multiplicity === 'many' && leaveOut) return { code: '[]' };
  const isMany = multiplicity === 'many' || multiplicity === 'some';
  // Where the message has a key of its own, one more shows that there can be several.
  const count = isMany && part.open.some(field => isNewKey(field, way, keyOf)) ? 2 : 1;
  const payloads: Code[] = [];
  for (let more = 0; more < count; more++) {
    const fields: Code[] = [];
    for (const field of part.open) {
      const copy = way.view.copySource(field);
      if (copy !== undefined && !mayBeLeftOut(field)) fields.push(`${propertyKey(field.name)}: ${copy}`);
      if (copy !== undefined || mayBeLeftOut(field)) continue;
      const key = keyOf(field, more);
      const sample: Sample = key === undefined ? sampleField(field, naming) : { value: key };
      if ('impossible' in sample) return multiplicity === 'many' ? { code: '[]' } : sample;
      fields.push([`${propertyKey(field.name)}: `, sampleCode(sample.value)]);
    }
    payloads.push(object(fields));
  }
  const [payload = ''] = payloads;
  return { code: isMany ? array(payloads) : payload };
}

function isNewKey(field: Field, way: Way, keyOf: (field: Field, more: number) => SampleValue | undefined): boolean {
  return way.view.copySource(field) === undefined && keyOf(field, 0) !== undefined;
}
