/** Makes LSP items of offers: sorted, and few enough that an answer stays small in a model of any size. */
import { AstUtils } from 'langium';
import { allHelp } from '../help/all-help.ts';
import type { LangiumDocument } from 'langium';
import { InsertTextFormat } from 'vscode-languageserver';
import type { CompletionItem, InitializeParams, Position } from 'vscode-languageserver';
import { docBefore } from '../../lowering/doc-comment.ts';
import type { DocumentedBy, Offer } from './offer.ts';
import type { TextBefore } from './text-before.ts';

/** So many names are offered at most. Typing on narrows them down, since such an answer is called incomplete. */
const mostNames = 100;

/** An offer with its place in the list. */
export interface Ranked extends Offer {
  readonly sortText: string;
}

/** What a client can do with an item. */
export interface ClientAbilities {
  /** An item can insert into a word, or replace it. */
  readonly replace: boolean;
  readonly snippets: boolean;
}

export function abilitiesOf({ capabilities }: InitializeParams): ClientAbilities {
  const item = capabilities.textDocument?.completion?.completionItem;
  return { replace: item?.insertReplaceSupport ?? false, snippets: item?.snippetSupport ?? false };
}

/** An editor narrows a whole answer down by itself, without a wait in which `Enter` takes what no longer fits. */
export function isWhole(offers: readonly Ranked[], { prefix }: TextBefore): boolean {
  // Durations contain the number that is typed.
  return offers.filter(({ rank }) => rank === 'name').length <= mostNames && !/^[0-9]/.test(prefix);
}

export function itemsOf(
  offers: readonly Ranked[],
  before: TextBefore,
  position: Position,
  document: LangiumDocument,
  abilities: ClientAbilities,
): CompletionItem[] {
  const few = [...fewNames(offers, before.prefix), ...offers.filter(({ rank }) => rank !== 'name')].sort(inOrder);
  const clear = clearChoice(few);
  return few.map(offer => ({
    ...itemOf(offer, before, position, document, abilities),
    ...(offer === clear ? { preselect: true } : {}),
  }));
}

/** Those that begin as it is typed first, then those that fit best. */
function fewNames(offers: readonly Ranked[], prefix: string): readonly Ranked[] {
  const names = offers.filter(({ rank }) => rank === 'name');
  if (names.length <= mostNames) return names;
  const typed = prefix.toLowerCase();
  const isOther = ({ label }: Ranked): number => (label.toLowerCase().startsWith(typed) ? 0 : 1);
  return names.sort((one, other) => isOther(one) - isOther(other) || inOrder(one, other)).slice(0, mostNames);
}

function inOrder(one: Ranked, other: Ranked): number {
  return compareTexts(one.sortText, other.sortText) || compareTexts(one.label, other.label);
}

/** The one name that fits better than all others. */
function clearChoice([first, second]: readonly Ranked[]): Ranked | undefined {
  const isFit = first?.rank === 'name' && first.fit?.order === 0 && second?.fit !== undefined;
  return isFit && second.sortText > first.sortText ? first : undefined;
}

function itemOf(
  offer: Ranked,
  before: TextBefore,
  position: Position,
  { textDocument }: LangiumDocument,
  { replace }: ClientAbilities,
): CompletionItem {
  const { label, kind, detail, sortText, snippet, filter, fit } = offer;
  const insert = { start: textDocument.positionAt(before.start), end: position };
  const newText = spaceBefore(before) + (snippet ?? label);
  const data = documentedBy(offer);
  return {
    label,
    kind,
    sortText,
    ...(detail ? { detail } : {}),
    ...(fit?.why ? { labelDetails: { description: fit.why } } : {}),
    ...(filter ? { filterText: filter } : {}),
    ...(snippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(data ? { data } : {}),
    textEdit: replace
      ? { newText, insert, replace: { start: insert.start, end: textDocument.positionAt(before.end) } }
      : { newText, range: insert },
  };
}

const signsBeforeSpace: ReadonlySet<string> = new Set(['->', '&', '|', ',']);

/** A list that opens right after a sign leaves no time to type the space. */
function spaceBefore({ tokens, gap, prefix }: TextBefore): string {
  const last = tokens.at(-1);
  return last && gap === '' && prefix === '' && signsBeforeSpace.has(last.image) ? ' ' : '';
}

function documentedBy({ help, node }: Offer): DocumentedBy | undefined {
  if (help) return { help: allHelp.indexOf(help) };
  const offset = node?.$cstNode?.offset;
  if (!node || offset === undefined) return undefined;
  const document = AstUtils.getDocument(node);
  if (docBefore(document.textDocument.getText(), offset) === undefined) return undefined;
  return { uri: document.uri.toString(), offset };
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
