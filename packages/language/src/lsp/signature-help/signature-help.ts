/**
 * Help while one writes a construct: its form with the part that is being written, and in payloads and contents the fields of the
 * message. It appears by itself only behind a word that something must follow, and at `{` and `,` in payloads and contents.
 */
import { GrammarAST } from 'langium';
import type { LangiumDocument } from 'langium';
import type { SignatureHelpProvider } from 'langium/lsp';
import { SignatureHelpTriggerKind } from 'vscode-languageserver';
import type { SignatureHelp, SignatureHelpOptions, SignatureHelpParams } from 'vscode-languageserver';
import type { SignatureInformation } from 'vscode-languageserver';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';
import type { Trail } from '../completion/readings.ts';
import { helpOn } from '../help/all-help.ts';
import { CursorReadings } from './cursor-reading.ts';
import type { CursorReading } from './cursor-reading.ts';
import { fieldsAt } from './field-signature.ts';
import { forms, joinForm, openSentences, reactionForm } from './forms.ts';
import type { Form, FormPart } from './forms.ts';

export class ChoreoSignatureHelp implements SignatureHelpProvider {
  readonly signatureHelpOptions: SignatureHelpOptions = {
    triggerCharacters: [' ', '{', ','],
    retriggerCharacters: [':', '}', ')'],
  };
  readonly #readings: CursorReadings;

  constructor(services: ChoreoLspServices) {
    this.#readings = new CursorReadings(services);
  }

  provideSignatureHelp(
    document: LangiumDocument,
    { position, context }: SignatureHelpParams,
  ): SignatureHelp | undefined {
    const reading = this.#readings.at(document, document.textDocument.offsetAt(position));
    if (!reading) return undefined;
    const inBlock = reading.around.some(name => name === 'Contents' || name === 'PayloadObject');
    const isTyped = context?.triggerKind === SignatureHelpTriggerKind.TriggerCharacter && !context.isRetrigger;
    if (isTyped && !(context.triggerCharacter === ' ' ? awaits(reading) : inBlock)) return undefined;
    const fields = inBlock ? fieldsAt(reading) : undefined;
    if (fields) return fields;
    const found = formsAt(reading);
    if (!found || (reading.beginsLine && reading.canLeave(found.construct))) return undefined;
    return {
      signatures: found.forms.map(signatureOf),
      activeSignature: 0,
      activeParameter: found.forms[0] ? activePart(found.forms[0], reading.last) : 0,
    };
  }
}

/** Whether the last token is a word or an arrow that something must follow. */
function awaits({ last, prefix }: CursorReading): boolean {
  return prefix === '' && GrammarAST.isKeyword(last.slot.element) && /^(\w+|->|\||&)$/.test(last.token.image);
}

/** Of the innermost construct that has any. */
function formsAt(reading: CursorReading): { readonly construct: string; readonly forms: readonly Form[] } | undefined {
  for (const construct of reading.around.toReversed()) {
    if (construct === 'Reaction') return { construct, forms: [isJoin(reading.last) ? joinForm : reactionForm] };
    // Only the message that it begins with is there.
    if (construct === 'Sentence') return { construct, forms: openSentences };
    const own = forms.filter(({ of }) => of.includes(construct));
    const begun = own.filter(form => own.length < 2 || beginsWith(form, reading.last));
    if (own.length > 0) return { construct, forms: begun.length > 0 ? begun : own };
  }
  return undefined;
}

function isJoin(last: Trail): boolean {
  for (let trail: Trail | undefined = last; trail; trail = trail.before) {
    if (trail.slot.rule.name === 'Trigger') {
      if (trail.token.image === 'and') return true;
      if (trail.token.image === 'or') return false;
    }
    if (trail.slot.rule.name === 'Reaction' && trail.token.image === 'on') return false;
  }
  return false;
}

/** Whether a token of the construct is a word of the form that begins none of the others. */
function beginsWith(form: Form, last: Trail): boolean {
  const words = form.parts.flatMap(part => part.words ?? []);
  for (let trail: Trail | undefined = last; trail; trail = trail.before) {
    if (trail.slot.rule.name !== form.rule) continue;
    if (trail.token.image === 'expect') return form.parts.length > 1;
    return words.includes(trail.token.image);
  }
  return false;
}

/** The part that the last token which belongs to one stands in. */
function activePart({ parts, rule }: Form, last: Trail): number {
  for (let trail: Trail | undefined = last; trail; trail = trail.before) {
    const { image } = trail.token;
    const { name } = trail.slot.rule;
    const found = parts.findIndex(
      part =>
        (part.in?.includes(name) ?? false) ||
        (name === (part.within ?? rule) && (part.words?.includes(image) ?? false)),
    );
    if (found >= 0) return found;
  }
  return 0;
}

function signatureOf({ parts }: Form): SignatureInformation {
  let at = 0;
  const parameters = parts.map(part => {
    const label: [number, number] = [at, at + part.label.length];
    at += part.label.length + 1;
    const text = textOf(part);
    return { label, ...(text === undefined ? {} : { documentation: { kind: 'markdown' as const, value: text } }) };
  });
  return { label: parts.map(({ label }) => label).join(' '), parameters };
}

function textOf({ help }: FormPart): string | undefined {
  return help && helpOn(help[0], help[1], help[1])?.text;
}
