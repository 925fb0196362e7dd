/** Breaks code into lines like a formatter: lists stay on one line if they fit. */

/** Text, a sequence, or a breakable list. Line breaks in text are kept and indented like the surrounding code. */
export type Code = string | readonly Code[] | CodeList;

interface CodeList {
  readonly open: string;
  readonly items: readonly Code[];
  readonly close: string;
  /** The separator between items on one line. On separate lines, it follows each item without its space. */
  readonly separator: string;
  readonly padding: '' | ' ';
  readonly alwaysBroken: boolean;
}

const width = 110;

export function object(items: readonly Code[], alwaysBroken = false): Code {
  return { open: '{', items, close: '}', separator: ', ', padding: ' ', alwaysBroken };
}

/** The members of an interface or object type. */
export function members(items: readonly Code[], alwaysBroken = false): Code {
  return { open: '{', items, close: '}', separator: '; ', padding: ' ', alwaysBroken };
}

export function array(items: readonly Code[], alwaysBroken = false): Code {
  return { open: '[', items, close: ']', separator: ', ', padding: '', alwaysBroken };
}

/** A last argument that is a list hugs the parentheses: `f(a, [` and so on. */
export function call(name: string, ...args: readonly Code[]): Code {
  const last = args.at(-1);
  if (last === undefined || typeof last === 'string') {
    return { open: `${name}(`, items: args, close: ')', separator: ', ', padding: '', alwaysBroken: false };
  }
  return [`${name}(`, ...args.slice(0, -1).flatMap((argument): Code[] => [argument, ', ']), last, ')'];
}

/** `A | B`, one item per line if they do not fit. */
export function union(items: readonly string[]): Code {
  if (items.length === 0) return 'never';
  const flat = items.join(' | ');
  return flat.length <= width - 30 ? flat : items.map(item => `\n  | ${item}`);
}

/** The text, without a final line break. */
export function render(code: Code): string {
  return print(code, '', 0);
}

function print(code: Code, indent: string, column: number): string {
  if (typeof code === 'string') return code.replaceAll('\n', `\n${indent}`);
  if (isSequence(code)) {
    let text = '';
    for (const part of code) text += print(part, indent, columnAfter(text, column));
    return text;
  }
  if (code.items.length === 0) return code.open + code.close;
  const flat = flatten(code);
  if (flat !== undefined && column + flat.length <= width) return flat;
  const inner = `${indent}  `;
  const separator = code.separator.trimEnd();
  const items = code.items.map(item => `${inner}${print(item, inner, inner.length)}${separator}`);
  return `${code.open}\n${items.join('\n')}\n${indent}${code.close}`;
}

function flatten(code: Code): string | undefined {
  if (typeof code === 'string') return code.includes('\n') ? undefined : code;
  const parts: string[] = [];
  for (const part of isSequence(code) ? code : code.items) {
    const flat = flatten(part);
    if (flat === undefined) return undefined;
    parts.push(flat);
  }
  if (isSequence(code)) return parts.join('');
  if (code.alwaysBroken && parts.length > 0) return undefined;
  if (parts.length === 0) return code.open + code.close;
  return code.open + code.padding + parts.join(code.separator) + code.padding + code.close;
}

function isSequence(code: Code): code is readonly Code[] {
  return Array.isArray(code);
}

function columnAfter(text: string, column: number): number {
  const lineBreak = text.lastIndexOf('\n');
  return lineBreak === -1 ? column + text.length : text.length - lineBreak - 1;
}
