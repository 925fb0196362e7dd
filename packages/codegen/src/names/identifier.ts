/** Turns names from a model into unique TypeScript identifiers. */

/** Keywords, globals, and `then`: a module that exports `then` could not be awaited. */
const reserved = new Set(
  (
    'abstract any arguments as asserts async await bigint boolean break case catch class const constructor continue ' +
    'debugger declare default delete do else enum eval export extends false finally for from function get global if ' +
    'implements import in infer instanceof interface is keyof let module namespace never new null number object of ' +
    'package private protected public readonly require return set static string super switch symbol this throw true ' +
    'then try type typeof undefined unique unknown using var void while with yield NaN Infinity ' +
    'Array Date Error JSON Map Math Number Object Omit Partial Promise Readonly Record RegExp Set String z'
  ).split(' '),
);

/** A valid identifier that resembles the name; different names may give the same one. */
export function toIdentifier(name: string): string {
  const kept = [...name.normalize('NFC')]
    .map(character => (/[\p{ID_Continue}$]/u.test(character) ? character : '_'))
    .join('');
  const start = /^[\p{ID_Start}_$]/u.test(kept) ? kept : `_${kept}`;
  return reserved.has(start) || start === '__proto__' ? `${start}_` : start;
}

export function toCamelCase(name: string): string {
  const [first = '', ...rest] = [...name];
  // `URLChanged` becomes `urlChanged`.
  const capitals = /^\p{Lu}+(?=\p{Lu}\p{Ll})|^\p{Lu}+$/u.exec(name)?.[0];
  const camel = capitals ? capitals.toLowerCase() + name.slice(capitals.length) : first.toLowerCase() + rest.join('');
  return toIdentifier(camel);
}

export function toPascalCase(name: string): string {
  const [first = '', ...rest] = [...name];
  return toIdentifier(first.toUpperCase() + rest.join(''));
}

/** Hands out unique names. */
export interface NameScope {
  take(preferred: string): string;
}

export function createNameScope(taken: Iterable<string> = [], fold = (name: string): string => name): NameScope {
  const used = new Set([...taken].map(fold));
  return {
    take(preferred) {
      let name = preferred;
      for (let count = 2; used.has(fold(name)); count++) name = `${preferred}${count}`;
      used.add(fold(name));
      return name;
    },
  };
}

/** Gives each name a unique identifier. Sorts them first, so that the order of declarations does not matter. */
export function allot(
  names: readonly string[],
  convert: (name: string) => string,
  scope: NameScope,
): ReadonlyMap<string, string> {
  return new Map([...new Set(names)].sort().map(name => [name, scope.take(convert(name))]));
}
