/** The unique CloudEvents types of messages. */
import { annotationOf, type Choreography } from '@choreo/model';
import type { Naming } from '../names/naming.ts';
import type { Report } from '../problem.ts';

export interface EventTypes {
  /** The type of a message, by id. */
  of(id: string): string;
  has(id: string): boolean;
}

export function createEventTypes(choreography: Choreography, naming: Naming, report: Report): EventTypes {
  const types = new Map<string, string>();
  const takenBy = new Map<string, string>();
  for (const message of naming.names.messages.values()) {
    const annotation = annotationOf(message, 'type');
    const [given] = annotation?.args ?? [];
    const standard = `${message.choreography}.${message.name}`;
    const wanted = typeof given === 'string' && given !== '' ? given : standard;
    const other = takenBy.get(wanted);
    if (other !== undefined && annotation) {
      report({
        message: `\`${message.id}\` and \`${other}\` have the same CloudEvents type "${wanted}". Subscribers could not tell them apart, so \`${message.id}\` is generated as "${standard}". Give it a different type.`,
        span: annotation.span,
      });
    }
    const type = other === undefined ? wanted : standard;
    takenBy.set(type, message.id);
    types.set(message.id, type);
  }
  return { of: id => types.get(id) ?? `${choreography.name}.${id}`, has: id => types.has(id) };
}
