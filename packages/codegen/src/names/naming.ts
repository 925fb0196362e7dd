/** The names of a choreography's declarations in its generated project. */
import { namesOf, type Choreography, type Names } from '@choreo/model';
import { allot, createNameScope, toCamelCase, toIdentifier } from './identifier.ts';
import { moduleNames, projectNames } from './module-names.ts';
import { createFileScope, toFileName } from './file-name.ts';

export interface Naming {
  readonly names: Names;
  /** The identifier of a message, record or enum in the contracts, by id. */
  contract(id: string): string;
  /** The constant of a service or external service, by name. */
  participant(name: string): string;
  /** The folder of a service and the file of its module, without extension, by name. */
  folder(name: string): string;
}

export function createNaming(choreography: Choreography): Naming {
  const names = namesOf(choreography);
  // Names of this choreography take precedence over lent ones; `Billing.Invoiced` becomes `BillingInvoiced`.
  const contractScope = createNameScope(
    'channels messageNames decimal Channel Contract JsonValue compareNumbers ownFields'.split(' '),
  );
  const own = [...choreography.messages, ...choreography.types].map(({ id }) => id);
  const lent = [...choreography.used.messages, ...choreography.used.types].map(({ id }) => id);
  const contracts = new Map([
    ...allot(own, toIdentifier, contractScope),
    ...allot(
      lent.filter(id => !own.includes(id)),
      id => toIdentifier(id.replaceAll('.', '')),
      contractScope,
    ),
  ]);
  const participants = choreography.participants.map(({ name }) => name);
  const constantScope = createNameScope([...moduleNames, ...projectNames]);
  const constants = allot(participants, toCamelCase, constantScope);
  // `samples` and `demo` are in the same folder as the modules of external services.
  const folders = allot(participants, toFileName, createFileScope(['samples', 'demo']));
  return {
    names,
    contract: id => known(contracts, id),
    participant: name => known(constants, name),
    folder: name => known(folders, name),
  };
}

function known(names: ReadonlyMap<string, string>, id: string): string {
  const found = names.get(id);
  if (found === undefined) throw new Error(`${id} is not declared in this choreography`);
  return found;
}
