/** Checks a new name, and finds how to write it in the text. */
import type { AstNode } from 'langium';
import { isEnumValue, isField, isProperty, isReaction, isScenario, isStateValue } from '../../generated/ast.ts';
import { isKeyword, isName } from '../../parser/words.ts';

export interface NewName {
  /** The name in the model. */
  readonly name: string;
  /** The name as written in the text. */
  readonly spelled: string;
}

/** The name, or the reason why it is invalid. */
export function newNameFor(target: AstNode, typed: string): NewName | string {
  if (isProperty(target) || isScenario(target)) return newTitle(typed);
  if (!isName(typed))
    return `\`${typed}\` is not a valid name. Use letters, digits and \`_\`, and do not start with a digit.`;
  const anyWord = isField(target) || isEnumValue(target) || isStateValue(target) || isReaction(target);
  if (!anyWord && isKeyword(typed)) return `\`${typed}\` is a keyword. Choose another name.`;
  return { name: typed, spelled: typed };
}

/** With quotes, the input is a string literal with escapes. Without quotes, it is the plain name. */
function newTitle(typed: string): NewName | string {
  const quoted = /^"((?:\\.|[^"\\\n\r])*)"$/.exec(typed)?.[1];
  const spelled = quoted === undefined ? `"${typed.replaceAll(/["\\]/g, '\\$&')}"` : typed;
  const name = quoted === undefined ? typed : quoted.replaceAll(/\\(.)/g, '$1');
  if (/[\n\r]/.test(typed)) return 'A name in quotes must be on one line. Remove the line break.';
  if (name.trim() === '') return 'A name in quotes must not be empty. Write at least one word.';
  return { name, spelled };
}
