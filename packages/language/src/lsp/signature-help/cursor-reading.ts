/** How the text before the cursor reads: the constructs around it, outermost first, and the tokens that lead there. */
import { GrammarAST } from 'langium';
import type { AstNode, LangiumDocument, Lexer } from 'langium';
import type { ChoreoDocument } from '../../workspace/choreographies.ts';
import { Pending } from '../../parser/grammar-walk.ts';
import type { GrammarStep } from '../../parser/grammar-walk.ts';
import { PartialTrees } from '../completion/partial-tree.ts';
import { placesBehind, readTokens } from '../completion/readings.ts';
import type { Trail } from '../completion/readings.ts';
import { textsBefore } from '../completion/text-before.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';

export interface CursorReading {
  /** The word that is being written. */
  readonly prefix: string;
  /** Whether only white space stands before that word on its line. */
  readonly beginsLine: boolean;
  /** Rules, or the nodes that they have become. */
  readonly around: readonly string[];
  /** The last token and those before it. */
  readonly last: Trail;
  /** Whether a construct around can end here. */
  canLeave(construct: string): boolean;
  /** The node that what comes next belongs to, in a tree of the text before the cursor. */
  node(): AstNode | undefined;
}

export class CursorReadings {
  readonly #lexer: Lexer;
  readonly #trees: PartialTrees;
  readonly #wholeFile: Pending;
  readonly #declarations: Pending;

  constructor(services: ChoreoLspServices) {
    this.#lexer = services.parser.Lexer;
    this.#trees = new PartialTrees(services.shared.AstReflection, services.references.ScopeProvider);
    const file = services.Grammar.rules.filter(GrammarAST.isParserRule).find(({ entry }) => entry);
    const parts = file && GrammarAST.isGroup(file.definition) ? file.definition.elements : [];
    const declarations = parts.at(-1);
    if (!file || !declarations) throw new Error('A file is a header and declarations.');
    this.#wholeFile = Pending.of(file, file.definition);
    this.#declarations = Pending.of(file, declarations);
  }

  /** Undefined in comments and strings, and where nothing stands before the cursor. */
  at(document: LangiumDocument, offset: number): CursorReading | undefined {
    const before = textsBefore(document as ChoreoDocument, offset, this.#lexer).at(-1);
    if (!before) return undefined;
    const readings = readTokens(before.isWholeFile ? this.#wholeFile : this.#declarations, before.tokens);
    const [best] = readings;
    const last = best?.trail;
    if (!best || !last) return undefined;
    const around = constructsAt(last);
    // A name can also be a qualifier, of which less can follow.
    const equal = readings.filter(({ cost }) => cost === best.cost);
    return {
      prefix: before.prefix,
      beginsLine: before.margin !== undefined,
      around,
      last,
      canLeave: construct =>
        equal.some(({ pending, trail }) => {
          const constructs = trail ? constructsAt(trail) : [];
          const depth = constructs.lastIndexOf(construct);
          return (pending?.ways() ?? []).some(({ steps }) => leastDepth(constructs.length, steps) <= depth);
        }),
      node: () => {
        const [place] = placesBehind([best], undefined)[0] ?? [];
        return place && this.#trees.nodeAt(place, document);
      },
    };
  }
}

function constructsAt(last: Trail): readonly string[] {
  const trails: Trail[] = [];
  for (let trail: Trail | undefined = last; trail; trail = trail.before) trails.unshift(trail);
  const stack: string[] = [];
  for (const { abandoned, steps } of trails) {
    stack.length = Math.max(0, stack.length - abandoned);
    for (const step of steps) {
      if (step.kind === 'enter') stack.push(step.rule.name);
      else if (step.kind === 'leave') stack.pop();
      else if (stack.length > 0) stack[stack.length - 1] = step.action.inferredType?.name ?? stack.at(-1) ?? '';
    }
  }
  return stack;
}

/** How few constructs are left at any time during these steps. */
function leastDepth(depth: number, steps: readonly GrammarStep[]): number {
  let now = depth;
  let least = depth;
  for (const { kind } of steps) {
    now += kind === 'enter' ? 1 : kind === 'leave' ? -1 : 0;
    least = Math.min(least, now);
  }
  return least;
}
