/** Turns documentation and annotations of a declaration into lines of a JSDoc comment. */
import { annotationOf, type Declaration } from '@choreo/model';

export function declarationDoc(declaration: Declaration, ...notes: readonly (string | undefined)[]): readonly string[] {
  const argument = (name: string): string | undefined => {
    const annotation = annotationOf(declaration, name);
    return annotation && String(annotation.args[0] ?? '');
  };
  const owner = argument('owner');
  const version = argument('version');
  const deprecated = argument('deprecated');
  return [
    ...(declaration.doc === undefined ? [] : [declaration.doc]),
    ...notes.filter(note => note !== undefined),
    ...(annotationOf(declaration, 'pii') ? ['Personal data.'] : []),
    ...(owner === undefined ? [] : [`Owner: ${owner}`]),
    ...(version === undefined ? [] : [`Version: ${version}`]),
    ...(deprecated === undefined ? [] : [`@deprecated ${deprecated}`.trimEnd()]),
  ];
}
