/** Generates the `emit` of a path: the types for the handler, and the code that turns its result into effects. */
import type { Assignment, Duration } from '@choreo/model';
import { expressionText } from '@choreo/analysis';
import { docComment } from '../code/comment.ts';
import { array, call, members, object, type Code } from '../code/layout.ts';
import type { ImportList } from '../code/imports.ts';
import { memberAccess, propertyKey, quote } from '../code/quote.ts';
import { alternativeText } from '@choreo/analysis';
import { conditionCode, expressionCode } from '../expression/expression-code.ts';
import { isInherited, mayBeLeftOut } from '../payload/payload-fields.ts';
import type { Naming } from '../names/naming.ts';
import type { ServicePlan } from './service-plan.ts';
import { isGiven, isOptional, type AlternativePlan, type Part, type Way } from './way-plan.ts';
import { arrow } from './arrow-code.ts';

export interface Module {
  readonly service: ServicePlan;
  readonly naming: Naming;
  readonly runtime: ImportList;
}

/** `interface ChargeEmit { … }`. */
export function emitInterface(reaction: string, way: Way, module: Module): Code {
  const { runtime } = module;
  const functions = way.alternatives.map((plan): Code => [
    docComment(`\`${alternativeText(plan.alternative)}\``),
    `readonly ${plan.name}: `,
    [parameterCode(plan, module), ' => ', `${runtime.type('Chosen')}<${quote(reaction)}, ${quote(plan.name)}>`],
  ]);
  return [`export interface ${way.emit?.type ?? ''} `, members(functions, true), '\n'];
}

/** `const chargeEmit = (orderPlaced, state): ChargeEmit => ({ … })`. */
export function emitConstant(reaction: string, way: Way, module: Module): Code {
  const { service, runtime } = module;
  const functions = way.alternatives.map((plan): Code => {
    const effects = effectsCode(plan, way, module);
    return [
      `${plan.name}: ${argumentName(plan)} => `,
      call(runtime.value('choose'), quote(reaction), quote(plan.name), effects),
    ];
  });
  const parameters = [
    { name: way.view.parameter, type: way.view.type(runtime) },
    { name: 'state', type: service.stateType },
    ...(way.view.keyType === undefined ? [] : [{ name: 'key', type: way.view.keyType }]),
  ];
  return [
    `const ${way.emit?.constant ?? ''} = `,
    arrow(parameters, ['(', object(functions, true), ')'], way.emit?.type),
    ';\n',
  ];
}

/** The effects of an alternative, given the arguments of the handler. */
export function effectsCode(plan: AlternativePlan, way: Way, module: Module): Code {
  const { naming, runtime, service } = module;
  const effects: Code[] = [];
  // Of two values for one state, the last one counts.
  const sets = new Map<string, Assignment>();
  const parts = [...plan.parts];
  for (const item of plan.alternative.items) {
    switch (item.kind) {
      case 'emit': {
        const part = parts.shift();
        if (part) effects.push(partCode(part, plan, module));
        break;
      }
      case 'cancel':
        effects.push(`${runtime.value('cancel')}(contracts.${naming.contract(item.message)})`);
        break;
      case 'set':
        sets.delete(item.name);
        sets.set(item.name, item);
        break;
      default:
        item satisfies never;
    }
  }
  const values = [...sets.values()].flatMap(set => assignmentCode(set, way, module));
  if (values.length > 0)
    effects.push([`${runtime.value('set')}<${changedType([...sets.keys()], service)}>(`, object(values), ')']);
  return array(effects);
}

/** The state; only what is set of it where another state has a name that every object inherits, which TypeScript would find in `values`. */
function changedType(set: readonly string[], { participant, stateType }: ServicePlan): string {
  const isMistaken = participant.states.some(({ name }) => isInherited(name) && !set.includes(name));
  return isMistaken ? `Pick<${stateType}, ${set.map(quote).join(' | ')}>` : stateType;
}

function assignmentCode({ state: name, value }: Assignment, way: Way, { service, runtime }: Module): readonly Code[] {
  const state = service.participant.states.find(candidate => candidate.name === name);
  if (!state) return [];
  const { type } = state;
  const code = type.kind === 'boolean' ? conditionCode(value, way.view.scope, runtime)?.trimStart() : undefined;
  const translated = expressionCode(value, way.view.scope, runtime);
  if (!translated || (type.kind === 'boolean' && code === undefined)) {
    throw new Error(`${service.participant.name}: set ${state.name} = ${expressionText(value)} has an unknown name`);
  }
  if (type.kind === 'boolean') return [`${propertyKey(state.name)}: ${code}`];
  // What a state holds is null already where it is missing.
  if (type.kind === 'values' && value.kind === 'state')
    return [`${propertyKey(state.name)}: ${memberAccess('state', value.name)}`];
  if (type.kind === 'values')
    return [`${propertyKey(state.name)}: ${translated.code}${translated.optional ? ' ?? null' : ''}`];
  const isWithin =
    value.kind === 'number' && Number.isInteger(value.value) && value.value >= type.min && value.value <= type.max;
  if (isWithin) return [`${propertyKey(state.name)}: ${translated.code}`];
  const number = translated.kind === 'number' && !translated.optional ? translated.code : `Number(${translated.code})`;
  return [`${propertyKey(state.name)}: ${runtime.value('bounded')}(${number}, ${type.min}, ${type.max})`];
}

function partCode(part: Part, plan: AlternativePlan, { naming, runtime }: Module): Code {
  const contract = `contracts.${naming.contract(part.emission.message)}`;
  const isSole = plan.parts.length === 1;
  const given = isSole
    ? argumentWord(part)
    : `${plan.parts.filter(isGiven).every(isOptional) ? 'parts?.' : 'parts.'}${part.name}`;
  const make = (payload: string): Code => {
    const data = payloadCode(part, payload, runtime);
    const { after } = part.emission;
    return after
      ? call(runtime.value('later'), contract, millisecondsCode(after), data)
      : call(runtime.value('publish'), contract, data);
  };
  const item = part.open.length > 0 ? 'item' : '()';
  switch (part.emission.multiplicity) {
    case 'one':
      return make(given);
    case 'optional':
      return ['...', call(runtime.value('maybe'), given, [`${item} => `, make('item')])];
    case 'many':
    case 'some':
      return [`...${given}.map(${item} => `, make('item'), ')'];
    default:
      return part.emission.multiplicity satisfies never;
  }
}

function payloadCode({ prefilled, open, emission }: Part, payload: string, runtime: ImportList): Code {
  const keys = prefilled.map(({ field, code }): Code => `${propertyKey(field.name)}: ${code(runtime)}`);
  if (open.length === 0) return object(keys);
  const mayBeAbsent = emission.multiplicity === 'one' && open.every(mayBeLeftOut);
  if (keys.length === 0) return mayBeAbsent ? `${payload} ?? {}` : payload;
  return object([`...${payload}`, ...keys]);
}

/** `(payload: Omit<contracts.PaymentTaken, 'orderId'>)`. */
function parameterCode(plan: AlternativePlan, { naming, runtime }: Module): Code {
  const given = plan.parts.filter(isGiven);
  const [first] = given;
  if (!first) return '()';
  if (plan.parts.length === 1) {
    return `(${argumentWord(first)}${isOptional(first) ? '?' : ''}: ${partType(first, naming, runtime)})`;
  }
  const fields = given.map((part): Code => {
    const type = partType(part, naming, runtime);
    return `readonly ${part.name}${isOptional(part) ? `?: ${type} | undefined` : `: ${type}`}`;
  });
  return [`(parts${given.every(isOptional) ? '?' : ''}: `, members(fields), ')'];
}

function argumentName(plan: AlternativePlan): string {
  const [first] = plan.parts.filter(isGiven);
  if (!first) return '()';
  return plan.parts.length === 1 ? argumentWord(first) : 'parts';
}

function argumentWord({ emission }: Part): string {
  return emission.multiplicity === 'many' || emission.multiplicity === 'some' ? 'payloads' : 'payload';
}

function partType({ emission, prefilled, open }: Part, naming: Naming, runtime: ImportList): string {
  const contract = `contracts.${naming.contract(emission.message)}`;
  const omitted = prefilled.map(({ field }) => quote(field.name)).join(' | ');
  const payload =
    open.length === 0 ? runtime.type('NoFields') : omitted === '' ? contract : `Omit<${contract}, ${omitted}>`;
  switch (emission.multiplicity) {
    case 'one':
    case 'optional':
      return payload;
    case 'many':
      return `readonly ${payload}[]`;
    case 'some':
      return `readonly [${payload}, ...${payload}[]]`;
    default:
      return emission.multiplicity satisfies never;
  }
}

/** A number with separators, which is easier to read than `30 * 60_000`. */
export function millisecondsCode({ milliseconds }: Duration): string {
  return String(milliseconds).replace(/\B(?=(\d{3})+$)/g, '_');
}
