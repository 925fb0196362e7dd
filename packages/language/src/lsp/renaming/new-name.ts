/** Whether something can be called so at all, and how the name is spelled in a text. */
import type { AstNode } from 'langium';
import { isEnumValue, isField, isProperty, isScenario, isStateValue } from '../../generated/ast.ts';
import { isKeyword, isName } from '../../parser/words.ts';

export interface NewName {
  /** As the model has it. */
  readonly name: string;
  /** As it stands in a text. */
  readonly spelled: string;
}

/** The name, or the reason why it is none. */
export function newNameFor(target: AstNode, typed: string): NewName | string {
  if (isProperty(target) || isScenario(target)) return newTitle(typed);
  if (!isName(typed)) return `\`${typed}\` is not a name: letters, digits and \`_\`, with no digit at the start.`;
  const anyWord = isField(target) || isEnumValue(target) || isStateValue(target);
  if (!anyWord && isKeyword(typed)) return `\`${typed}\` is a word of the language. Choose another name.`;
  return { name: typed, spelled: typed };
}

/** With quotes it is taken as a text is written, escapes and all; without them as what it says. */
function newTitle(typed: string): NewName | string {
  const quoted = /^"((?:\\.|[^"\\\n\r])*)"$/.exec(typed)?.[1];
  const spelled = quoted === undefined ? `"${typed.replaceAll(/["\\]/g, '\\$&')}"` : typed;
  const name = quoted === undefined ? typed : quoted.replaceAll(/\\(.)/g, '$1');
  if (/[\n\r]/.test(typed)) return 'A name in quotes stands on one line. Leave out the line break.';
  if (name.trim() === '') return 'A name in quotes says something. Write at least one word.';
  return { name, spelled };
}
