/** Code completion: offers names with their kinds, and only words that are valid at the cursor. */
import { GrammarAST } from 'langium';
import type { AstNode, LangiumDocument, Lexer } from 'langium';
import type { CompletionProvider, FuzzyMatcher } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver';
import { isChooseStep, isExpectStep, isNameExpression, isService } from '../generated/ast.ts';
import type { ChoreoDocument } from '../workspace/choreographies.ts';
import { allowableCodesAt } from './allowable-codes.ts';
import type { ChoreoLspServices } from './choreo-lsp-services.ts';
import { Pending } from '../parser/grammar-walk.ts';
import { MembersBehind } from './completion/members-behind.ts';
import { NameOffers } from './completion/names.ts';
import type { Offer } from './completion/offer.ts';
import { PartialTrees } from './completion/partial-tree.ts';
import { entryOffers, valueOffers } from './completion/payloads.ts';
import { placesBehind, readTokens } from './completion/readings.ts';
import type { Place } from './completion/readings.ts';
import { textsBefore } from './completion/text-before.ts';
import type { TextBefore } from './completion/text-before.ts';
import { annotationOffers, countOffers, durationOffers } from './completion/values.ts';
import { isMisplaced, wordOffer } from './completion/words.ts';

const ranks = { name: '0', qualifier: '1', word: '2', sign: '3' } as const;
/** The sort prefix of offers that would leave the previous line unfinished. */
const lastRank = '4';

interface Ranked extends Offer {
  readonly sortText: string;
}

export class ChoreoCompletion implements CompletionProvider {
  readonly completionOptions = { triggerCharacters: ['.', '@', '"'] };
  readonly #lexer: Lexer;
  readonly #matcher: FuzzyMatcher;
  readonly #trees: PartialTrees;
  readonly #behind: MembersBehind;
  readonly #names: NameOffers;
  readonly #wholeFile: Pending;
  readonly #declarations: Pending;
  #canReplace = false;

  constructor(services: ChoreoLspServices) {
    this.#lexer = services.parser.Lexer;
    this.#matcher = services.shared.lsp.FuzzyMatcher;
    this.#trees = new PartialTrees(services.shared.AstReflection, services.references.ScopeProvider);
    const rules = services.Grammar.rules.filter(GrammarAST.isParserRule);
    this.#behind = new MembersBehind(rules, this.#trees, this.#lexer);
    this.#names = new NameOffers(services.references.ScopeProvider, services.shared.lsp.NodeKindProvider);
    const file = rules.find(({ entry }) => entry);
    const parts = file && GrammarAST.isGroup(file.definition) ? file.definition.elements : [];
    const declarations = parts.at(-1);
    if (!file || !declarations) throw new Error('A file is a header and declarations.');
    this.#wholeFile = Pending.of(file, file.definition);
    this.#declarations = Pending.of(file, declarations);
    services.shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
      this.#canReplace = capabilities.textDocument?.completion?.completionItem?.insertReplaceSupport ?? false;
    });
  }

  async getCompletion(document: LangiumDocument, params: CompletionParams): Promise<CompletionList | undefined> {
    const codes = allowableCodesAt(document.textDocument, params.position);
    if (codes.length > 0) return { isIncomplete: false, items: codes };
    // Other strings are free text.
    if (params.context?.triggerCharacter === '"') return undefined;
    const offset = document.textDocument.offsetAt(params.position);
    for (const before of textsBefore(document as ChoreoDocument, offset, this.#lexer)) {
      const offers = this.#offers(before, document);
      const items = offers.map(offer => this.#item(offer, before, params, document));
      // The offers depend on the typed text: durations contain its number.
      if (items.length > 0) return { isIncomplete: true, items };
    }
    return { isIncomplete: true, items: [] };
  }

  /** The offers of the best reading of the text that has any. */
  #offers(before: TextBefore, document: LangiumDocument): readonly Ranked[] {
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
        for (const offer of this.#offersAt(place, before, nodeAt)) {
          if (offers.has(offer.label) || !this.#matcher.match(before.prefix, offer.label)) continue;
          if (before.prefix.includes('-') && !offer.label.includes('-')) continue;
          offers.set(offer.label, { ...offer, sortText: place.aside ? lastRank : ranks[offer.rank] });
        }
      }
      if (offers.size > 0) return [...offers.values()];
    }
    return [];
  }

  #offersAt(place: Place, { prefix, tokens }: TextBefore, nodeAt: (place: Place) => AstNode): readonly Offer[] {
    const { slot, after } = place.way;
    const { element, rule } = slot;
    const feature = slot.assignment?.feature;
    // An annotation without a name is possible, but nobody types `@` for that.
    if (tokens.at(-1)?.image === '@' && !(rule.name === 'Annotation' && feature === 'name')) return [];
    const node = (): AstNode => nodeAt(place);
    if (GrammarAST.isKeyword(element)) {
      if (element.value === '.') return this.#dotOffer(node());
      const word = wordOffer(slot, after);
      return word && this.#matcher.match(prefix, word.label) && !isMisplaced(node(), element.value) ? [word] : [];
    }
    if (GrammarAST.isCrossReference(element)) return feature ? this.#names.of(node(), feature) : [];
    if (slot.tokens.has('DURATION')) return durationOffers(prefix);
    if (feature === 'times') return isExpectStep(node()) ? [] : countOffers();
    if (!slot.tokens.has('ID')) return [];
    if (feature === 'origin' || feature === 'baseOrigin') return this.#names.qualifiers(node());
    if (rule.name === 'Annotation' && feature === 'name') return annotationOffers(node().$container);
    if (rule.name === 'PayloadEntry') return entryOffers(node());
    if (rule.name === 'PayloadValue') return valueOffers(node());
    return [];
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

  #item(
    { label, kind, detail, documentation, sortText }: Ranked,
    { start, end }: TextBefore,
    { position }: CompletionParams,
    { textDocument }: LangiumDocument,
  ): CompletionItem {
    const insert = { start: textDocument.positionAt(start), end: position };
    return {
      label,
      kind,
      sortText,
      ...(detail ? { detail } : {}),
      ...(documentation ? { documentation: { kind: 'markdown', value: documentation } } : {}),
      textEdit: this.#canReplace
        ? { newText: label, insert, replace: { start: insert.start, end: textDocument.positionAt(end) } }
        : { newText: label, range: insert },
    };
  }
}

function isServiceName(node: AstNode): boolean {
  return isNameExpression(node) && isService(node.parts.at(-1)?.named?.ref);
}
