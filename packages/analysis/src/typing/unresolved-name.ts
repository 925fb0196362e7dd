/** Why a name in an expression is unknown. */
import type { UnresolvedName } from '@choreo/model';
import type { UnknownField } from './type-error.ts';
import { fieldOf, fieldsOnPath } from '../expressions/field-path.ts';
import type { TypingContext } from './typing-context.ts';
import { familyOf } from './value-type.ts';

/** One finding, or none if the context is itself unknown. */
export function explainUnresolved(
  { at, path, candidates, partSpan }: UnresolvedName,
  context: TypingContext,
): UnknownField[] {
  const { reaction, services } = context;
  const name = path[at] ?? path.join('.');
  const explained = (problem: UnknownField['problem'], instead = candidates): UnknownField[] => [
    { code: 'unknown-field', name, candidates: instead, problem, span: partSpan, about: [] },
  ];
  if (services) {
    const service = services.find(one => one.name === path[0]);
    if (service && at === 1) {
      if (path.length > 1) return explained({ kind: 'state-of', service: service.name });
      const states = service.states.map(state => `${service.name}.${state.name}`);
      return explained({ kind: 'service', service: service.name }, states);
    }
    if (at === 0) {
      const having = services.filter(({ states }) => states.some(state => state.name === name));
      return explained({ kind: 'condition', services: having.map(one => one.name), isBare: path.length === 1 });
    }
  }
  if (at === 0) {
    // If the trigger is unknown, everything that is read from it may be as well.
    if (reaction?.broken && reaction.trigger.messages.length === 0) return [];
    return explained(partlyKnown(name, context) ?? { kind: 'name', reaction });
  }
  const before = path.slice(0, at);
  if (candidates.length > 0) return explained({ kind: 'member', of: before.join('.') });
  return isOpen(before, context) ? [] : explained({ kind: 'no-record', of: before.join('.') });
}

/** A field of some of the triggers, so that its bare name is ambiguous or may be missing. */
function partlyKnown(name: string, { names, reaction }: TypingContext): UnknownField['problem'] | undefined {
  const triggers = [...new Set(reaction?.trigger.messages.map(ref => ref.message))];
  const has = (id: string) => {
    const message = names.messages.get(id);
    return message !== undefined && fieldOf(names, message, name) !== undefined;
  };
  const having = triggers.filter(has);
  if (having.length === 0) return undefined;
  if (reaction?.trigger.kind === 'all') return having.length > 1 ? { kind: 'ambiguous', messages: having } : undefined;
  const lacking = triggers.filter(id => !has(id));
  return lacking.length > 0 ? { kind: 'not-on-all', lacking } : undefined;
}

/** Whether a path leads into json, or into a type that is itself unknown. */
function isOpen(path: readonly string[], { names, reaction }: TypingContext): boolean {
  return (reaction?.trigger.messages ?? []).some(({ message: id }) => {
    const message = names.messages.get(id);
    if (!message) return false;
    const { fields, failsAt } = fieldsOnPath(names, message, path[0] === message.name ? path.slice(1) : path);
    const last = fields.at(-1);
    return failsAt === undefined && last !== undefined && familyOf(last.type) === 'any';
  });
}
