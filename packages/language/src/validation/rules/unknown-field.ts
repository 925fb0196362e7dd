/** A name in an expression, `by`, `ordered by` or a payload that does not name a field. */
import type { UnknownField } from '@choreo/analysis/checks';
import type { Span } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import { defineRule } from '../rule.ts';
import { renameFixes } from '../fixes/rename-fix.ts';
import { optionalPlaces, requireFixes } from '../fixes/require-field.ts';
import { replaceSpan } from '../fixes/source-text.ts';
import { nearestNames } from '../nearest-name.ts';
import { listed, quoted, suggestion } from '../wording.ts';

export const unknownField = defineRule({
  code: 'unknown-field',
  severity: 'error',
  isAllowable: false,
  // Those that have it are ordered.
  milder: ({ problem }) => (problem.kind === 'ordered-by-optional' ? 'warning' : undefined),
  describe: finding => ({ message: describe(finding), related: relatedTo(finding) }),
  fixes({ name, span, candidates, problem }, context) {
    if (problem.kind === 'ordered-by-optional') return requireFixes(name, problem.on, context);
    if (problem.kind === 'copied-ambiguous') {
      return problem.messages.map(message => ({
        title: `Add \`${name}: ${message}.${name}\``,
        edits: [replaceSpan(span, `..., ${name}: ${message}.${name}`)],
      }));
    }
    if (problem.kind === 'condition' && problem.services.length > 0) {
      return problem.services.map(service => changeTo(`${service}.${name}`, span));
    }
    if (problem.kind === 'service') return candidates.map(candidate => changeTo(candidate, span));
    if (problem.kind !== 'ambiguous') return renameFixes(name, span, candidates);
    return problem.messages.map(message => changeTo(`${message}.${name}`, span));
  },
});

function changeTo(text: string, span: Span): Fix {
  return { title: `Change to ${quoted(text)}`, edits: [replaceSpan(span, text)] };
}

function describe({ name, candidates, problem }: UnknownField): string {
  const near = nearestNames(name, candidates);
  const field = quoted(name);
  switch (problem.kind) {
    case 'name': {
      const triggers = problem.reaction?.trigger.messages.map(ref => ref.message) ?? [];
      const of = triggers.length > 0 ? `field of ${listed(triggers, 'or')}, a state or a value` : 'state or a value';
      return `${field} is not a ${of}. ${suggestion(near, [], 'declare it, or use an existing name')}`;
    }
    case 'condition': {
      const states = problem.services.map(service => `${service}.${name}`);
      if (states.length > 0)
        return `A condition names states with their services. Write ${listed(states, 'or')} instead.`;
      const orValue = problem.isBare ? ', or add it to the values of the state' : '';
      return `${field} is not a service or a value. ${suggestion(near, [], `name a state with its service, as in \`Orders.phase\`${orValue}`)}`;
    }
    case 'service':
      return `${quoted(problem.service)} is a service, and a condition asks its states. ${suggestion([], candidates, 'declare a state in it')}`;
    case 'state-of':
      return `${quoted(problem.service)} has no state ${field}. ${suggestion(near, candidates, 'declare it')}`;
    case 'initial':
      return `${field} is not a value of ${quoted(problem.state)}. ${suggestion(near, candidates, candidates.length > 0 ? 'add the value' : 'write a value of its type')}`;
    case 'ambiguous': {
      const choices = problem.messages.map(message => `${message}.${name}`);
      return `${listed(problem.messages)} each have a field ${field}. Write ${listed(choices, 'or')} instead.`;
    }
    case 'copied-ambiguous': {
      const choices = problem.messages.map(message => `${name}: ${message}.${name}`);
      return `\`...\` does not copy ${field} of ${quoted(problem.of)}: more than one message of the join has it. Write ${listed(choices, 'or')} behind it.`;
    }
    case 'not-on-all':
      return `${listed(problem.lacking)} ${problem.lacking.length > 1 ? 'have' : 'has'} no field ${field}, but can also fire this reaction. Write a reaction for each, or add the field.`;
    case 'member':
      return `${quoted(problem.of)} has no field ${field}. ${suggestion(near, candidates, 'add the field')}`;
    case 'no-record':
      return `${quoted(problem.of)} has no fields, so ${quoted(`.${name}`)} means nothing. Remove it, or give ${quoted(problem.of)} a \`type\` with this field.`;
    case 'by':
      return `None of ${listed(problem.messages)} has a field ${field} to join by. ${suggestion(near, candidates, 'add the field')}`;
    case 'kept-by':
      return `No message that ${quoted(problem.service)} takes or emits has a field ${field} to keep its state by. ${suggestion(near, candidates, 'add the field as a key')}`;
    case 'ordered-by': {
      const lacking = listed(problem.messages);
      const verb = problem.messages.length > 1 ? 'have' : 'has';
      return `${quoted(problem.channel.name)} is ordered by ${field}, but ${lacking} ${verb} no such field. ${suggestion(near, candidates, 'add the field')}`;
    }
    case 'ordered-by-optional': {
      const some = listed(problem.on.map(({ message }) => message.id));
      return `${some} may come without ${field}, and then in no order with what ${quoted(problem.channel.name)} carries for it. Make the field required, or order by one that is.`;
    }
    case 'payload':
      return `${quoted(problem.of)} has no field ${field}. ${suggestion(near, candidates, 'add the field')}`;
    default:
      return problem satisfies never;
  }
}

function relatedTo({ problem }: UnknownField) {
  if (problem.kind === 'ordered-by-optional') return optionalPlaces(problem.on);
  if (problem.kind !== 'ordered-by') return [];
  const places = problem.channel.carries.filter(({ message }) => problem.messages.includes(message));
  return places.map(({ message, span }) => ({ message: `${quoted(message)} is carried here.`, span }));
}
