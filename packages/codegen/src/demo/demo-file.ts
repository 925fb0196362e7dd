/** Generates the demo, which runs the whole choreography on the in-memory bus, for `npm start` and the example test. */
import { filledFields } from '@choreo/model';
import type { Choreography, Field } from '@choreo/model';
import { array, call, object, render, type Code } from '../code/layout.ts';
import { createImportList } from '../code/imports.ts';
import { propertyKey, quote } from '../code/quote.ts';
import { createEmptyScope } from '../expression/scope.ts';
import { givenCode } from '../service/given-code.ts';
import type { Naming } from '../names/naming.ts';
import type { EventTypes } from '../payload/event-types.ts';
import type { NewKeys } from '../sample/new-keys.ts';
import { sampleCode } from '../sample/sample-code.ts';
import { demoEntries, exitsOf } from './entries.ts';
import type { DemoEntry } from './entries.ts';

export interface DemoService {
  readonly constant: string;
  /** The path of its module, relative to the demo. */
  readonly module: string;
}

export function demoFile(
  choreography: Choreography,
  naming: Naming,
  eventTypes: EventTypes,
  standIns: readonly DemoService[],
  newKeys: NewKeys,
): string {
  const entries = demoEntries(choreography).filter(({ message }) => naming.names.messages.has(message));
  const exits = exitsOf(choreography).filter(({ message }) => eventTypes.has(message));
  const runtime = createImportList();
  const exitCode = exits.map(({ message, receiver }) =>
    object([`type: ${quote(eventTypes.of(message))}`, `receiver: ${quote(receiver)}`]),
  );
  const payloads = entries.map(({ message }) => naming.contract(message));
  const distinct = [...new Set(payloads)];
  const starts = entries.map(({ who, message, entry }, index) => {
    const name = naming.contract(message);
    const given = (entry ? filledFields(entry, undefined, naming.names) : []).map(
      ({ field, value }): Code =>
        `${propertyKey(field.name)}: ${givenCode(field, value, createEmptyScope([]), runtime)}`,
    );
    // The first has the usual example; what answers has the keys of what it answers.
    const isFirst = entries.findIndex(one => isBringing(one, naming, newKeys)) === index;
    const fields = entry?.after || isFirst ? [] : fieldsOf(message, naming);
    for (const field of fields) {
      const key = newKeys.valueFor(message, field, `entry ${index}`, 0);
      if (key !== undefined) given.push([`${propertyKey(field.name)}: `, sampleCode(key)]);
    }
    const sample = `samples.${name}(${given.length > 0 ? render(object(given)) : ''})`;
    const multiplicity = entry?.multiplicity ?? 'one';
    const occurrence = multiplicity === 'one' ? '' : `, ${quote(multiplicity)}`;
    const data = `payloads?.${name} ?? ${sample}${occurrence}`;
    if (!entry?.after) return `  await simulation.enter(${quote(who)}, contracts.${name}, ${data});\n`;
    const after = [...new Set(entry.after.map(ref => ref.message))].filter(id => naming.names.messages.has(id));
    if (after.length === 0) return '';
    const answered = after.map(id => `contracts.${naming.contract(id)}`);
    return `  ${render(call('simulation.answer', quote(who), array(answered), `contracts.${name}`, data)).replaceAll('\n', '\n  ')};\n`;
  });
  const uncertain = entries.filter(({ entry }) => entry?.multiplicity === 'optional' || entry?.multiplicity === 'many');
  const optional = [...new Set(uncertain.map(({ message }) => message))];
  const payloadTypes: Code = object(
    distinct.map(name => `readonly ${name}?: contracts.${name}`),
    true,
  );
  const simulation = object(
    [
      '...options',
      `choreography: ${quote(choreography.name)}`,
      ['services: ', array(['...services', ...standIns.map(({ constant }) => constant)])],
      'channels',
      'exits',
      'names: messageNames',
    ],
    true,
  );
  return [
    distinct.length > 0 ? "import * as contracts from '../contracts.gen.ts';\n" : '',
    "import { channels, messageNames } from '../contracts.gen.ts';\n",
    "import { createSimulation, type BusOptions, type Flow, type Simulation } from '../runtime/index.gen.ts';\n",
    runtime.code('../runtime/index.gen.ts'),
    "import { services } from '../services.gen.ts';\n",
    ...standIns.map(({ constant, module }) => `import { ${constant} } from './${module}.gen.ts';\n`),
    distinct.length > 0 ? "import { samples } from './samples.gen.ts';\n" : '',
    '\n/** The messages that leave the model, with their receivers. */\n',
    `export const exits = ${render(array(exitCode))};\n\n`,
    'export interface DemoOptions extends BusOptions {\n  /** How often each schedule runs. Default 1. */\n  readonly ticks?: number;\n  /** The run stops after this many deliveries and timers. Default 1000. */\n  readonly maxSteps?: number;\n',
    '  /** Messages from outside come at any moment, and timers go off while messages are on their way. */\n  readonly races?: boolean;\n',
    optional.length > 0
      ? `  /** Which messages that need not come do come. Default: none, but for the first if there is no other. */\n  readonly optional?: 'random' | readonly (${optional.map(quote).join(' | ')})[];\n`
      : "  /** No message from outside is optional. */\n  readonly optional?: 'random' | readonly never[];\n",
    distinct.length > 0
      ? `  /** The payloads of messages from outside. Default: examples. */\n  readonly payloads?: ${render(payloadTypes).replaceAll('\n', '\n  ').replaceAll(',', ';')};\n`
      : '',
    '}\n\n',
    '/** Starts all services on the in-memory bus and a virtual clock, to be run step by step. */\n',
    `export async function simulate(${distinct.length > 0 ? '{ payloads, ...options }' : 'options'}: DemoOptions = {}): Promise<Simulation> {\n`,
    `  const simulation = await createSimulation(${render(simulation).replaceAll('\n', '\n  ')});\n`,
    ...starts,
    '  return simulation;\n}\n\n',
    '/** Runs all services until nothing is left to do. */\n',
    'export async function demo(options: DemoOptions = {}): Promise<Flow> {\n  return (await simulate(options)).run();\n}\n',
  ].join('');
}

/** Whether it comes with a value of a further key. */
function isBringing({ message, entry }: DemoEntry, naming: Naming, newKeys: NewKeys): boolean {
  return !entry?.after && fieldsOf(message, naming).some(field => newKeys.isFurther(message, field));
}

function fieldsOf(id: string, { names }: Naming): readonly Field[] {
  const message = names.messages.get(id);
  return message ? names.allFields(message) : [];
}

export function servicesFile(services: readonly { readonly constant: string; readonly folder: string }[]): string {
  const imports = services.map(
    ({ constant, folder }) => `import { ${constant} } from './services/${folder}/${folder}.gen.ts';\n`,
  );
  const list = services.map(({ constant }) => constant);
  return [
    ...imports,
    list.length > 0 ? '\n' : "import type { AnyService } from './runtime/index.gen.ts';\n\n",
    list.length > 0 ? `export { ${list.join(', ')} };\n\n` : '',
    '/** All services of this project. */\n',
    list.length > 0
      ? `export const services = ${render(array(list))};\n`
      : 'export const services: readonly AnyService[] = [];\n',
  ].join('');
}
