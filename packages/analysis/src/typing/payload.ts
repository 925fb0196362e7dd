/** Compares the payloads of scenarios with the fields of their messages. A payload may leave out fields; the run chooses their values. */
import type {
  BuiltinType,
  Field,
  Message,
  Names,
  PayloadObject,
  PayloadValue,
  RecordType,
  TypeRef,
} from '@choreo/model';
import { hasFraction } from '../expressions/decimal.ts';
import { constraintProblem } from './constraint-problem.ts';
import { constantIn } from './entry-payload.ts';
import { hasForm, isOfForm, isOrderedByForm } from './text-forms.ts';
import type { TypeFinding } from './type-checker.ts';
import { familyOf } from './value-type.ts';

export function checkPayload(names: Names, message: Message, payload: PayloadObject): TypeFinding[] {
  const check = new PayloadCheck(names);
  check.object(message, payload);
  return check.findings;
}

class PayloadCheck {
  readonly findings: TypeFinding[] = [];
  readonly #names: Names;

  constructor(names: Names) {
    this.#names = names;
  }

  object(declaration: Message | RecordType, payload: PayloadObject): void {
    const fields = new Map<string, Field>(this.#names.allFields(declaration).map(field => [field.name, field]));
    const candidates = [...fields.keys()];
    for (const { name, nameSpan, value } of payload.entries) {
      const field = fields.get(name);
      if (field) this.#field(field, value);
      else {
        const problem = { kind: 'payload', of: declaration.id } as const;
        this.findings.push({ code: 'unknown-field', name, candidates, problem, span: nameSpan, about: [] });
      }
    }
  }

  #field(field: Field, value: PayloadValue): void {
    const before = this.findings.length;
    this.#value(field.name, field.type, value);
    const constant = constantIn(value);
    const problem = constant === undefined ? undefined : constraintProblem(field, constant);
    if (!problem || this.findings.length > before) return;
    this.findings.push({ code: 'type-mismatch', problem, span: value.span, about: [] });
  }

  #value(field: string, type: TypeRef, value: PayloadValue): void {
    switch (type.kind) {
      case 'unresolved':
        return;
      case 'array':
        if (value.kind !== 'array') return this.#mismatch(field, type, value);
        for (const element of value.elements) this.#value(`${field}[]`, type.element, element);
        return;
      case 'map':
        if (value.kind !== 'object') return this.#mismatch(field, type, value);
        for (const entry of value.entries) this.#value(`${field}.${entry.name}`, type.value, entry.value);
        return;
      case 'record': {
        const record = this.#names.types.get(type.id);
        if (value.kind !== 'object') return this.#mismatch(field, type, value);
        if (record?.kind === 'record') this.object(record, value);
        return;
      }
      case 'enum':
        return this.#enumValue(field, type, value);
      case 'builtin':
        if (!fits(type, value)) this.#mismatch(field, type, value);
        else if (value.kind === 'string') this.#needTime(field, type.name, value);
        return;
      default:
        return type satisfies never;
    }
  }

  /** Scenarios may use ids like `"7"`, which identify a case just as well. A text that is no time cannot be used as one. */
  #needTime(
    what: string,
    expected: BuiltinType,
    { value: text, span }: PayloadValue & { readonly kind: 'string' },
  ): void {
    if (!hasForm(expected) || !isOrderedByForm(expected) || isOfForm(expected, text)) return;
    const problem = { kind: 'form', what, expected, text } as const;
    this.findings.push({ code: 'type-mismatch', problem, span, about: [] });
  }

  #enumValue(field: string, type: TypeRef & { readonly kind: 'enum' }, value: PayloadValue): void {
    const declared = this.#names.types.get(type.id);
    if (declared?.kind !== 'enum') return;
    const candidates = declared.values.map(one => one.name);
    if (value.kind === 'string' && candidates.includes(value.value))
      return this.#mismatch(field, type, value, value.value);
    if (value.kind !== 'word') return this.#mismatch(field, type, value);
    if (candidates.includes(value.value)) return;
    const problem = { kind: 'payload-value', field, enum: type.id, value: value.value, candidates } as const;
    this.findings.push({ code: 'type-mismatch', problem, span: value.span, about: [] });
  }

  #mismatch(field: string, expected: TypeRef, value: PayloadValue, replacement = quotedFor(expected, value)): void {
    const problem = { kind: 'payload', field, expected, found: describe(value) } as const;
    const rest = replacement === undefined ? {} : { replacement };
    this.findings.push({ code: 'type-mismatch', problem, span: value.span, about: [], ...rest });
  }
}

function fits(type: TypeRef & { readonly kind: 'builtin' }, value: PayloadValue): boolean {
  switch (familyOf(type)) {
    case 'any':
      return true;
    case 'number':
      return value.kind === 'number' && !(type.name === 'int' && hasFraction(value.text));
    case 'boolean':
      return value.kind === 'boolean';
    default:
      return value.kind === 'string';
  }
}

/** If a word is in the place of a text, only the quotes are missing. */
function quotedFor(expected: TypeRef, value: PayloadValue): string | undefined {
  return value.kind === 'word' && familyOf(expected) === 'text' ? `"${value.value}"` : undefined;
}

function describe(value: PayloadValue): string {
  switch (value.kind) {
    case 'string':
      return 'a text';
    case 'number':
      return hasFraction(value.text) ? 'a fraction' : 'a number';
    case 'boolean':
      return `\`${value.value}\``;
    case 'word':
      return `the word \`${value.value}\``;
    case 'array':
      return 'a list';
    case 'object':
      return 'an object';
    default:
      return value satisfies never;
  }
}
