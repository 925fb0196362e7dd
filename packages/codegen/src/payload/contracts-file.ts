/** Generates the contracts: the messages between services as types, schemas and CloudEvents types. */
import {
  type Choreography,
  type EnumType,
  type Field,
  type Message,
  type RecordType,
  type TypeRef,
} from '@choreo/model';
import { docComment } from '../code/comment.ts';
import { createImportList, type ImportList } from '../code/imports.ts';
import { array, object, render, type Code } from '../code/layout.ts';
import { propertyKey, quote } from '../code/quote.ts';
import type { Naming } from '../names/naming.ts';
import type { Report } from '../problem.ts';
import { declarationDoc } from './doc.ts';
import { constraintsOf } from '@choreo/analysis';
import { neededDeclarations } from './declarations.ts';
import type { EventTypes } from './event-types.ts';
import { isInherited, keyFields, payloadFields } from './payload-fields.ts';
import { fieldSchema, mentionedTypes } from './schema-code.ts';
import { enumCode, formatNote, typeCode } from './type-code.ts';

export function contractsFile(
  choreography: Choreography,
  naming: Naming,
  eventTypes: EventTypes,
  report: Report,
): string {
  const { types, messages } = neededDeclarations(choreography, naming);
  const runtime = createImportList();
  const page: Page = { naming, runtime, report };
  const written = new Set<string>();
  const parts: string[] = [];
  for (const type of types) {
    parts.push(type.kind === 'enum' ? enumPart(type, page) : recordPart(type, page, written));
    written.add(type.id);
  }
  for (const message of messages) parts.push(messagePart(message, page, eventTypes));
  parts.push(channelsPart(choreography, eventTypes, page), messageNamesPart(messages, eventTypes));
  const fields = [...types.filter(type => type.kind === 'record'), ...messages].flatMap(declaration =>
    payloadFields(declaration, naming),
  );
  return [
    `${types.length + messages.length > 0 ? "import { z } from 'zod';\n" : ''}${runtime.code('./runtime/index.gen.ts')}`,
    ...(fields.some(({ type }) => isDecimal(type)) ? [decimalPart] : []),
    ...parts,
  ].join('\n');
}

/** The context that the parts of the file share. */
interface Page {
  readonly naming: Naming;
  readonly runtime: ImportList;
  readonly report: Report;
}

const decimalPart = `// Decimal numbers travel as text, to keep all digits: "12.30".
const decimal = z.string().regex(/^-?\\d+(\\.\\d+)?$/, 'is not a decimal number');
`;

function isDecimal(type: TypeRef): boolean {
  switch (type.kind) {
    case 'builtin':
      return type.name === 'decimal';
    case 'array':
      return isDecimal(type.element);
    case 'map':
      return isDecimal(type.value);
    default:
      return false;
  }
}

function enumPart(type: EnumType, { naming }: Page): string {
  const name = naming.contract(type.id);
  const values = [...new Set(type.values.map(value => quote(value.name)))];
  const schema = values.length === 0 ? 'z.never()' : render(['z.enum(', array(values), ')']);
  return `${docComment(...declarationDoc(type))}export type ${name} = ${enumCode(type)};\n\nexport const ${name}: z.ZodType<${name}> = ${schema};\n`;
}

function recordPart(type: RecordType, page: Page, written: ReadonlySet<string>): string {
  const name = page.naming.contract(type.id);
  const fields = payloadFields(type, page.naming);
  const schema = objectSchema(fields, page, id => written.has(id));
  return `${interfacePart(type, name, fields, page)}\nexport const ${name}: z.ZodType<${name}> = ${render(schema)};\n`;
}

function messagePart(message: Message, page: Page, eventTypes: EventTypes): string {
  const { naming, runtime } = page;
  const name = naming.contract(message.id);
  const fields = payloadFields(message, naming);
  const contract = object(
    [
      `name: ${quote(message.id)}`,
      `type: ${quote(eventTypes.of(message.id))}`,
      ['key: ', array(keyFields(message, naming).map(field => quote(field.name)))],
      ['schema: ', objectSchema(fields, page, () => true)],
    ],
    true,
  );
  return `${interfacePart(message, name, fields, page)}\nexport const ${name}: ${runtime.type('Contract')}<${name}> = ${render(contract)};\n`;
}

function interfacePart(declaration: Message | RecordType, name: string, fields: readonly Field[], page: Page): string {
  const { naming, runtime, report } = page;
  for (const field of declaration.fields) {
    if (field.name !== '__proto__') continue;
    report({
      message: `The field \`__proto__\` of \`${declaration.name}\` is left out, because JavaScript reserves this name. Rename the field.`,
      span: field.nameSpan,
    });
  }
  const inherited = inheritance(declaration, fields, naming);
  const own = inherited ? declaration.fields : fields;
  const lines = own
    .filter(field => fields.includes(field))
    .map(field => {
      const doc = docComment(
        ...declarationDoc(field, field.key ? 'Correlation key.' : undefined, formatNote(field.type)),
      );
      const type = typeCode(field.type, naming, runtime);
      return `${doc}readonly ${propertyKey(field.name)}${field.optional ? `?: ${type} | undefined` : `: ${type}`};`;
    });
  const body = lines.length === 0 ? '{}' : `{\n${lines.join('\n').replace(/^(?=.)/gm, '  ')}\n}`;
  return `${docComment(...declarationDoc(declaration))}export interface ${name} ${inherited ? `extends ${inherited} ` : ''}${body}\n`;
}

/** The interface to extend; undefined if a field is redeclared, which TypeScript might reject. */
function inheritance(declaration: Message | RecordType, fields: readonly Field[], naming: Naming): string | undefined {
  const base = declaration.base?.id;
  if (base === undefined) return undefined;
  const message = naming.names.messages.get(base);
  const type = naming.names.types.get(base);
  const found = message ?? (type?.kind === 'record' ? type : undefined);
  if (!found) return undefined;
  const inherited = payloadFields(found, naming);
  const isPlain = inherited.every(field => fields.includes(field)) && !isCircular(declaration, naming);
  return isPlain ? naming.contract(base) : undefined;
}

/** Whether `extends` forms a cycle. */
function isCircular(from: Message | RecordType, naming: Naming): boolean {
  const seen = new Set<Message | RecordType>();
  for (let next: Message | RecordType | undefined = from; next;) {
    if (seen.has(next)) return true;
    seen.add(next);
    const base: string = next.base?.id ?? '';
    const type: RecordType | EnumType | undefined = naming.names.types.get(base);
    next = naming.names.messages.get(base) ?? (type?.kind === 'record' ? type : undefined);
  }
  return false;
}

function objectSchema(fields: readonly Field[], page: Page, isWritten: (id: string) => boolean): Code {
  const { naming, runtime, report } = page;
  const entries = fields.map((field): Code => {
    const schema = fieldSchema(field, constraintsOf(field, report), naming, runtime);
    const key = propertyKey(field.name);
    // A type that is declared later is looked up lazily.
    return mentionedTypes(field.type).every(isWritten) ? `${key}: ${schema}` : `get ${key}() {\n  return ${schema};\n}`;
  });
  const schema: Code = ['z.object(', object(entries, entries.length > 2), ')'];
  return fields.some(({ name }) => isInherited(name))
    ? [`z.preprocess(${runtime.value('ownFields')}, `, schema, ')']
    : schema;
}

function channelsPart(choreography: Choreography, eventTypes: EventTypes, { runtime }: Page): string {
  const channels = choreography.channels.map(channel => {
    const { address, delivery, orderedBy } = channel;
    const carries = channel.carries.flatMap(({ message }) =>
      eventTypes.has(message) ? [quote(eventTypes.of(message))] : [],
    );
    return object([
      `name: ${quote(channel.name)}`,
      ['carries: ', array(carries)],
      ...(address === undefined ? [] : [`address: ${quote(address)}`]),
      ...(delivery === undefined ? [] : [`delivery: ${quote(delivery)}`]),
      ...(orderedBy === undefined ? [] : [`orderedBy: ${quote(orderedBy.field)}`]),
    ]);
  });
  return `/** The channels of the model, for the transport. */\nexport const channels: readonly ${runtime.type('Channel')}[] = ${render(array(channels))};\n`;
}

function messageNamesPart(messages: readonly Message[], eventTypes: EventTypes): string {
  const entries = messages.map(({ id }) => `${propertyKey(eventTypes.of(id))}: ${quote(id)}`);
  return `/** The message names in the model, by CloudEvents type. */\nexport const messageNames: Readonly<Record<string, string>> = ${render(object(entries, true))};\n`;
}
