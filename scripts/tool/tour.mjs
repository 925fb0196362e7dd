/** All of `npm start`: one choreography from its text and its verification to running services. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.mjs';
import { CommandFailed, run } from './run.mjs';

const model = 'examples/order-fulfilment';
const picture = '.demo/order-fulfilment.mmd';
const project = '.demo/order-fulfilment';

const broken = '.demo/broken.choreo';

const choreo = (args, how) => run('node', [join(root, 'dist', 'cli', 'choreo.cjs'), ...args], how);

async function draw() {
  await choreo(['diagram', model, '-o', picture]);
  const lines = (await readFile(join(root, picture), 'utf8')).trimEnd().split('\n');
  console.log([...lines.slice(0, 8), `… and ${lines.length - 8} lines more, in ${picture}`].join('\n'));
}

async function verify() {
  const lines = (await choreo(['verify', model], { capture: true })).trimEnd().split('\n');
  console.log(lines.slice(lines.findIndex(line => line.startsWith('The ways in which a case can end'))).join('\n'));
}

/** The example without the guard that prevents an order from being cancelled twice. */
async function breakIt() {
  const text = await readFile(join(root, model, 'order-fulfilment.choreo'), 'utf8');
  const without = text.replace(' when not cancelled', '');
  if (without === text) throw new Error(`${model} has no \`when not cancelled\` to take out`);
  await writeFile(join(root, broken), without);
  const found = await choreo(['verify', broken], { capture: true, accept: [1] });
  const [finding = ''] = /^\S+ error property-violated[\s\S]*?Exits:.*$/m.exec(found) ?? [];
  console.log(`${finding}\n\n${found.trimEnd().split('\n').at(-1)}`);
}

async function generate() {
  const lines = (await choreo(['generate', model, '--out', project], { capture: true })).trimEnd().split('\n');
  const isRuntime = line => line.includes('src/runtime/');
  const count = lines.filter(isRuntime).length;
  const runtime = count > 0 ? [`(and ${count} files of src/runtime/)`] : [];
  console.log([...lines.slice(0, -1).filter(line => !isRuntime(line)), ...runtime, ...lines.slice(-1)].join('\n'));
}

async function compile() {
  await run('tsc', ['-p', 'tsconfig.build.json'], { cwd: join(root, project) });
  console.log('No errors, under strict settings.');
}

const steps = [
  ['Build', 'npm run build', () => run('node', ['scripts/build.mjs'])],
  ['Check the examples', 'npx choreo check examples', () => choreo(['check', 'examples'])],
  ['Verify one: all orders of delivery', `npx choreo verify ${model}`, verify],
  ['Take out `when not cancelled`, and verify again', `npx choreo verify ${broken}`, breakIt],
  ['Draw one', `npx choreo diagram --kind flow ${model} -o ${picture}`, draw],
  ['Generate its services', `npx choreo generate ${model} --out ${project}`, generate],
  ['Compile them', `cd ${project} && npx tsc -p tsconfig.build.json`, compile],
  [
    'Run them on the in-memory bus: what happened, and what caused it',
    `node ${project}/dist/main.js`,
    () => run('node', ['dist/main.js'], { cwd: join(root, project) }),
  ],
];

await mkdir(join(root, '.demo'), { recursive: true });
for (const [number, [title, command, step]] of steps.entries()) {
  console.log(`\n── ${number + 1}. ${title}\n   $ ${command}\n`);
  try {
    await step();
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    console.error(`\nThat ended with ${error.code}. The demo lies in .demo/, which may be deleted.`);
    process.exit(1);
  }
}

console.log(`
── What next

   npm run playground     VS Code in the browser, with the examples: open one, then its preview
   ${model}/   change the model, and run npm start again
   ${project}/src/services/   the handlers, which are yours; run it again with
                          cd ${project} && npx tsc -p tsconfig.build.json && node dist/main.js 7
   ${picture}  the picture as Mermaid text; GitHub draws it in Markdown
   npx choreo --help      the command line
   docs/language.md       the language
`);
