/** Generates the files of a TypeScript project from a choreography. */
import type { Choreography, Participant } from '@choreo/model';
import { demoFile, servicesFile, type DemoService } from './demo/demo-file.ts';
import { samplesFile } from './demo/samples-file.ts';
import { runtimeSources } from './generated/runtime-sources.ts';
import { createNaming } from './names/naming.ts';
import { withHeader } from './output/header.ts';
import { contractsFile } from './payload/contracts-file.ts';
import { neededDeclarations } from './payload/declarations.ts';
import { createEventTypes } from './payload/event-types.ts';
import type { Problem } from './problem.ts';
import { projectFiles } from './project/project-files.ts';
import type { GeneratedFile, GeneratedProject } from './project.ts';
import { handlerFile } from './service/handler-file.ts';
import { handlersOf } from './service/handler-names.ts';
import { newKeysIn } from './sample/new-keys.ts';
import { createLoops } from './service/loops.ts';
import { serviceFile } from './service/service-file.ts';
import { planService } from './service/service-plan.ts';

export interface GenerateOptions {
  /** The names of the services to generate; the demo gets stand-ins for the others. Default: all. */
  readonly services?: readonly string[];
}

/** Expects a choreography without errors. Broken parts are left out and reported. */
export function generate(choreography: Choreography, options: GenerateOptions = {}): GeneratedProject {
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  const naming = createNaming(choreography);
  const eventTypes = createEventTypes(choreography, naming, report);
  const newKeys = newKeysIn(choreography);
  const surroundings = { loops: createLoops(choreography), newKeys };
  const participants = distinct(choreography.participants).filter(({ kind }) => kind !== 'actor');
  const wanted = options.services && new Set(options.services);
  for (const name of wanted ?? []) {
    if (participants.some(participant => participant.name === name && participant.kind === 'service')) continue;
    report({ message: unknownService(name, choreography) });
  }
  const isGenerated = ({ kind, name }: Participant): boolean => kind === 'service' && (wanted?.has(name) ?? true);

  const files: GeneratedFile[] = [];
  const add = (path: string, contents: string, rest: Omit<GeneratedFile, 'path' | 'contents'>): void => {
    const isOurs = rest.owner === 'generated';
    files.push({ path, contents: isOurs ? withHeader(contents, choreography.name) : contents, ...rest });
  };

  const services: { readonly constant: string; readonly folder: string }[] = [];
  const standIns: DemoService[] = [];
  for (const participant of participants) {
    const plan = planService(participant, choreography, naming, report);
    const common = { choreography: choreography.name, naming, surroundings };
    if (!isGenerated(participant)) {
      add(`src/demo/${plan.folder}.gen.ts`, serviceFile(plan, { ...common, root: '..', standIn: true }), {
        owner: 'generated',
      });
      standIns.push({ constant: plan.constant, module: plan.folder });
      continue;
    }
    const service = participant.name;
    const folder = `src/services/${plan.folder}`;
    services.push(plan);
    add(`${folder}/${plan.folder}.gen.ts`, serviceFile(plan, { ...common, root: '../..', standIn: false }), {
      owner: 'generated',
      service,
    });
    const handled = [...plan.reactions, ...plan.schedules];
    for (const [index, { path, handlerOf }] of handlersOf(plan).entries()) {
      const one = handled[index];
      if (one) add(path, handlerFile(one, plan, naming, surroundings), { owner: 'user', service, handlerOf });
    }
  }

  add('src/contracts.gen.ts', contractsFile(choreography, naming, eventTypes, report), { owner: 'generated' });
  add('src/services.gen.ts', servicesFile(services), { owner: 'generated' });
  const { messages } = neededDeclarations(choreography, naming);
  add('src/demo/samples.gen.ts', samplesFile(messages, naming), { owner: 'generated' });
  add('src/demo/demo.gen.ts', demoFile(choreography, naming, eventTypes, standIns, newKeys), { owner: 'generated' });
  for (const { name, contents } of runtimeSources) add(`src/runtime/${name}`, contents, { owner: 'generated' });
  for (const [path, contents] of projectFiles(choreography.name, services)) add(path, contents, { owner: 'user' });

  return {
    choreography: choreography.name,
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    services: participants.filter(isGenerated).map(({ name }) => name),
    isSelection: wanted !== undefined,
    problems,
  };
}

function unknownService(name: string, { participants }: Choreography): string {
  const found = participants.find(participant => participant.name === name);
  if (found)
    return `\`${name}\` is ${found.kind === 'actor' ? 'an actor' : 'an external service'}: no code is generated for it. Choose a service.`;
  const services = participants.filter(({ kind }) => kind === 'service').map(participant => `\`${participant.name}\``);
  return `There is no service \`${name}\`. ${services.length > 0 ? `Choose one of ${services.join(', ')}` : 'The choreography declares no services'}.`;
}

function distinct(participants: readonly Participant[]): readonly Participant[] {
  const byName = new Map<string, Participant>();
  for (const participant of participants) if (!byName.has(participant.name)) byName.set(participant.name, participant);
  return [...byName.values()];
}
