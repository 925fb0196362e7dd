/** Generates plausible payloads of all messages, for the demo and for tests. */
import type { Message } from '@choreo/model';
import { docComment } from '../code/comment.ts';
import { object, render, type Code } from '../code/layout.ts';
import { propertyKey, quote } from '../code/quote.ts';
import type { Naming } from '../names/naming.ts';
import { payloadFields } from '../payload/payload-fields.ts';
import { sampleFields } from '../sample/plausible.ts';
import { sampleCode } from '../sample/sample-code.ts';

export function samplesFile(messages: readonly Message[], naming: Naming): string {
  const samples = messages.map((message): Code => {
    const name = naming.contract(message.id);
    const sample = sampleFields(payloadFields(message, naming), naming);
    if ('impossible' in sample) {
      return `${name}: (): contracts.${name} => {\n  throw new Error(${quote(`There is no example of ${message.id}: ${sample.impossible}`)});\n}`;
    }
    const fields = sample.value instanceof Map ? [...sample.value] : [];
    return [
      `${name}: (fields: Partial<contracts.${name}> = {}): contracts.${name} => (`,
      object([...fields.map(([field, value]): Code => [`${propertyKey(field)}: `, sampleCode(value)]), '...fields']),
      ')',
    ];
  });
  const imports = messages.length > 0 ? "import type * as contracts from '../contracts.gen.ts';\n\n" : '';
  return `${imports}${docComment('Each call returns a new payload; `fields` overrides the fields of the example.')}export const samples = ${render(object(samples, true))};\n`;
}
