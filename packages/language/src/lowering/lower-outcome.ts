/** Lowers the outcomes of reactions and schedules. */
import type {
  Alternative,
  Contents,
  Duration,
  GivenField,
  Multiplicity,
  Outcome,
  OutcomeItem,
  Span,
} from '@choreo/model';
import type * as ast from '../generated/ast.ts';
import type { ExpressionLowering } from './lower-expression.ts';
import type { FileContext } from './file-context.ts';

/** Lowers outcomes, and records whether one of them named an unknown message. */
export class OutcomeLowering {
  broken = false;
  readonly #file: FileContext;
  readonly #expressions: ExpressionLowering;

  constructor(file: FileContext, expressions: ExpressionLowering) {
    this.#file = file;
    this.#expressions = expressions;
  }

  lower(node: ast.Outcome | undefined): Outcome {
    if (!node) {
      this.broken = true;
      const span = this.#file.spanOf(undefined);
      return { alternatives: [{ items: [], span }], span };
    }
    return {
      alternatives: node.alternatives.map(other => this.#lowerAlternative(other)),
      span: this.#file.spanOf(node),
    };
  }

  #lowerAlternative(node: ast.Alternative): Alternative {
    return { items: node.items.flatMap(item => this.#lowerItem(item) ?? []), span: this.#file.spanOf(node) };
  }

  #lowerItem(node: ast.OutcomeItem): OutcomeItem | undefined {
    const span = this.#file.spanOf(node);
    switch (node.$type) {
      case 'Emission': {
        const message = node.message?.ref;
        if (!message) return this.#fail();
        const contents = this.lowerContents(node.contents);
        return {
          kind: 'emit',
          message: this.#file.idOf(message),
          multiplicity: lowerMultiplicity(node.multiplicity),
          ...(contents ? { contents } : {}),
          ...(node.after ? { after: lowerDuration(node.after, node, 'after', this.#file) } : {}),
          span,
          nameSpan: this.#file.span(node.message?.$refNode),
        };
      }
      case 'Cancellation': {
        const message = node.message?.ref;
        if (!message) return this.#fail();
        return {
          kind: 'cancel',
          message: this.#file.idOf(message),
          span,
          nameSpan: this.#file.span(node.message?.$refNode),
        };
      }
      case 'Assignment': {
        const value = this.#expressions.lower(node.value);
        if (!value || !node.state) return this.#fail();
        const state = node.state.ref?.name;
        return {
          kind: 'set',
          ...(state === undefined ? {} : { state }),
          name: node.state.$refText,
          value,
          span,
          nameSpan: this.#file.span(node.state.$refNode),
        };
      }
      case 'Nothing':
        return undefined;
      default:
        return this.#fail();
    }
  }

  lowerContents(node: ast.Contents | undefined): Contents | undefined {
    if (!node) return undefined;
    let copySpan: Span | undefined;
    const given: GivenField[] = [];
    for (const item of node.items) {
      if (item.$type === 'CopiedFields') {
        copySpan ??= this.#file.spanOf(item);
        continue;
      }
      const value = this.#expressions.lower(item.value);
      if (!value || !item.field) this.#fail();
      else given.push({ name: item.field.$refText, nameSpan: this.#file.span(item.field.$refNode), value });
    }
    return { ...(copySpan ? { copySpan } : {}), given, span: this.#file.spanOf(node) };
  }

  #fail(): undefined {
    this.broken = true;
    return undefined;
  }
}

export function lowerMultiplicity(sign: '?' | '*' | '+' | undefined): Multiplicity {
  switch (sign) {
    case '?':
      return 'optional';
    case '*':
      return 'many';
    case '+':
      return 'some';
    default:
      return 'one';
  }
}

const unitMilliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export function lowerDuration(
  text: string,
  node: ast.Emission | ast.WithinClause | ast.Schedule,
  property: string,
  file: FileContext,
): Duration {
  const unit = /[a-z]+$/.exec(text)?.[0] ?? 'ms';
  const milliseconds = Number.parseFloat(text) * (unitMilliseconds[unit] ?? 1);
  return { text, milliseconds, span: file.propertySpan(node, property) };
}
