/** The findings about types of expressions. */
import type { Channel, Field, Message, Reaction, Span } from '@choreo/model';
import type { FindingBase } from './finding-base.ts';
import type { FormedType } from './text-forms.ts';
import type { ValueType } from './value-type.ts';

export interface UnknownField extends FindingBase {
  readonly code: 'unknown-field';
  readonly name: string;
  /** Names that are possible there. */
  readonly candidates: readonly string[];
  readonly problem:
    /** No field, state or value of that name in this expression. */
    | { readonly kind: 'name'; readonly reaction: Reaction | undefined }
    /** In a condition of a property or a scenario: no service or value; `services`: those that have such a state; `isBare`: nothing stands behind it, so that it may be meant as a value. */
    | { readonly kind: 'condition'; readonly services: readonly string[]; readonly isBare: boolean }
    /** The name of a service, without a state. */
    | { readonly kind: 'service'; readonly service: string }
    | { readonly kind: 'state-of'; readonly service: string }
    /** A state begins with a value of its own. */
    | { readonly kind: 'initial'; readonly state: string }
    /** More than one message of the join has it. */
    | { readonly kind: 'ambiguous'; readonly messages: readonly string[] }
    /** `...` does not copy it: more than one message of the join has it. `messages`: those that can fill it. */
    | { readonly kind: 'copied-ambiguous'; readonly of: string; readonly messages: readonly string[] }
    /** Not all of the messages that can be the trigger have it. */
    | { readonly kind: 'not-on-all'; readonly lacking: readonly string[] }
    /** The part before it has no such field. */
    | { readonly kind: 'member'; readonly of: string }
    /** `of` is a list, a number, …, which has no fields. */
    | { readonly kind: 'no-record'; readonly of: string }
    | { readonly kind: 'by'; readonly messages: readonly string[] }
    /** A service is said to keep its state by it. */
    | { readonly kind: 'kept-by'; readonly service: string }
    | { readonly kind: 'ordered-by'; readonly channel: Channel; readonly messages: readonly string[] }
    /** These messages may come without it. */
    | {
        readonly kind: 'ordered-by-optional';
        readonly channel: Channel;
        readonly on: readonly { readonly message: Message; readonly field: Field }[];
      }
    | { readonly kind: 'payload'; readonly of: string };
}

export interface TypeMismatch extends FindingBase {
  readonly code: 'type-mismatch';
  readonly problem:
    | {
        readonly kind: 'not-boolean';
        readonly found: ValueType;
        readonly role: 'guard' | 'condition' | 'operand';
        readonly operator?: string;
      }
    | { readonly kind: 'not-number'; readonly found: ValueType; readonly operator: string }
    | { readonly kind: 'not-ordered'; readonly found: ValueType; readonly operator: string }
    | { readonly kind: 'not-comparable'; readonly found: ValueType }
    | { readonly kind: 'compared'; readonly left: ValueType; readonly right: ValueType }
    /** A text that does not have the form that its type requires. */
    | { readonly kind: 'form'; readonly what: string; readonly expected: FormedType; readonly text: string }
    /** A number or text that `@min`, `@max` or `@pattern` of the field does not allow. `limit`: the annotation, as written. */
    | { readonly kind: 'constrained'; readonly what: string; readonly constraint: string; readonly value: string }
    | { readonly kind: 'assigned'; readonly state: string; readonly expected: ValueType; readonly found: ValueType }
    /** The state always has a value. */
    | { readonly kind: 'may-be-missing'; readonly state: string; readonly enum: string; readonly what: string }
    | {
        readonly kind: 'out-of-range';
        readonly state: string;
        readonly value: number;
        readonly min: number;
        readonly max: number;
      }
    | {
        readonly kind: 'differs-by-trigger';
        readonly field: string;
        readonly types: readonly { readonly message: string; readonly type: ValueType }[];
      }
    | { readonly kind: 'payload'; readonly field: string; readonly expected: ValueType; readonly found: string }
    /** The payload of a scenario is another than the constants with which the message comes in. */
    | { readonly kind: 'contradicts-entry'; readonly field: string; readonly message: string; readonly given: string }
    /** In a block behind an emission. */
    | { readonly kind: 'given'; readonly field: string; readonly expected: ValueType; readonly found: ValueType }
    /** `missing` may be missing, and the field of the message must not. */
    | { readonly kind: 'given-missing'; readonly field: string; readonly message: string; readonly missing: string }
    | { readonly kind: 'not-constant'; readonly field: string }
    | { readonly kind: 'read-at-timeout'; readonly field: string }
    | {
        readonly kind: 'payload-value';
        readonly field: string;
        readonly enum: string;
        readonly value: string;
        readonly candidates: readonly string[];
      }
    | { readonly kind: 'extends-itself'; readonly names: readonly string[]; readonly places: readonly Span[] }
    | { readonly kind: 'contains-itself'; readonly path: readonly string[]; readonly places: readonly Span[] };
  /** What to write instead, if that is clear. */
  readonly replacement?: string;
}
