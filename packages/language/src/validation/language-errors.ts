/** Finds `syntax-error` and `unknown-name`: the errors that leave parts of a file without meaning. */
import { AstUtils } from 'langium';
import type { AstNode, LinkingError, Reference } from 'langium';
import { compareSpans } from '@choreo/model';
import type { Position, Range } from '@choreo/model';
import {
  isByClause,
  isKeyField,
  isChooseStep,
  isGivenField,
  isNamePart,
  isOrdering,
  isService,
  isStateType,
  isUsedChoreography,
} from '../generated/ast.ts';
import type { ChoreoScopeProvider } from '../references/choreo-scope-provider.ts';
import type { ChoreoDocument } from '../workspace/choreographies.ts';
import type { Diagnostic, Fix } from './diagnostic.ts';
import { slipsIn } from '../parser/repair/repair-text.ts';
import { nearestNames } from './nearest-name.ts';
import { similarNames } from './similar-names.ts';
import { syntaxChecks } from './syntax-checks.ts';

/** The reference behind an `unknown-name` diagnostic, for its quick fixes. */
export const unknownReferences = new WeakMap<Diagnostic, Reference>();

const syntaxFixes = new WeakMap<Diagnostic, readonly Fix[]>();

/** The quick fixes of a syntax error, the best first. */
export function fixesOfSyntax(diagnostic: Diagnostic): readonly Fix[] {
  return syntaxFixes.get(diagnostic) ?? [];
}

/** Fixes of a line with several slips: each of the first slip, with the best of the next. */
function together(fixes: readonly Fix[], next: readonly Fix[]): readonly Fix[] {
  const [further] = next;
  if (!further) return fixes.map(({ title, edits }) => ({ title, edits }));
  return fixes.map(fix => ({
    ...fix,
    edits: [...fix.edits, ...(next.find(({ title }) => title === fix.title) ?? further).edits],
  }));
}

export function syntaxErrors(document: ChoreoDocument): Diagnostic[] {
  const { lexerErrors, parserErrors, value } = document.parseResult;
  const uri = document.uri.toString();
  const error = (message: string, range: Range): Diagnostic => ({
    code: 'syntax-error',
    severity: 'error',
    message,
    span: { uri, range },
    related: [],
  });
  const rangeOf = (start: number, end: number): Range => ({
    start: document.textDocument.positionAt(start),
    end: document.textDocument.positionAt(end),
  });
  const fromLexer = lexerErrors.map(({ message, line, column, length }) => {
    const start = { line: (line ?? 1) - 1, character: (column ?? 1) - 1 };
    return error(message, {
      start,
      end: document.textDocument.positionAt(document.textDocument.offsetAt(start) + length),
    });
  });
  const fromParser = parserErrors.map(({ message, token, ...rest }) => {
    const previous = 'previousToken' in rest ? rest.previousToken : undefined;
    return error(message, tokenRange(token) ?? behind(previous) ?? endOf(document));
  });
  const repaired = slipsIn(document.parseResult).map(({ message, start, end, fixes }) => {
    const diagnostic = error(message, rangeOf(start, end));
    const edits = fixes.map(fix => ({
      title: fix.title,
      edits: fix.edits.map(edit => ({ uri, range: rangeOf(edit.start, edit.end), newText: edit.newText })),
      ...(fix.isPreferred ? { isPreferred: true } : {}),
    }));
    syntaxFixes.set(diagnostic, edits);
    return diagnostic;
  });
  // One mistake is reported once: further syntax errors on the same line usually follow from the first, and are fixed with it.
  const all = [...fromLexer, ...repaired, ...fromParser].sort((one, other) => compareSpans(one.span, other.span));
  const unique: Diagnostic[] = [];
  for (const each of all) {
    const first = unique.at(-1);
    if (first?.span.range.start.line !== each.span.range.start.line) unique.push(each);
    else syntaxFixes.set(first, together(fixesOfSyntax(first), fixesOfSyntax(each)));
  }
  if (unique.length > 0) return unique;
  return syntaxChecks(value).map(({ message, range }) => error(message, range));
}

export function unknownNames(document: ChoreoDocument, scopes: ChoreoScopeProvider): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const reference of document.references) {
    if (!('ref' in reference) || !reference.error || !reference.$refNode) continue;
    const { container } = reference.error.info;
    // Unknown fields are reported by the rules that know types.
    if (isNamePart(container) || isGivenField(container)) continue;
    if (isByClause(container) || isOrdering(container) || isKeyField(container)) continue;
    if (reference.$refText === '') continue;
    if (isOnlyValue(container, scopes)) continue;
    // If the service itself is unknown, so are its reactions.
    if (isChooseStep(container) && reference.error.info.property === 'reaction' && !container.participant?.ref)
      continue;
    const diagnostic: Diagnostic = {
      code: 'unknown-name',
      severity: 'error',
      message: describe(reference, reference.error, scopes, diagnostics.length < mostHints),
      span: { uri: document.uri.toString(), range: reference.$refNode.range },
      related: [],
    };
    unknownReferences.set(diagnostic, reference);
    diagnostics.push(diagnostic);
  }
  return diagnostics;
}

/** `state phase: idle`: what is no enum is the only value of the state. */
function isOnlyValue(container: AstNode, scopes: ChoreoScopeProvider): boolean {
  const only = isStateType(container) ? container.values[0] : undefined;
  // No value is called so.
  if (/^bool(?:ean)?$/i.test(only?.name ?? '')) return false;
  return only?.name !== undefined && scopes.ambiguityOf(container, only.name).length === 0;
}

/** Searching for similar names takes time, and a file with more unknown names lacks more than a letter. */
const mostHints = 50;

/** None where looking them up fails: that was reported when this name was looked up. */
function namesLike(reference: Reference, info: LinkingError['info'], scopes: ChoreoScopeProvider): readonly string[] {
  try {
    return similarNames(reference.$refText, { ...info, reference }, scopes);
  } catch {
    return [];
  }
}

function describe(reference: Reference, { info }: LinkingError, scopes: ChoreoScopeProvider, hasHint: boolean): string {
  const { container, property } = info;
  const name = reference.$refText;
  const ambiguous = scopes.ambiguityOf(container, name);
  if (ambiguous.length > 0 && originOf(container) === undefined) {
    const choices = ambiguous.map(choreography => `\`${choreography}.${name}\``).join(' or ');
    return `\`${name}\` is declared by ${ambiguous.map(other => `\`${other}\``).join(' and ')}. Write ${choices} instead.`;
  }
  const hint = (otherwise: string): string => {
    const [near] = hasHint ? namesLike(reference, info, scopes) : [];
    return near === undefined ? otherwise : `Did you mean \`${near}\`?`;
  };
  const origin = originOf(container);
  if (origin !== undefined) {
    const known = scopes.qualifiersFrom(container);
    if (!known.includes(origin)) {
      const [near] = nearestNames(origin, known);
      const way = near ? `Did you mean \`${near}.${name}\`?` : `Add it to the header: \`uses ${origin}\`.`;
      return `The header does not name the choreography \`${origin}\`. ${way}`;
    }
    if (property === 'message' || property === 'declared' || property === 'base') {
      return `\`${origin}\` declares no \`${name}\`. ${hint('Declare it there, or use an existing name.')}`;
    }
  }
  switch (property) {
    case 'message':
      return `There is no event or command \`${name}\`. ${hint('Declare it, or use an existing one.')}`;
    case 'declared':
      if (isStateType(container)) return `There is no enum \`${name}\`. ${hint('Declare it, or use an existing one.')}`;
      return `There is no type or enum \`${name}\`. ${hint('Declare it, or use a built-in type.')}`;
    case 'base':
      return `There is no event, command or type \`${name}\` to extend. ${hint('Declare it, or remove `extends`.')}`;
    case 'participant':
      return `There is no service \`${name}\`. ${hint('Declare it, or use an existing one.')}`;
    case 'state': {
      const service = AstUtils.getContainerOfType(container, isService)?.name ?? 'This service';
      return `\`${service}\` has no state \`${name}\`. ${hint(`Declare \`state ${name}: …\` in it, or use an existing one.`)}`;
    }
    case 'reaction':
      return `The service has no reaction \`${name}\`. ${hint('Use the label of a reaction, or `on` and its trigger, as in `onOrderPlaced`.')}`;
    case 'choreography':
      return isUsedChoreography(container)
        ? `There is no choreography \`${name}\` in this workspace. ${hint('Add its files, or remove it from `uses`.')}`
        : `There is no choreography \`${name}\`.`;
    default:
      return `There is no \`${name}\` here.`;
  }
}

/** The qualifier before the dot: `Billing` in `Billing.Invoiced`. */
function originOf(container: object): string | undefined {
  const origins: unknown[] = ['origin', 'baseOrigin'].map(property => Reflect.get(container, property));
  return origins.find(origin => typeof origin === 'string');
}

interface PlacedToken {
  readonly image?: string;
  readonly startLine?: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

function tokenRange({ startLine, startColumn, endLine, endColumn }: PlacedToken): Range | undefined {
  if (!isPlace(startLine) || !isPlace(startColumn) || !isPlace(endLine) || !isPlace(endColumn)) return undefined;
  return {
    start: { line: startLine - 1, character: startColumn - 1 },
    end: { line: endLine - 1, character: endColumn },
  };
}

/** The last character of the previous token, since an empty range would be invisible. */
function behind(token: unknown): Range | undefined {
  const range = typeof token === 'object' && token !== null ? tokenRange(token) : undefined;
  if (!range) return undefined;
  return { start: { line: range.end.line, character: Math.max(0, range.end.character - 1) }, end: range.end };
}

function endOf(document: ChoreoDocument): Range {
  const end: Position = document.textDocument.positionAt(document.textDocument.getText().length);
  return { start: end, end };
}

function isPlace(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value > 0;
}
