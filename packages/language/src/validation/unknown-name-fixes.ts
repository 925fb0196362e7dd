/** Fixes for an unknown name: use a similar name, or declare it. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import { isChoreoFile, isHeader, isMessage, isService } from '../generated/ast.ts';
import type { Diagnostic, Fix } from './diagnostic.ts';
import type { FixContext } from './fix-context.ts';
import { keyBlock } from './fixes/key-of-new-message.ts';
import { typeOfNewState } from './fixes/type-of-new-state.ts';
import { unknownReferences } from './language-errors.ts';
import { isSeveralTypes, similarNames } from './similar-names.ts';

export function unknownNameFixes(diagnostic: Diagnostic, { scopes, textOf }: FixContext): readonly Fix[] {
  const reference = unknownReferences.get(diagnostic);
  const info = reference?.error?.info;
  if (!reference || !info) return [];
  const { uri, range } = diagnostic.span;
  const name = reference.$refText;
  const replaceBy = (newText: string, title: string): Fix => ({ title, edits: [{ uri, range, newText }] });

  const ambiguous = scopes.ambiguityOf(info.container, name);
  if (ambiguous.length > 0) {
    return ambiguous.map(other => replaceBy(`${other}.${name}`, `Change to \`${other}.${name}\``));
  }
  const near = similarNames(name, { ...info, reference }, scopes);
  const renames = near.map(other => replaceBy(other, `Change to \`${other}\``));
  const declarations = declarationsOf(info.container, info.property, name).flatMap(declaration => {
    const edit = insertion(info.container, info.property, declaration.text, textOf(uri));
    return edit ? [{ title: declaration.title, edits: [{ uri, ...edit }] }] : [];
  });
  const [first, ...rest] = [...renames, ...declarations];
  if (!first) return [];
  // `number` of other languages is several types here.
  const isSure = info.property !== 'declared' || !isSeveralTypes(name);
  return [isSure ? { ...first, isPreferred: true } : first, ...rest];
}

interface Declaration {
  readonly title: string;
  readonly text: string;
}

/** Declarations that would make the name exist. */
function declarationsOf(place: AstNode, property: string, name: string): readonly Declaration[] {
  switch (property) {
    case 'message':
    case 'base': {
      const message = name + (property === 'message' ? keyBlock(place) : '');
      return [
        { title: `Create event \`${name}\``, text: `event ${message}` },
        { title: `Create command \`${name}\``, text: `command ${message}` },
      ];
    }
    case 'declared':
      return [
        { title: `Create type \`${name}\``, text: `type ${name} {\n}` },
        { title: `Create enum \`${name}\``, text: `enum ${name} {\n}` },
      ];
    case 'state':
      return [{ title: `Create state \`${name}\``, text: `state ${name}: ${typeOfNewState(place, name)}` }];
    case 'participant':
      return [{ title: `Create service \`${name}\``, text: `service ${name} {\n}` }];
    default:
      return [];
  }
}

/** After the last message of the file, or at the start of the service for a state. Line breaks are as in the file. */
function insertion(container: AstNode, property: string, text: string, source: string) {
  const qualified = ['origin', 'baseOrigin'].some(key => Reflect.get(container, key) !== undefined);
  if (qualified) return undefined;
  const lineEnd = source.includes('\r\n') ? '\r\n' : '\n';
  const inLines = (indented: string) => indented.replaceAll('\n', lineEnd);
  if (property === 'state') {
    const service = AstUtils.getContainerOfType(container, isService);
    const member = service?.members[0]?.$cstNode;
    if (!member) return undefined;
    const start = member.range.start;
    const indent = ' '.repeat(start.character);
    return { range: { start, end: start }, newText: inLines(`${text}\n${indent}`) };
  }
  const file = AstUtils.getContainerOfType(container, isChoreoFile);
  const messages = file?.declarations.filter(isMessage) ?? [];
  const last = messages.at(-1)?.$cstNode ?? (isHeader(file?.header) ? file.header.$cstNode : undefined);
  if (last) {
    const end = last.range.end;
    const newText = messages.length > 0 ? `\n${text}` : `\n\n${text}`;
    const crowded = messages.length === 0 && !/^[^\S\n]*\r?\n[^\S\n]*\r?\n/.test(source.slice(last.end));
    return { range: { start: end, end }, newText: inLines(crowded ? `${newText}\n` : newText) };
  }
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, newText: inLines(`${text}\n\n`) };
}
