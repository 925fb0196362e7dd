/** Lowers expressions. Each name is resolved, or its unknown part is marked. */
import { AstUtils } from 'langium';
import type { BinaryOperator, Expression, Span } from '@choreo/model';
import type * as ast from '../generated/ast.ts';
import {
  isEnumType,
  isEnumValue,
  isField,
  isHeader,
  isMessage,
  isReaction,
  isService,
  isStateValue,
  isStateVariable,
} from '../generated/ast.ts';
import { conditionAround } from '../references/condition-places.ts';
import { triggerFields } from '../references/fields.ts';
import type { FileContext } from './file-context.ts';

/** A number with its digits as written. */
export function numeral(text: string): { readonly value: number; readonly text: string } {
  return { value: Number(text), text };
}

/** The names that are possible at this part of a name. */
export type Candidates = (part: ast.NamePart) => readonly string[];

export class ExpressionLowering {
  readonly #file: FileContext;
  readonly #candidates: Candidates;

  constructor(file: FileContext, candidates: Candidates) {
    this.#file = file;
    this.#candidates = candidates;
  }

  /** `undefined` stands for a missing part of a broken text. */
  lower(node: ast.Expression | undefined): Expression | undefined {
    if (!node) return undefined;
    const span = this.#file.spanOf(node);
    switch (node.$type) {
      case 'NumberLiteral':
        return node.value === undefined ? undefined : { kind: 'number', ...numeral(node.value), span };
      case 'StringLiteral':
        return node.value === undefined ? undefined : { kind: 'string', value: node.value, span };
      case 'BooleanLiteral':
        return { kind: 'boolean', value: node.value === 'true', span };
      case 'NameExpression':
        return this.#lowerName(node, span);
      case 'UnaryExpression': {
        const operand = this.lower(node.operand);
        return operand && node.operator && { kind: 'unary', operator: node.operator, operand, span };
      }
      case 'BinaryExpression': {
        const left = this.lower(node.left);
        const right = this.lower(node.right);
        const operator: BinaryOperator | undefined = node.operator;
        return left && right && operator && { kind: 'binary', operator, left, right, span };
      }
      case 'InExpression': {
        const value = this.lower(node.value);
        const options = node.options.flatMap(option => this.lower(option) ?? []);
        return value && { kind: 'in', value, options, span };
      }
      default:
        return undefined;
    }
  }

  #lowerName(node: ast.NameExpression, span: Span): Expression | undefined {
    const path = node.parts.map(part => part.named?.$refText ?? '');
    const targets = node.parts.map(part => part.named?.ref);
    const unresolved = (at: number): Expression | undefined => {
      const part = node.parts[at] ?? node.parts.at(-1);
      if (!part) return undefined;
      return {
        kind: 'unresolved',
        path,
        at,
        partSpan: this.#file.spanOf(part),
        candidates: this.#candidates(part),
        span,
      };
    };
    const failing = targets.findIndex(target => target === undefined);
    if (failing >= 0) return unresolved(failing);

    // In `Billing.Invoiced.total`, the choreography only qualifies the message.
    const from = isHeader(targets[0]) ? 1 : 0;
    const first = targets[from];
    const last = targets.length - 1;
    if (isService(first)) {
      const state = targets[from + 1];
      if (!isStateVariable(state) || state.name === undefined || first.name === undefined) return unresolved(from + 1);
      if (last > from + 1) return unresolved(from + 2);
      return { kind: 'state', participant: first.name, name: state.name, span };
    }
    if (isStateVariable(first)) {
      if (last > from || first.name === undefined) return unresolved(from + 1);
      return { kind: 'state', name: first.name, span };
    }
    if (isStateValue(first)) {
      const state = AstUtils.getContainerOfType(first, isStateVariable)?.name;
      if (last > from || state === undefined || first.name === undefined) return unresolved(last);
      const owner = conditionAround(node) && AstUtils.getContainerOfType(first, isService)?.name;
      const participant = owner === undefined ? {} : { participant: owner };
      return { kind: 'state-value', ...participant, state, value: first.name, span };
    }
    const value = isEnumType(first) ? targets[from + 1] : first;
    if (isEnumValue(value)) {
      if (value.name === undefined) return unresolved(last);
      return { kind: 'enum-value', enum: this.#file.idOf(value.$container), value: value.name, span };
    }
    if (isMessage(first) && last > from) {
      return { kind: 'field', message: this.#file.idOf(first), path: path.slice(from + 1), span };
    }
    if (!isField(first)) return unresolved(last);
    const reaction = AstUtils.getContainerOfType(node, isReaction);
    const message = reaction && triggerFields(reaction).get(first.name ?? '')?.message;
    return { kind: 'field', ...(message ? { message: this.#file.idOf(message) } : {}), path, span };
  }
}
