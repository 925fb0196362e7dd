/** Generates the module of a service: its state, the types of its handlers, and the reactions that call them. */
import { initialValue } from '@choreo/analysis';
import { filledFields } from '@choreo/model';
import type { Retry, StateVariable } from '@choreo/model';
import { docComment, lineComment, quoted } from '../code/comment.ts';
import { createImportList, type ImportList } from '../code/imports.ts';
import { array, call, members, object, render, type Code } from '../code/layout.ts';
import { propertyKey, quote } from '../code/quote.ts';
import { createEmptyScope } from '../expression/scope.ts';
import { createNameScope } from '../names/identifier.ts';
import type { Naming } from '../names/naming.ts';
import { declarationDoc } from '../payload/doc.ts';
import { arrow } from './arrow-code.ts';
import { effectsCode, emitConstant, emitInterface, millisecondsCode, type Module } from './emit-code.ts';
import { givenCode } from './given-code.ts';
import { guardCode, guardFields } from './guard-code.ts';
import { handlerCode } from './handler-code.ts';
import type { Surroundings } from './handler-code.ts';
import type { ReactionPlan, SchedulePlan, ServicePlan } from './service-plan.ts';
import type { Way } from './way-plan.ts';

export interface ServiceFileOptions {
  readonly choreography: string;
  readonly naming: Naming;
  readonly surroundings: Surroundings;
  /** The relative path to `src`, such as `../..`. */
  readonly root: string;
  /** For the demo: the handlers are in the module itself. */
  readonly standIn: boolean;
}

export function serviceFile(service: ServicePlan, options: ServiceFileOptions): string {
  const runtime = createImportList();
  const module: Module = { service, naming: options.naming, runtime };
  const handled = [...service.reactions, ...service.schedules];
  const parts = [
    ...(handled.length + service.participant.states.length > 0 ? statePart(service, runtime) : []),
    ...keyPart(module),
    ...handled.flatMap(plan => handlerPart(plan, module, options)),
    definitionPart(module, options),
  ];
  const body = parts.join('\n');
  const imports = [
    ...(mentionsContracts(body) ? [`import * as contracts from '${options.root}/contracts.gen.ts';\n`] : []),
    runtime.code(`${options.root}/runtime/index.gen.ts`),
    ...(options.standIn ? [] : handled.map(plan => `import { ${plan.constant} } from './${plan.file}.ts';\n`)),
  ];
  return `${imports.join('')}\n${body}`;
}

/** Whether the code uses contracts, ignoring comments and strings. */
function mentionsContracts(body: string): boolean {
  return /(?<![\w$.])contracts\./.test(body.replace(/\/\*[^]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'/g, ''));
}

function statePart({ participant, stateType, instances }: ServicePlan, runtime: ImportList): readonly string[] {
  if (participant.states.length === 0) return [`type ${stateType} = ${runtime.type('NoState')};\n`];
  const fields = participant.states.map((state): Code => [
    docComment(...declarationDoc(state, rangeNote(state))),
    `readonly ${propertyKey(state.name)}: ${stateTypeCode(state)}`,
  ]);
  const values = participant.states.map(state => `${propertyKey(state.name)}: ${initialCode(state)}`);
  return [
    `${docComment(`The state of ${participant.name} for ${instances.key?.length === 0 ? 'all cases' : 'each case'}.`)}export type ${stateType} = ${render(members(fields, true))};\n`,
    `const initialState: ${stateType} = ${render(object(values))};\n`,
  ];
}

/** The type of the key that instances know. */
function keyPart({ service, naming }: Module): readonly string[] {
  const { keyType, instances, participant } = service;
  const [by] = instances.links.keys();
  if (keyType === undefined || by === undefined) return [];
  const fields = instances.linkedKey.map(
    ({ name }): Code => `readonly ${propertyKey(name)}: contracts.${naming.contract(by)}[${quote(name)}]`,
  );
  return [
    `${docComment(`The key by which ${participant.name} keeps its state.`)}export type ${keyType} = ${render(members(fields, true))};\n`,
  ];
}

function stateTypeCode({ type }: StateVariable): string {
  switch (type.kind) {
    case 'boolean':
      return 'boolean';
    case 'values':
      return (
        [...new Set(type.values.map(({ name }) => quote(name))), ...(type.optional ? ['null'] : [])].join(' | ') ||
        'string'
      );
    case 'range':
      return 'number';
    default:
      return type satisfies never;
  }
}

function rangeNote({ type }: StateVariable): string | undefined {
  if (type.kind === 'values' && type.optional) return `Null where it is missing.`;
  return type.kind === 'range' ? `A whole number from ${type.min} to ${type.max}.` : undefined;
}

function initialCode(state: StateVariable): string {
  const value = initialValue(state);
  if (value === null) return 'null';
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : quote(String(value ?? ''));
}

/** The types of one handler, and the implementation of its `emit`. */
function handlerPart(
  plan: ReactionPlan | SchedulePlan,
  module: Module,
  options: ServiceFileOptions,
): readonly string[] {
  const { service, runtime, naming } = module;
  const id = `${service.participant.name}.${plan.name}`;
  const parts: Code[] = [`${lineComment(`---------- ${plan.name}`)}\n`];
  if ('reaction' in plan && plan.reaction.trigger.kind !== 'single') {
    const messages = plan.messages.map(message => `${naming.contract(message)}: contracts.${naming.contract(message)}`);
    parts.push([`const ${plan.on} = `, object(messages), ';\n']);
  }
  for (const way of plan.ways) if (way.emit) parts.push(emitInterface(id, way, module));
  parts.push([
    docComment(quoted(plan.text), ...(plan.doc === undefined ? [] : ['', plan.doc])),
    handlerType(plan, module),
    '\n',
  ]);
  for (const way of plan.ways) if (way.emit) parts.push(emitConstant(id, way, module));
  if (options.standIn) {
    parts.push([
      `const ${plan.constant}: ${plan.handlerType} = `,
      handlerCode(plan, naming, options.surroundings),
      ';\n',
    ]);
  }
  runtime.type(plan.ways.some(way => way.emit) ? 'Handler' : 'Worker');
  return parts.map(render);
}

function handlerType(plan: ReactionPlan | SchedulePlan, module: Module): Code {
  const [only] = plan.ways;
  if (plan.ways.length === 1 && only && only.member === undefined) {
    return [`export type ${plan.handlerType} = `, wayType(only, module), ';'];
  }
  const functions = plan.ways.map((way): Code => [
    docComment(way.text === '' ? undefined : `\`${way.text}\``),
    `readonly ${propertyKey(way.member ?? 'handle')}: `,
    wayType(way, module),
  ]);
  return [`export interface ${plan.handlerType} `, members(functions, true)];
}

function wayType({ view, emit }: Way, { service, runtime }: Module): string {
  const trigger = view.type(runtime);
  const key = view.keyType === undefined ? '' : `, ${view.keyType}`;
  return emit
    ? `${runtime.type('Handler')}<${trigger}, ${service.stateType}, ${emit.type}${key}>`
    : `${runtime.type('Worker')}<${trigger}, ${service.stateType}${key}>`;
}

function definitionPart(module: Module, { choreography }: ServiceFileOptions): string {
  const { service, runtime } = module;
  const { participant, instances } = service;
  const entries = entriesCode(module);
  const links = [...instances.links].map(([by, keys]): Code =>
    object([`by: contracts.${module.naming.contract(by)}`, ['keys: ', array(keys.map(quote))]]),
  );
  const definition = object(
    [
      `choreography: ${quote(choreography)}`,
      `name: ${quote(participant.name)}`,
      ...(instances.key ? [['key: ', array(instances.key.map(quote))]] : []),
      ...(links.length > 0 ? [['links: ', array(links, true)]] : []),
      participant.states.length > 0 ? 'state: initialState' : 'state: {}',
      [
        'reactions: ',
        array(
          service.reactions.map(plan => reactionCode(plan, module)),
          service.reactions.length > 0,
        ),
      ],
      ...(service.schedules.length > 0
        ? [
            [
              'schedules: ',
              array(
                service.schedules.map(plan => scheduleCode(plan, module)),
                true,
              ),
            ],
          ]
        : []),
      ['entries: ', object(entries)],
    ],
    true,
  );
  return `${docComment(...declarationDoc(participant))}export const ${service.constant} = ${render([`${runtime.value('defineService')}(`, definition, ')'])};\n`;
}

/** One for each message and what the model gives of it. */
function entriesCode({ service, runtime, naming }: Module): readonly Code[] {
  const names = createNameScope(['__proto__']);
  const seen = new Set<string>();
  return service.participant.emits.flatMap((entry): readonly Code[] => {
    const contract = naming.contract(entry.message);
    const filled = filledFields(entry, undefined, naming.names);
    const given = filled.map(
      ({ field, value }): Code =>
        `${propertyKey(field.name)}: ${givenCode(field, value, createEmptyScope([]), runtime)}`,
    );
    const key = JSON.stringify([entry.message, given]);
    if (seen.has(key) || !naming.names.messages.has(entry.message)) return [];
    seen.add(key);
    const name = names.take(contract);
    if (given.length === 0) return [`${name}: contracts.${contract}`];
    return [[`${name}: `, call(runtime.value('entry'), `contracts.${contract}`, object(given))]];
  });
}

function reactionCode(plan: ReactionPlan, module: Module): Code {
  const { runtime, naming } = module;
  const { reaction } = plan;
  const isJoin = reaction.trigger.kind === 'all';
  const [message = ''] = plan.messages;
  const on = {
    single: () => `${runtime.value('single')}(contracts.${naming.contract(message)})`,
    any: () => `${runtime.value('any')}(${plan.on})`,
    all: () => `${runtime.value('all')}(${plan.on})`,
  }[reaction.trigger.kind]();
  const { within, atMost } = reaction;
  const fields: Code[] = [
    `name: ${quote(reaction.name)}`,
    `on: ${on}`,
    ...(isJoin && plan.by ? [['by: ', array(plan.by.map(quote))]] : []),
    ...needsCode(plan),
    ...guardFields(plan, module),
    ...(within && plan.timedOut
      ? [
          [
            'within: ',
            object([
              `milliseconds: ${millisecondsCode(within.duration)}`,
              ['otherwise: ', wayCode(plan.timedOut, plan, module)],
            ]),
          ],
        ]
      : []),
    ...(atMost && plan.exhausted
      ? [['atMost: ', object([`times: ${atMost.times}`, ['otherwise: ', wayCode(plan.exhausted, plan, module)]])]]
      : []),
    ...(reaction.retry ? [['retry: ', retryCode(reaction.retry, plan, module)]] : []),
    ['run: ', bodyCode(plan, module)],
  ];
  // TypeScript cannot infer the type of the state if a guard comes before the properties that determine it.
  const types = `${isJoin ? `typeof ${plan.on}` : plan.view.type(runtime)}, ${module.service.stateType}`;
  return call(`${runtime.value(isJoin ? 'join' : 'reaction')}<${types}>`, object(fields));
}

/** How it finds its instance where a message lacks the key. */
function needsCode({ needs }: ReactionPlan): readonly Code[] {
  return [
    ...(needs.linkedBy.length > 0 ? [['linkedBy: ', array(needs.linkedBy.map(quote))]] : []),
    ...(needs.begins ? ['begins: true'] : []),
    ...(needs.isFree ? ['isFree: true'] : []),
  ];
}

function bodyCode(plan: ReactionPlan, module: Module): Code {
  const { reaction, body } = plan;
  const [only] = body;
  if (reaction.body.kind !== 'branches') return only ? wayCode(only, plan, module) : '';
  const branches = body.map(way => {
    const guard = way.guard && guardCode(way.guard, way.view, module);
    return object([...(guard === undefined ? [] : [['when: ', guard]]), ['run: ', wayCode(way, plan, module)]]);
  });
  const { retry } = reaction.body;
  if (!retry) return [`${module.runtime.value('firstOf')}(`, array(branches, true), ')'];
  const rest = retry.bound ? [', ', retryCode(retry, plan, module)] : [];
  return [`${module.runtime.value('firstOrRetry')}(`, array(branches, true), ...rest, ')'];
}

function retryCode(retry: Retry, plan: ReactionPlan, module: Module): Code {
  const way = plan.refused.find(one => one.retry === retry)?.way;
  if (!retry.bound || !way) return '{}';
  return object([`times: ${retry.bound.times}`, ['otherwise: ', wayCode(way, plan, module)]]);
}

function wayCode(way: Way, plan: ReactionPlan | SchedulePlan, module: Module): Code {
  const { service, runtime } = module;
  if (way.isSilent) return runtime.value('nothing');
  const handler = way.member === undefined ? plan.constant : `${plan.constant}${propertyAccess(way.member)}`;
  if (way.emit) {
    return call(runtime.value('picks'), quote(`${service.participant.name}.${plan.name}`), way.emit.constant, handler);
  }
  const [alternative] = way.alternatives;
  if (!alternative || alternative.alternative.items.length === 0) return `${runtime.value('works')}(${handler})`;
  const parameters = [way.view.parameter, 'state', ...(way.view.keyType === undefined ? [] : ['key'])];
  const effects = arrow(
    parameters.map(name => ({ name })),
    effectsCode(alternative, way, module),
  );
  return call(runtime.value('works'), handler, effects);
}

function propertyAccess(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${quote(name)}]`;
}

function scheduleCode(plan: SchedulePlan, module: Module): Code {
  return object([
    `name: ${quote(plan.schedule.name)}`,
    `milliseconds: ${millisecondsCode(plan.schedule.every)}`,
    ['run: ', wayCode(plan.way, plan, module)],
  ]);
}
