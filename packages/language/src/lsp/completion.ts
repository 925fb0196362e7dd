/** Code completion: offers names with their kinds, and only words that are valid at the cursor. */
import { GrammarAST, URI } from 'langium';
import type { AstNode, LangiumDocument, LangiumDocuments, Lexer } from 'langium';
import type { CompletionProvider, FuzzyMatcher } from 'langium/lsp';
import { CompletionItemKind, CompletionTriggerKind } from 'vscode-languageserver';
import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver';
import { isBooleanLiteral, isChooseStep, isExpectStep, isNameExpression, isService } from '../generated/ast.ts';
import { docBefore } from '../lowering/doc-comment.ts';
import type { ChoreoDocument } from '../workspace/choreographies.ts';
import { allowableCodesAt } from './allowable-codes.ts';
import type { ChoreoLspServices } from './choreo-lsp-services.ts';
import { Pending } from '../parser/grammar-walk.ts';
import type { RuleDocs } from './rule-docs.ts';
import { allHelp, helpText } from './help/all-help.ts';
import { abilitiesOf, isWhole, itemsOf } from './completion/items.ts';
import type { ClientAbilities, Ranked } from './completion/items.ts';
import { MembersBehind } from './completion/members-behind.ts';
import type { Cursor } from './completion/message-traffic.ts';
import { NameOffers } from './completion/names.ts';
import type { DocumentedBy, Offer } from './completion/offer.ts';
import { opensAfter, opensWith, triggerCharacters } from './completion/opening.ts';
import { PartialTrees } from './completion/partial-tree.ts';
import { entryOffers, valueOffers } from './completion/payloads.ts';
import { beginsPart, placesBehind, readTokens } from './completion/readings.ts';
import type { Place, Token } from './completion/readings.ts';
import { snippetsAt } from './completion/snippets-at.ts';
import { textsBefore } from './completion/text-before.ts';
import type { TextBefore } from './completion/text-before.ts';
import { annotationOffers, countOffers, durationOffers } from './completion/values.ts';
import { isMisplaced, wordOffer } from './completion/words.ts';

/** The sort prefix: behind something in the same line, what goes on with it comes before what begins anew. */
const ranks = { name: '0', qualifier: '1', word: '2', sign: '3', snippet: '4' } as const;
const ranksOfNewPart = { ...ranks, word: '5', sign: '6', snippet: '7' } as const;
/** The sort prefix of offers that would leave the previous line unfinished. */
const lastRank = '8';

export class ChoreoCompletion implements CompletionProvider {
  readonly completionOptions = { triggerCharacters: [...triggerCharacters] };
  readonly #lexer: Lexer;
  readonly #matcher: FuzzyMatcher;
  readonly #docs: RuleDocs;
  readonly #documents: LangiumDocuments;
  readonly #trees: PartialTrees;
  readonly #behind: MembersBehind;
  readonly #names: NameOffers;
  readonly #wholeFile: Pending;
  readonly #declarations: Pending;
  #abilities: ClientAbilities = { replace: false, snippets: false };

  constructor(services: ChoreoLspServices) {
    this.#lexer = services.parser.Lexer;
    this.#matcher = services.shared.lsp.FuzzyMatcher;
    this.#docs = services.shared.lsp.RuleDocs;
    this.#documents = services.shared.workspace.LangiumDocuments;
    this.#trees = new PartialTrees(services.shared.AstReflection, services.references.ScopeProvider);
    const rules = services.Grammar.rules.filter(GrammarAST.isParserRule);
    this.#behind = new MembersBehind(rules, this.#trees, this.#lexer);
    this.#names = new NameOffers(services);
    const file = rules.find(({ entry }) => entry);
    const parts = file && GrammarAST.isGroup(file.definition) ? file.definition.elements : [];
    const declarations = parts.at(-1);
    if (!file || !declarations) throw new Error('A file is a header and declarations.');
    this.#wholeFile = Pending.of(file, file.definition);
    this.#declarations = Pending.of(file, declarations);
    services.shared.lsp.LanguageServer.onInitialize(params => {
      this.#abilities = abilitiesOf(params);
    });
    services.shared.lsp.LanguageServer.resolveCompletion = item => this.#resolve(item);
  }

  async getCompletion(document: LangiumDocument, params: CompletionParams): Promise<CompletionList | undefined> {
    const { position, context } = params;
    const codes = allowableCodesAt(document.textDocument, position);
    if (codes.length > 0) return { isIncomplete: false, items: codes };
    const typed =
      context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;
    // Other strings are free text.
    if (typed === '"') return undefined;
    const offset = document.textDocument.offsetAt(position);
    for (const before of textsBefore(document as ChoreoDocument, offset, this.#lexer)) {
      if (!opensAfter(typed, before)) continue;
      const offers = this.#offers(before, document, typed, { uri: document.uri.toString(), position });
      const items = itemsOf(offers, before, position, document, this.#abilities);
      if (items.length > 0) return { isIncomplete: !isWhole(offers, before), items };
    }
    return { isIncomplete: true, items: [] };
  }

  /** Adds the documentation to an item of an earlier answer. */
  #resolve(item: CompletionItem): CompletionItem {
    const by: DocumentedBy | undefined = item.data;
    const value = by && ('help' in by ? this.#helpAt(by.help) : this.#commentAt(by));
    return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
  }

  #helpAt(index: number): string | undefined {
    const help = allHelp[index];
    return help && helpText(help, this.#docs);
  }

  #commentAt({ uri, offset }: { readonly uri: string; readonly offset: number }): string | undefined {
    const document = this.#documents.getDocument(URI.parse(uri));
    return document && docBefore(document.textDocument.getText(), offset);
  }

  /** The offers of the best reading of the text that has any. */
  #offers(before: TextBefore, document: LangiumDocument, typed: string | undefined, cursor: Cursor): readonly Ranked[] {
    const readings = readTokens(before.isWholeFile ? this.#wholeFile : this.#declarations, before.tokens);
    const addBehind = this.#behind.from(document, before.start);
    const nodeAt = (place: Place): AstNode => {
      const node = this.#trees.nodeAt(place, document);
      addBehind(node);
      return node;
    };
    for (const places of placesBehind(readings, before.margin)) {
      const offers = new Map<string, Ranked>();
      for (const place of places) {
        if (!opensWith(place.way.slot.rule.name, typed, before)) continue;
        const isAnew = before.margin === undefined && beginsPart(place.way);
        for (const offer of this.#offersAt(place, before, nodeAt, cursor)) {
          if (!this.#matches(before.prefix, offer)) continue;
          if (before.prefix.includes('-') && !offer.label.includes('-')) continue;
          const rank = place.aside ? lastRank : (isAnew ? ranksOfNewPart : ranks)[offer.rank];
          const sortText = `${rank}${offer.fit?.order ?? 0}`;
          // The best of several readings counts.
          if (sortText < (offers.get(offer.label)?.sortText ?? '~')) offers.set(offer.label, { ...offer, sortText });
        }
      }
      // A list opens by itself only for names.
      const isWanted = typed === undefined || [...offers.values()].some(({ rank }) => rank === 'name');
      if (offers.size > 0) return isWanted ? [...offers.values()] : [];
    }
    return [];
  }

  #matches(prefix: string, { label, filter }: Offer): boolean {
    const texts = filter === undefined ? [label] : [filter, ...filter.split(' ')];
    return texts.some(text => this.#matcher.match(prefix, text));
  }

  #offersAt(place: Place, before: TextBefore, nodeAt: (place: Place) => AstNode, cursor: Cursor): readonly Offer[] {
    const { prefix, tokens } = before;
    const { slot, after } = place.way;
    const { element, rule } = slot;
    const feature = slot.assignment?.feature;
    // An annotation without a name, or without its closing parenthesis, is possible, but nobody types `@` or `(` for that.
    if (tokens.at(-1)?.image === '@' && !(rule.name === 'Annotation' && feature === 'name')) return [];
    if (isInAnnotation(tokens)) return [];
    const node = (): AstNode => nodeAt(place);
    if (GrammarAST.isKeyword(element)) {
      if (element.value === '.') return this.#dotOffer(node());
      const word = wordOffer(slot, after);
      if (!word) return [];
      const snippets = (): readonly Offer[] =>
        this.#abilities.snippets && before.isLast ? snippetsAt(rule.name, word, node(), this.#names, cursor) : [word];
      const possible = snippets().filter(offer => this.#matches(prefix, offer));
      return possible.length > 0 && !isMisplaced(node(), element.value)
        ? possible.map(offer => this.#asTruth(offer, node))
        : [];
    }
    if (GrammarAST.isCrossReference(element)) return feature ? this.#names.of(node(), feature, cursor) : [];
    if (slot.tokens.has('DURATION')) return durationOffers(prefix);
    if (feature === 'times') return isExpectStep(node()) ? [] : countOffers();
    if (!slot.tokens.has('ID')) return [];
    if (feature === 'origin' || feature === 'baseOrigin') return this.#names.qualifiers(node());
    if (rule.name === 'Annotation' && feature === 'name') {
      return annotationOffers(node().$container, this.#abilities.snippets && before.next !== '(');
    }
    if (rule.name === 'PayloadEntry') return entryOffers(node());
    if (rule.name === 'PayloadValue') return valueOffers(node());
    return [];
  }

  /** Where a boolean is compared or given, its values come first, like those of an enum. */
  #asTruth(offer: Offer, node: () => AstNode): Offer {
    if (offer.label !== 'true' && offer.label !== 'false') return offer;
    const literal = node();
    return isBooleanLiteral(literal) && this.#names.isTruth(literal)
      ? { ...offer, rank: 'name', fit: { order: 0 } }
      : offer;
  }

  /** Whether a name follows a dot: after the service in `choose` or in a condition, or after a used choreography. */
  #dotOffer(node: AstNode): readonly Offer[] {
    const origin: unknown = Reflect.get(node, 'origin') ?? Reflect.get(node, 'baseOrigin');
    const fits =
      isChooseStep(node) ||
      isServiceName(node) ||
      (typeof origin === 'string' && this.#names.isQualifier(node, origin));
    return fits ? [{ label: '.', rank: 'sign', kind: CompletionItemKind.Operator }] : [];
  }
}

/** Between the parentheses of an annotation, where only literals stand. */
function isInAnnotation(tokens: readonly Token[]): boolean {
  const open = tokens.findLastIndex(({ image }) => image === '(' || image === ')');
  return tokens[open]?.image === '(' && tokens[open - 2]?.image === '@';
}

function isServiceName(node: AstNode): boolean {
  return isNameExpression(node) && isService(node.parts.at(-1)?.named?.ref);
}
