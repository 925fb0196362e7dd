/** Writes arrow functions without unused parameters, since these do not compile. */
import { render, type Code } from '../code/layout.ts';

interface Parameter {
  readonly name: string;
  /** Undefined if TypeScript infers the type. */
  readonly type?: string;
}

export function arrow(parameters: readonly Parameter[], body: Code, result?: string): Code {
  const text = render(body);
  const used = parameters.map(({ name }) => isUsed(name, text));
  const last = used.lastIndexOf(true);
  const declared = parameters.slice(0, last + 1).map(({ name, type }, index) => {
    const own = used[index] ? name : `_${name}`;
    return type === undefined ? own : `${own}: ${type}`;
  });
  const [only] = declared;
  const list =
    declared.length === 1 && only !== undefined && !only.includes(':') && result === undefined
      ? only
      : `(${declared.join(', ')})`;
  return [`${list}${result === undefined ? '' : `: ${result}`} =>${text.startsWith('\n') ? '' : ' '}`, body];
}

/** Parameters are only read through members: `orderPlaced.total`. String literals are ignored. */
export function isUsed(name: string, code: string): boolean {
  const bare = code.replace(/'(?:[^'\\]|\\.)*'/g, "''");
  const escaped = name.replaceAll('$', '\\$');
  return new RegExp(`(?<![\\p{ID_Continue}$.])${escaped}(?=\\??[.[])`, 'u').test(bare);
}
