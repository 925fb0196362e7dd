/**
 * What a rename in the model changes in handlers. They belong to the user: where nobody has edited one, it becomes what would
 * be generated now; in all others only the names change by which generated code finds them.
 */
import type { Choreography } from '@choreo/model';
import { generate } from '../generate.ts';
import { handlerNamesOf } from '../service/handler-names.ts';
import type { HandlerNames } from '../service/handler-names.ts';
import { normalized } from './manifest.ts';

export interface RenamedHandler {
  readonly from: HandlerNames;
  readonly to: HandlerNames;
  /** What is generated for it before and after the rename. */
  readonly generated: { readonly from: string; readonly to: string };
}

/** A change of a text: offsets count UTF-16 code units. */
export interface HandlerEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The handlers that are called or generated differently after a rename. */
export function renamedHandlers(before: Choreography, after: Choreography): readonly RenamedHandler[] {
  const [was, is] = [handlerNamesOf(before), handlerNamesOf(after)];
  if (was.length !== is.length) return [];
  const [old, now] = [contentsOf(before), contentsOf(after)];
  return was.flatMap((from, index): RenamedHandler[] => {
    const to = is[index];
    const generated = { from: old.get(from.path), to: to && now.get(to.path) };
    if (!to || generated.from === undefined || generated.to === undefined) return [];
    if (from.path === to.path && generated.from === generated.to) return [];
    return [{ from, to, generated: { from: generated.from, to: generated.to } }];
  });
}

/** The edits in the text of a handler, or undefined if it does not declare its constant as it was generated. */
export function handlerEdits(
  text: string,
  { from, to, generated }: RenamedHandler,
): readonly HandlerEdit[] | undefined {
  if (normalized(text) === normalized(generated.from)) {
    const contents = text.includes('\r\n') ? generated.to.replaceAll('\n', '\r\n') : generated.to;
    return [{ start: 0, end: text.length, text: contents }];
  }
  const declaration = new RegExp(
    `(?<=^export\\s+(?:const|let|(?:async\\s+)?function)\\s+)${word(from.constant)}`,
    'gmu',
  );
  if ([...text.matchAll(declaration)].length !== 1) return undefined;
  const edits = (pattern: RegExp, next: string): HandlerEdit[] =>
    [...text.matchAll(pattern)]
      .filter(([found]) => found !== next)
      .map(({ 0: found, index }) => ({ start: index, end: index + found.length, text: next }));
  const all = [
    ...edits(declaration, to.constant),
    ...edits(new RegExp(`(?<![\\p{ID_Continue}$.])${word(from.type)}`, 'gu'), to.type),
    ...edits(new RegExp(`(?<=['"])${escaped(from.module)}(?=['"])`, 'gu'), to.module),
  ];
  return all.sort((one, other) => one.start - other.start);
}

function word(identifier: string): string {
  return `${escaped(identifier)}(?![\\p{ID_Continue}$])`;
}

function escaped(text: string): string {
  return text.replaceAll(/[.$/]/g, '\\$&');
}

function contentsOf(choreography: Choreography): ReadonlyMap<string, string> {
  const handlers = generate(choreography).files.filter(({ handlerOf }) => handlerOf !== undefined);
  return new Map(handlers.map(({ path, contents }) => [path, contents]));
}
