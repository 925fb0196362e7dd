/** What the blocks behind emissions give: `unknown-field` and `type-mismatch` in them. */
import { copyChoices } from '@choreo/model';
import type { Emission, Entry, Expression, Field, GivenField, Names, Participant, Reaction } from '@choreo/model';
import { constantOf } from '../expressions/constant.ts';
import { hasFraction } from '../expressions/decimal.ts';
import { fieldsOnPath } from '../expressions/field-path.ts';
import { isCondition } from '../expressions/comparison.ts';
import { leavesIn } from '../expressions/leaves.ts';
import { constraintProblem } from './constraint-problem.ts';
import { hasForm, isOfForm } from './text-forms.ts';
import { TypeChecker } from './type-checker.ts';
import type { TypeFinding } from './type-checker.ts';
import type { TypeMismatch } from './type-error.ts';
import { contextOf } from './typing-context.ts';
import { familyOf, isSameType, isWhole } from './value-type.ts';
import type { ValueType } from './value-type.ts';

/** `timeout`: a join has given up, and which of its messages are there nobody knows. */
export type Giver =
  | { readonly kind: 'reaction'; readonly reaction: Reaction }
  | { readonly kind: 'timeout'; readonly reaction: Reaction }
  | { readonly kind: 'schedule' }
  | { readonly kind: 'entry' };

export class GivenFieldsCheck {
  readonly findings: TypeFinding[] = [];
  readonly #names: Names;
  readonly #participant: Participant;

  constructor(names: Names, participant: Participant) {
    this.#names = names;
    this.#participant = participant;
  }

  check({ message: id, contents }: Emission | Entry, giver: Giver): void {
    const message = this.#names.messages.get(id);
    if (!contents || !message) return;
    const fields = this.#names.allFields(message);
    const { copySpan: span } = contents;
    if (span && giver.kind === 'reaction') {
      for (const field of fields) {
        if (contents.given.some(({ name }) => name === field.name)) continue;
        const messages = copyChoices(field, giver.reaction, this.#names);
        const problem = { kind: 'copied-ambiguous', of: id, messages } as const;
        if (messages.length === 0) continue;
        this.findings.push({ code: 'unknown-field', name: field.name, candidates: [], problem, span, about: [] });
      }
    }
    for (const given of contents.given) {
      const { name, nameSpan } = given;
      const field = fields.find(one => one.name === name);
      if (field) this.#checkGiven(field, id, given, giver);
      else {
        const problem = { kind: 'payload', of: id } as const;
        const candidates = fields.map(one => one.name);
        this.findings.push({ code: 'unknown-field', name, candidates, problem, span: nameSpan, about: [] });
      }
    }
  }

  #checkGiven(field: Field, message: string, { value }: GivenField, giver: Giver): void {
    if (giver.kind === 'entry' && constantOf(value) === undefined && !isBroken(value)) {
      return this.#mismatch(value, { kind: 'not-constant', field: field.name });
    }
    if (giver.kind === 'timeout' && [...leavesIn(value)].some(({ kind }) => kind === 'field')) {
      return this.#mismatch(value, { kind: 'read-at-timeout', field: field.name });
    }
    const reaction = 'reaction' in giver ? giver.reaction : undefined;
    const checker = new TypeChecker(contextOf(this.#names, this.#participant, reaction));
    const found = checker.typeOf(value);
    if (checker.findings.length > 0) {
      this.findings.push(...checker.findings);
      return;
    }
    const expected = field.type;
    if (!this.#fits(expected, found, value)) {
      const problem = { kind: 'given', field: field.name, expected, found } as const;
      const quoted = this.#valueInQuotes(expected, value);
      this.#mismatch(value, problem, quoted);
    } else if (value.kind === 'string' && expected.kind === 'builtin' && hasForm(expected.name)) {
      if (isOfForm(expected.name, value.value)) this.#checkConstraints(field, value);
      else this.#mismatch(value, { kind: 'form', what: field.name, expected: expected.name, text: value.value });
    } else if (!this.#checkConstraints(field, value) && !field.optional) {
      const missing = this.#missingIn(value, reaction);
      if (missing !== undefined) this.#mismatch(value, { kind: 'given-missing', field: field.name, message, missing });
    }
  }

  /** Whether it is a constant that the field cannot carry. */
  #checkConstraints(field: Field, value: Expression): boolean {
    const constant = constantOf(value);
    const problem = constant === undefined ? undefined : constraintProblem(field, constant);
    if (problem) this.#mismatch(value, problem);
    return problem !== undefined;
  }

  #fits(expected: ValueType, found: ValueType, value: Expression): boolean {
    if (found.kind === 'unknown') return true;
    // As generated code holds them, records and lists of records are no json.
    if (isJson(expected)) return familyOf(found) !== 'other' || found.kind === 'enum';
    if (isJson(found)) return false;
    if (familyOf(expected) === 'number') {
      if (familyOf(found) !== 'number') return false;
      if (expected.kind !== 'builtin' || expected.name !== 'int' || isWhole(found)) return true;
      const constant = constantOf(value);
      return constant !== undefined && !hasFraction(String(constant));
    }
    if (familyOf(expected) === 'text') {
      return (
        isSameType(expected, found) || value.kind === 'string' || (isString(expected) && familyOf(found) === 'text')
      );
    }
    return isSameType(expected, found);
  }

  /** `"Sync"` where the enum's value `Sync` is meant. */
  #valueInQuotes(expected: ValueType, value: Expression): string | undefined {
    const type = expected.kind === 'enum' ? this.#names.types.get(expected.id) : undefined;
    if (value.kind !== 'string' || type?.kind !== 'enum') return undefined;
    return type.values.some(({ name }) => name === value.value) ? value.value : undefined;
  }

  /** What is read and may be missing, so that the value is. A condition is true or false all the same, and so is a boolean. */
  #missingIn(value: Expression, reaction: Reaction | undefined): string | undefined {
    if (isCondition(value)) return undefined;
    const triggers = reaction?.trigger.messages.map(({ message }) => message) ?? [];
    for (const leaf of leavesIn(value)) {
      if (leaf.kind !== 'field') continue;
      const isMissable = (leaf.message === undefined ? triggers : [leaf.message]).some(id => {
        const message = this.#names.messages.get(id);
        const fields = message ? fieldsOnPath(this.#names, message, leaf.path).fields : [];
        return fields.some(({ optional }) => optional) && !isBoolean(fields.at(-1)?.type);
      });
      if (isMissable) return leaf.path.join('.');
    }
    return undefined;
  }

  #mismatch({ span }: Expression, problem: TypeMismatch['problem'], replacement?: string): void {
    const rest = replacement === undefined ? {} : { replacement };
    this.findings.push({ code: 'type-mismatch', problem, span, about: [], ...rest });
  }
}

function isBroken(value: Expression): boolean {
  return [...leavesIn(value)].some(({ kind }) => kind === 'unresolved');
}

function isJson(type: ValueType): boolean {
  return type.kind === 'builtin' && type.name === 'json';
}

function isString(type: ValueType): boolean {
  return type.kind === 'builtin' && type.name === 'string';
}

function isBoolean(type: ValueType | undefined): boolean {
  return type?.kind === 'builtin' && type.name === 'boolean';
}
