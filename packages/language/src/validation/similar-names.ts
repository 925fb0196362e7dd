/** The names that may be meant by an unknown one: similar names that can stand there, and for a type also what other languages call it. */
import type { ReferenceInfo } from 'langium';
import { isStateType } from '../generated/ast.ts';
import type { ChoreoScopeProvider } from '../references/choreo-scope-provider.ts';
import { nearestNames } from './nearest-name.ts';

const builtins = [
  'string',
  'int',
  'float',
  'decimal',
  'boolean',
  'uuid',
  'uri',
  'email',
  'date',
  'datetime',
  'duration',
  'bytes',
  'json',
];

/** Types of other languages, in lower case, and the built-in ones for them, the likeliest first. */
const foreignTypes: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['str', 'text', 'varchar', 'char', 'character'].map(name => [name, ['string']] as const),
  ...['integer', 'long', 'short', 'byte', 'bigint', 'int32', 'int64', 'uint', 'i32', 'i64'].map(
    name => [name, ['int']] as const,
  ),
  ['number', ['int', 'decimal', 'float']],
  ['numeric', ['decimal', 'int', 'float']],
  ['double', ['float', 'decimal']],
  ['real', ['float', 'decimal']],
  ...['bigdecimal', 'money', 'currency'].map(name => [name, ['decimal']] as const),
  ...['bool', 'bit', 'flag'].map(name => [name, ['boolean']] as const),
  ...['guid', 'id'].map(name => [name, ['uuid']] as const),
  ...['url', 'link'].map(name => [name, ['uri']] as const),
  ['mail', ['email']],
  ['localdate', ['date']],
  ...['timestamp', 'instant', 'time', 'localdatetime', 'zoneddatetime', 'offsetdatetime'].map(
    name => [name, ['datetime']] as const,
  ),
  ...['timespan', 'interval', 'timedelta', 'period'].map(name => [name, ['duration']] as const),
  ...['binary', 'blob', 'buffer', 'bytea'].map(name => [name, ['bytes']] as const),
  ...['any', 'object', 'unknown'].map(name => [name, ['json']] as const),
]);

/** At most three, the likeliest first. `info` is where the unknown name stands. */
export function similarNames(name: string, info: ReferenceInfo, scopes: ChoreoScopeProvider): readonly string[] {
  const names = scopes
    .getScope(info)
    .getAllElements()
    .map(({ name: other }) => other);
  if (info.property !== 'declared') return nearestNames(name, names);
  // The types of fields only: of the built-in ones, a state has but `boolean`.
  const own = isStateType(info.container) ? ['boolean'] : builtins;
  const meant = (foreignTypes.get(name.toLowerCase()) ?? []).filter(type => own.includes(type));
  return [...new Set([...meant, ...nearestNames(name, [...names, ...own])])].slice(0, 3);
}

/** Whether what other languages call so is one of several types here. */
export function isSeveralTypes(name: string): boolean {
  return (foreignTypes.get(name.toLowerCase()) ?? []).length > 1;
}
