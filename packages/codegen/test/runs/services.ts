/** The generated services of many models, compiled in one run of the compiler, with handlers that ask the test what to do. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Choreography } from '@choreo/model';
import type { AnyService, Channel, Contract, Simulation, SimulationOptions } from '@choreo/runtime';
import { generate } from '../../src/index.ts';
import { createNaming, type Naming } from '../../src/names/naming.ts';
import { planService } from '../../src/service/service-plan.ts';
import type { Way } from '../../src/service/way-plan.ts';
import { createWorkshop, type Diagnostic } from '../support/workshop.ts';

/** What a handler is asked: for which way of which reaction, with the `emit` of that way. */
export interface Question {
  /** The id of the reaction or schedule. */
  readonly reaction: string;
  readonly way: Way;
  readonly emit: Readonly<Record<string, (argument?: unknown) => unknown>>;
}

export type Decider = (question: Question) => unknown;

export interface GeneratedServices {
  readonly model: Choreography;
  readonly contracts: Readonly<Record<string, Contract>>;
  readonly naming: Naming;
  /** Starts all services, whose handlers ask this decider from now on. */
  start(options: Partial<SimulationOptions>, decider: Decider): Promise<Simulation>;
}

/** Every handler is a function and has every member; the last decider that was given decides. */
const handlersModule = `
type Context = { readonly emit?: unknown };
export type Decider = (reaction: string, member: string | undefined, emit: unknown) => unknown;

let decider: Decider = () => undefined;

export function decideWith(next: Decider): void {
  decider = next;
}

export function handlerOf<H>(reaction: string): H {
  const handle = (member: string | undefined) => async (_trigger: unknown, context: Context) =>
    decider(reaction, member, context.emit);
  return new Proxy(handle(undefined), { get: (_, member) => handle(String(member)) }) as unknown as H;
}
`;

interface HandlersModule {
  decideWith(decider: (reaction: string, member: string | undefined, emit: Question['emit']) => unknown): void;
}

/** Compiles all of them; what the compiler says is returned as well. */
export async function generatedServices(
  folder: string,
  models: readonly Choreography[],
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly services: readonly GeneratedServices[] }> {
  const workshop = createWorkshop(folder);
  workshop.write('handlers.ts', handlersModule);
  for (const [index, model] of models.entries()) {
    for (const { path, contents, handlerOf } of generate(model).files) {
      if (path.startsWith('src/runtime/')) workshop.write(path, contents);
      else if (path.startsWith('src/'))
        workshop.write(`${nameOf(index)}/${path}`, handlerOf ? asking(contents, handlerOf) : contents);
    }
    // The runtime is the same for all.
    workshop.write(`${nameOf(index)}/src/runtime/index.gen.ts`, "export * from '../../../src/runtime/index.gen.ts';\n");
  }
  const diagnostics = await workshop.compile(true);
  const load = createRequire(import.meta.url);
  const compiled = join(workshop.folder, 'compiled');
  const handlers = load(join(compiled, 'handlers.js')) as HandlersModule;
  const services = models.map((model, index): GeneratedServices => {
    const part = (path: string): unknown => load(join(compiled, nameOf(index), 'src', path));
    const { services: all } = part('services.gen.js') as { readonly services: readonly AnyService[] };
    const contracts = part('contracts.gen.js') as {
      readonly channels: readonly Channel[];
      readonly messageNames: Readonly<Record<string, string>>;
    };
    const { exits } = part('demo/demo.gen.js') as Required<Pick<SimulationOptions, 'exits'>>;
    const { createSimulation } = part('runtime/index.gen.js') as {
      createSimulation(options: SimulationOptions): Promise<Simulation>;
    };
    const ways = waysOf(model);
    return {
      model,
      naming: createNaming(model),
      contracts: contracts as unknown as Readonly<Record<string, Contract>>,
      start(options, decider) {
        handlers.decideWith((reaction, member, emit) => {
          const way = ways.get(reaction)?.find(candidate => candidate.member === member);
          if (!way) throw new Error(`${reaction} has no way ${member ?? ''}`);
          return way.emit ? decider({ reaction, way, emit }) : undefined;
        });
        const { channels, messageNames: names } = contracts;
        return createSimulation({
          ...options,
          choreography: model.name,
          services: all,
          channels,
          exits,
          names,
          races: true,
        });
      },
    };
  });
  return { diagnostics, services };
}

function nameOf(index: number): string {
  return `model-${index}`;
}

/** The file of a handler, with one that asks. */
function asking(contents: string, handlerOf: string): string {
  const head = /^import [^\n]*\n/.exec(contents)?.[0] ?? '';
  const [, constant = '', type = ''] = /^export const ([^:]+): (\w+) =/m.exec(contents) ?? [];
  return `${head}import { handlerOf } from '../../../../handlers.ts';\n\nexport const ${constant} = handlerOf<${type}>('${handlerOf}');\n`;
}

/** By the id of their reaction or schedule. */
function waysOf(model: Choreography): ReadonlyMap<string, readonly Way[]> {
  const naming = createNaming(model);
  const plans = model.participants
    .filter(({ kind }) => kind !== 'actor')
    .map(participant => planService(participant, model, naming, () => undefined));
  return new Map(
    plans.flatMap(({ participant, reactions, schedules }) =>
      [...reactions, ...schedules].map(({ name, ways }) => [`${participant.name}.${name}`, ways] as const),
    ),
  );
}
