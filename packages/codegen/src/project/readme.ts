/** The README of a generated project. */
import type { ExampleService } from './example-service.ts';

export function readme(choreography: string, { constant, folder }: ExampleService): string {
  const title = choreography.replace(/[\p{Cc}\u2028\u2029\p{Cs}]+/gu, ' ').replace(/[\\`*_{}[\]<>()#+!|~-]/g, '\\$&');
  return `# ${title}

Choreo generated the services of this choreography. They run without changes:

\`\`\`sh
npm install
npm start            # all services on an in-memory bus; prints the flow of events
npm start -- 7       # the same, shuffled: deliveries in any order and some twice, timers that race with them; 7 is the seed
npm test             # type check and tests
\`\`\`

## Who owns which file

| files | owner | what \`choreo generate\` does |
|---|---|---|
| \`*.gen.ts\`, \`choreo.gen.json\` | Choreo | rewrites them every time; do not edit them |
| \`src/services/<service>/<reaction>.ts\` | you | writes a handler once, when the reaction is new |
| everything else, including this file | you | writes it once, if it does not exist |

- \`src/contracts.gen.ts\`: the messages as types and schemas.
- \`src/services/<service>/<service>.gen.ts\`: the reactions of a service, with their guards, joins, timers and state.
- \`src/services/<service>/<reaction>.ts\`: **your code**. A handler gets the message and returns one outcome of its
  \`emit\`. A result that the model does not allow does not compile.
- \`src/demo/\`: example payloads, stand-ins for services that are not generated here, and the run that \`npm start\` prints.
- \`src/runtime/\`: the runtime of the services. They need no package of Choreo.

## When the model changes

Run \`choreo generate\` again. A new reaction gets a handler file. If an outcome or a payload has changed, the compiler
reports the handlers that you have to change. If a reaction is gone, Choreo reports its handler and keeps the file until
you delete it.

## Going live

\`\`\`ts
import { ${constant} } from './services/${folder}/${folder}.gen.ts';

const running = await ${constant}.start({ transport: yourBroker, store: yourDatabase });
\`\`\`

Implement two interfaces: \`Transport\` (publish and subscribe) and \`Store\` (inbox, state and outbox in one transaction).
See \`src/runtime/transport.gen.ts\` and \`src/runtime/store.gen.ts\`. Messages may be delivered twice and in any order.
The inbox drops redeliveries. A handler that throws is tried again, and a message that still fails goes to
\`onDeadLetter\`.
`;
}
