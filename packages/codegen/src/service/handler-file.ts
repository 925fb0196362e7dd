/** Generates the file of a handler. It is written once and then belongs to the user. */
import { codeBlock, docComment } from '../code/comment.ts';
import { render } from '../code/layout.ts';
import type { Naming } from '../names/naming.ts';
import { handlerCode } from './handler-code.ts';
import type { Surroundings } from './handler-code.ts';
import type { ReactionPlan, SchedulePlan, ServicePlan } from './service-plan.ts';

export function handlerFile(
  plan: ReactionPlan | SchedulePlan,
  service: ServicePlan,
  naming: Naming,
  surroundings: Surroundings,
): string {
  const doc = docComment(
    `How ${service.participant.name} reacts:`,
    '',
    codeBlock(plan.text),
    ...(plan.doc === undefined ? [] : ['', plan.doc]),
    '',
    'Choreo wrote this file once and never overwrites it. Now it is yours.',
  );
  const code = render([
    `export const ${plan.constant}: ${plan.handlerType} = `,
    handlerCode(plan, naming, surroundings),
    ';\n',
  ]);
  return `import type { ${plan.handlerType} } from './${service.folder}.gen.ts';\n\n${doc}${code}`;
}
