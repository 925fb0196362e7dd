/** Visits every place that names something. Usage and deprecation are derived from it. */
import { conditionOf, messagesIn, namesOf, outcomesOf } from '@choreo/model';
import type {
  Annotated,
  Choreography,
  Emission,
  Entry,
  Expression,
  Field,
  Message,
  Names,
  Outcome,
  Participant,
  PayloadObject,
  PayloadValue,
  Reaction,
  RecordType,
  Scenario,
  Sentence,
  Span,
  TypeRef,
} from '@choreo/model';
import { fieldsOnPath } from '../expressions/field-path.ts';

export type Target =
  | { readonly to: 'message'; readonly id: string; readonly role: 'carried' | 'base' | 'other' }
  | { readonly to: 'type'; readonly id: string }
  | { readonly to: 'field'; readonly field: Field }
  | { readonly to: 'value'; readonly enum: string; readonly value: string }
  | { readonly to: 'state'; readonly participant: string; readonly name: string }
  | { readonly to: 'reaction'; readonly id: string };

/** Called for each reference; `within` are the declarations around it, outermost first. */
export type Visit = (target: Target, span: Span, within: readonly Annotated[]) => void;

export function visitReferences(choreography: Choreography, visit: Visit): void {
  new ReferenceWalk(choreography, visit).walk();
}

class ReferenceWalk {
  readonly #choreography: Choreography;
  readonly #names: Names;
  readonly #visit: Visit;

  constructor(choreography: Choreography, visit: Visit) {
    this.#choreography = choreography;
    this.#names = namesOf(choreography);
    this.#visit = visit;
  }

  walk(): void {
    const { messages, types, participants, channels, properties, scenarios } = this.#choreography;
    for (const message of messages) this.#fields(message);
    for (const type of types) if (type.kind === 'record') this.#fields(type);
    for (const participant of participants) this.#participant(participant);
    for (const channel of channels) {
      const within = [channel];
      for (const { message, span } of channel.carries) this.#message(message, span, within, 'carried');
      if (!channel.orderedBy) continue;
      for (const { message } of channel.carries)
        this.#field(message, channel.orderedBy.field, channel.orderedBy.span, within);
    }
    for (const property of properties) for (const sentence of property.sentences) this.#sentence(sentence, [property]);
    for (const scenario of scenarios) this.#scenario(scenario);
  }

  #message(id: string, span: Span, within: readonly Annotated[], role: 'carried' | 'base' | 'other' = 'other'): void {
    this.#visit({ to: 'message', id, role }, span, within);
  }

  #field(message: string, name: string, span: Span, within: readonly Annotated[]): void {
    const declaration = this.#names.messages.get(message);
    const field = declaration && this.#names.allFields(declaration).find(other => other.name === name);
    if (field) this.#visit({ to: 'field', field }, span, within);
  }

  #fields(declaration: Message | RecordType): void {
    const { base } = declaration;
    if (base) {
      const to = this.#names.messages.has(base.id) ? 'message' : 'type';
      if (to === 'message') this.#message(base.id, base.span, [declaration], 'base');
      else this.#visit({ to, id: base.id }, base.span, [declaration]);
    }
    for (const field of declaration.fields) {
      const id = typeIdOf(field.type);
      if (id !== undefined) this.#visit({ to: 'type', id }, field.typeSpan, [declaration, field]);
    }
  }

  #participant(participant: Participant): void {
    const within = [participant];
    for (const { message, nameSpan } of [...participant.emits, ...participant.receives]) {
      this.#message(message, nameSpan, within);
    }
    for (const state of participant.states) {
      const { type, initial } = state;
      if (type.kind === 'values' && type.enum !== undefined)
        this.#visit({ to: 'type', id: type.enum }, type.enumSpan ?? state.nameSpan, [participant, state]);
      // That it begins with one of its own values does not name the state.
      if (initial && initial.kind !== 'state-value')
        this.#expression(initial, participant.name, undefined, [participant, state]);
    }
    for (const entry of participant.emits) {
      for (const { message, span } of entry.after ?? []) this.#message(message, span, within);
      this.#contents(entry, participant.name, undefined, within);
    }
    for (const schedule of participant.schedules) {
      this.#outcome(schedule.outcome, participant.name, undefined, [participant, schedule]);
    }
    for (const reaction of participant.reactions) this.#reaction(reaction, [participant, reaction]);
  }

  #reaction(reaction: Reaction, within: readonly Annotated[]): void {
    const owner = reaction.participant;
    for (const { message, span } of reaction.trigger.messages) this.#message(message, span, within);
    if (reaction.guard) this.#expression(reaction.guard, owner, reaction, within);
    if (reaction.by) {
      for (const { message } of reaction.trigger.messages)
        this.#field(message, reaction.by.field, reaction.by.span, within);
    }
    if (reaction.body.kind === 'branches') {
      for (const { guard } of reaction.body.branches) if (guard) this.#expression(guard, owner, reaction, within);
    }
    for (const outcome of outcomesOf(reaction)) this.#outcome(outcome, owner, reaction, within);
  }

  #outcome(outcome: Outcome, owner: string, reaction: Reaction | undefined, within: readonly Annotated[]): void {
    for (const { items } of outcome.alternatives) {
      for (const item of items) {
        if (item.kind !== 'set') {
          this.#message(item.message, item.nameSpan, within);
          if (item.kind === 'emit') this.#contents(item, owner, reaction, within);
          continue;
        }
        if (item.state !== undefined)
          this.#visit({ to: 'state', participant: owner, name: item.state }, item.nameSpan, within);
        this.#expression(item.value, owner, reaction, within);
      }
    }
  }

  #contents(
    { message, contents }: Emission | Entry,
    owner: string,
    reaction: Reaction | undefined,
    within: readonly Annotated[],
  ): void {
    for (const { name, nameSpan, value } of contents?.given ?? []) {
      this.#field(message, name, nameSpan, within);
      this.#expression(value, owner, reaction, within);
    }
  }

  #expression(whole: Expression, owner: string, reaction: Reaction | undefined, within: readonly Annotated[]): void {
    const pending = [whole];
    for (let expression = pending.pop(); expression; expression = pending.pop()) {
      const { span } = expression;
      switch (expression.kind) {
        case 'number':
        case 'string':
        case 'boolean':
        case 'unresolved':
          break;
        case 'field': {
          const id = expression.message ?? reaction?.trigger.messages[0]?.message;
          const message = id === undefined ? undefined : this.#names.messages.get(id);
          const fields = message ? fieldsOnPath(this.#names, message, expression.path).fields : [];
          for (const field of fields) this.#visit({ to: 'field', field }, span, within);
          break;
        }
        case 'state':
        case 'state-value': {
          const name = expression.kind === 'state' ? expression.name : expression.state;
          this.#visit({ to: 'state', participant: expression.participant ?? owner, name }, span, within);
          break;
        }
        case 'enum-value':
          this.#visit({ to: 'type', id: expression.enum }, span, within);
          this.#visit({ to: 'value', enum: expression.enum, value: expression.value }, span, within);
          break;
        case 'unary':
          pending.push(expression.operand);
          break;
        case 'binary':
          pending.push(expression.right, expression.left);
          break;
        case 'in':
          for (const option of expression.options) pending.push(option);
          pending.push(expression.value);
          break;
        default:
          expression satisfies never;
      }
    }
  }

  #sentence(sentence: Sentence, within: readonly Annotated[]): void {
    for (const { message, span } of messagesIn(sentence)) this.#message(message, span, within);
    const condition = conditionOf(sentence);
    if (condition) this.#expression(condition, '', undefined, within);
  }

  #scenario(scenario: Scenario): void {
    const within = [scenario];
    for (const step of scenario.steps) {
      switch (step.kind) {
        case 'choose': {
          this.#visit({ to: 'reaction', id: step.reaction }, step.reactionSpan, within);
          const reaction = this.#names.reactions.get(step.reaction);
          this.#outcome(step.outcome, reaction?.participant ?? '', reaction, within);
          break;
        }
        case 'expect-order':
          this.#message(step.first.message, step.first.span, within);
          this.#message(step.second.message, step.second.span, within);
          break;
        case 'given': {
          this.#message(step.message.message, step.message.span, within);
          const message = this.#names.messages.get(step.message.message);
          if (message && step.payload) this.#payload(step.payload, message, within);
          break;
        }
        case 'expect-at-rest':
          this.#expression(step.condition, '', undefined, within);
          break;
        case 'expect':
        case 'never':
        case 'possible':
          this.#message(step.message.message, step.message.span, within);
          break;
        default:
          step satisfies never;
      }
    }
  }

  #payload(payload: PayloadObject, declaration: Message | RecordType, within: readonly Annotated[]): void {
    const fields = new Map(this.#names.allFields(declaration).map(field => [field.name, field]));
    for (const { name, nameSpan, value } of payload.entries) {
      const field = fields.get(name);
      if (!field) continue;
      this.#visit({ to: 'field', field }, nameSpan, within);
      this.#payloadValue(value, field.type, within);
    }
  }

  #payloadValue(value: PayloadValue, type: TypeRef, within: readonly Annotated[]): void {
    if (value.kind === 'array' && type.kind === 'array') {
      for (const element of value.elements) this.#payloadValue(element, type.element, within);
    } else if (value.kind === 'object' && type.kind === 'map') {
      for (const entry of value.entries) this.#payloadValue(entry.value, type.value, within);
    } else if (value.kind === 'object' && type.kind === 'record') {
      const record = this.#names.types.get(type.id);
      if (record?.kind === 'record') this.#payload(value, record, within);
    } else if (value.kind === 'word' && type.kind === 'enum') {
      this.#visit({ to: 'value', enum: type.id, value: value.value }, value.span, within);
    }
  }
}

function typeIdOf(type: TypeRef): string | undefined {
  switch (type.kind) {
    case 'record':
    case 'enum':
      return type.id;
    case 'array':
      return typeIdOf(type.element);
    case 'map':
      return typeIdOf(type.value);
    case 'builtin':
    case 'unresolved':
      return undefined;
    default:
      return type satisfies never;
  }
}
