/** Renames a message in all files of its choreography, if the model knows every place that names it. */
import type { Expression, FieldAccess, Message, Reaction, Span } from '@choreo/model';
import { itemsOf, outcomesOf } from '@choreo/model';
import { visitReferences } from '@choreo/analysis';
import { isKeyword } from '../../parser/words.ts';
import type { TextChange } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** Undefined if the new name is taken, if other choreographies use the old one, or if the model misses a place. */
export function messageRenameEdits(message: Message, newName: string, context: EditContext): TextChange[] | undefined {
  const { choreography } = context;
  const { lent, messages, types, used } = choreography;
  const isLent = [lent?.named, lent?.emitted, lent?.handled].some(ids => ids?.includes(message.id));
  // The new name would hide a message of a used choreography.
  const isTaken = [...messages, ...types, ...used.messages, ...used.types].some(({ name }) => name === newName);
  if (isLent || isTaken || isKeyword(newName) || message.choreography !== choreography.name) return undefined;
  if (messages.filter(({ id }) => id === message.id).length > 1) return undefined;

  const derived = derivedNames(message.name, newName, context);
  if (!derived) return undefined;
  const rename = new Rename(context);
  rename.name(message.nameSpan, message.name, newName);
  visitReferences(choreography, (target, span) => {
    if (target.to === 'message' && target.id === message.id) rename.name(span, message.name, newName);
    const reaction = target.to === 'reaction' ? derived.get(target.id) : undefined;
    if (reaction) rename.name(span, reaction.from, reaction.to);
  });
  for (const { reactions } of choreography.participants) {
    for (const reaction of reactions) {
      if (!reaction.trigger.messages.some(ref => ref.message === message.id)) continue;
      for (const { span, path } of fieldsOf(reaction, message.id)) {
        rename.qualifier(span, path.length + 1, message.name, newName);
      }
    }
  }
  const renamed = [message.name, ...Array.from(derived.values(), ({ from }) => from)];
  return rename.coversAll(renamed, choreography.files) ? rename.edits() : undefined;
}

interface NewName {
  readonly from: string;
  readonly to: string;
}

/** The new names of reactions such as `onPlaceOrder`, by their ids; undefined if another reaction already has such a name. */
function derivedNames(
  from: string,
  to: string,
  { choreography: { participants } }: EditContext,
): ReadonlyMap<string, NewName> | undefined {
  const derived = new Map<string, NewName>();
  for (const { reactions } of participants) {
    const names = new Set(reactions.map(({ name }) => name));
    for (const { id, name, label, trigger } of reactions) {
      if (label !== undefined || !trigger.messages.some(({ message }) => message === from)) continue;
      const parts = trigger.messages.map(({ message }) => (message === from ? to : message));
      const renamed = `on${parts.join(trigger.kind === 'all' ? 'And' : 'Or')}`;
      if (names.has(renamed)) return undefined;
      derived.set(id, { from: name, to: renamed });
    }
  }
  return derived;
}

class Rename {
  readonly #context: EditContext;
  readonly #sources = new Map<string, SourceText>();
  /** By file and offset. */
  readonly #changes = new Map<string, Map<number, NewName>>();

  constructor(context: EditContext) {
    this.#context = context;
  }

  /** The last name in this span, also after a qualifier: `Shop.PlaceOrder`. */
  name(span: Span, from: string, to: string): void {
    const source = this.#sourceOf(span.uri);
    const end = source.offsetAt(span.range.end);
    if (source.text.slice(end - from.length, end) === from) this.#change(span.uri, end - from.length, { from, to });
  }

  /** The first of `count` names in a path, if it is the message's. A shorter path starts with a field. */
  qualifier(span: Span, names: number, from: string, to: string): void {
    const source = this.#sourceOf(span.uri);
    const parts = source.slice(span.range).split('.');
    if (parts.length !== names || parts[0]?.trim() !== from) return;
    this.#change(span.uri, source.offsetAt(span.range.start), { from, to });
  }

  /** Whether every place in the files that has one of these names is changed. Comments and string literals do not count. */
  coversAll(names: readonly string[], files: readonly string[]): boolean {
    const sought = new Set(names);
    const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|[_a-zA-Z\u00a1-\uffff][_a-zA-Z0-9\u00a1-\uffff]*/g;
    return files.every(uri =>
      [...this.#sourceOf(uri).text.matchAll(token)].every(
        ({ 0: text, index }) => !sought.has(text) || this.#changes.get(uri)?.has(index),
      ),
    );
  }

  edits(): TextChange[] {
    return [...this.#changes].flatMap(([uri, changes]) =>
      Array.from(changes, ([start, { from, to }]) => this.#sourceOf(uri).replace(start, start + from.length, to)),
    );
  }

  #change(uri: string, start: number, name: NewName): void {
    const changes = this.#changes.get(uri) ?? new Map<number, NewName>();
    changes.set(start, name);
    this.#changes.set(uri, changes);
  }

  #sourceOf(uri: string): SourceText {
    const source = this.#sources.get(uri) ?? new SourceText(uri, this.#context.textOf(uri));
    this.#sources.set(uri, source);
    return source;
  }
}

/** Fields of the message that the reaction reads, as `total` or as `PlaceOrder.total`. */
function fieldsOf(reaction: Reaction, message: string): FieldAccess[] {
  const fields: FieldAccess[] = [];
  const branches = reaction.body.kind === 'branches' ? reaction.body.branches : [];
  const pending: Expression[] = [reaction, ...branches].flatMap(({ guard }) => guard ?? []);
  for (const item of itemsOf(outcomesOf(reaction))) if (item.kind === 'set') pending.push(item.value);
  for (let expression = pending.pop(); expression; expression = pending.pop()) {
    switch (expression.kind) {
      case 'field':
        if (expression.message === message) fields.push(expression);
        break;
      case 'unary':
        pending.push(expression.operand);
        break;
      case 'binary':
        pending.push(expression.left, expression.right);
        break;
      case 'in':
        pending.push(expression.value);
        for (const option of expression.options) pending.push(option);
        break;
      default:
    }
  }
  return fields;
}
