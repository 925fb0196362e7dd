/** Turns names and text from a model into TypeScript literals. Whatever they contain, they remain data. */

/** A string literal in single quotes. */
export function quote(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\(.)|'/g, (match, escaped: string | undefined) =>
      escaped === '"' ? '"' : match === "'" ? "\\'" : match,
    );
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

const plainName = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A name as the key of an object literal or a member of a type. */
export function propertyKey(name: string): string {
  // `{ __proto__: x }` and `{ '__proto__': x }` would set the prototype; the computed form makes a property.
  if (name === '__proto__') return "['__proto__']";
  return plainName.test(name) ? name : quote(name);
}

/** `base.name`; with `optional`, `base?.name`. */
export function memberAccess(base: string, name: string, optional = false): string {
  if (plainName.test(name)) return `${base}${optional ? '?.' : '.'}${name}`;
  return `${base}${optional ? '?.' : ''}[${quote(name)}]`;
}
