/** Plans the names, files and types of all generated parts of a service. */
import { retriesOf } from '@choreo/model';
import type { Choreography, Outcome, Participant, Reaction, Retry, Schedule } from '@choreo/model';
import { expressionText, outcomeText, retryText } from '@choreo/analysis';
import { reactionText, scheduleText } from '../code/source-text.ts';
import { createNameScope, toCamelCase, toPascalCase, type NameScope } from '../names/identifier.ts';
import { createFileScope, toFileName } from '../names/file-name.ts';
import { moduleNames } from '../names/module-names.ts';
import type { Naming } from '../names/naming.ts';
import type { Report } from '../problem.ts';
import { planInstances, type InstanceNeeds, type InstancePlan } from './instance-plan.ts';
import { isSound } from './soundness.ts';
import {
  anyView,
  arrivedView,
  joinedView,
  joinKey,
  linkedView,
  singleView,
  tickView,
  type TriggerView,
  type ViewContext,
} from './trigger-view.ts';
import { leavesSomethingOpen, outcomeName, planAlternatives, type Way } from './way-plan.ts';

export interface ServicePlan {
  readonly participant: Participant;
  /** The exported constant. */
  readonly constant: string;
  readonly folder: string;
  readonly stateType: string;
  readonly instances: InstancePlan;
  /** The type of the key, if reactions get it from an instance that they find by a link. */
  readonly keyType: string | undefined;
  readonly reactions: readonly ReactionPlan[];
  readonly schedules: readonly SchedulePlan[];
}

/** A reaction or schedule with a handler. */
interface Handled {
  readonly name: string;
  /** The source text. */
  readonly text: string;
  readonly doc: string | undefined;
  /** The names of the handler's constant and of its type. */
  readonly constant: string;
  readonly handlerType: string;
  /** The file name without extension. */
  readonly file: string;
  /** The paths for which a handler is called. */
  readonly ways: readonly Way[];
}

export interface ReactionPlan extends Handled {
  readonly reaction: Reaction;
  /** The distinct messages. */
  readonly messages: readonly string[];
  /** The constant that lists the messages, if the trigger has several. */
  readonly on: string;
  /** The key of a join, if it is not that of the service. */
  readonly by: readonly string[] | undefined;
  /** The fields that are the same in all messages of a join. */
  readonly sameInAll: readonly string[];
  readonly needs: InstanceNeeds;
  readonly view: TriggerView;
  /** The view of a single message of a join as it arrives. */
  readonly arrivingView: TriggerView;
  /** The paths of the body in order, then those of each `else`. */
  readonly body: readonly Way[];
  readonly timedOut: Way | undefined;
  readonly exhausted: Way | undefined;
  /** What happens at the last refusal: of what the guard does not let through, and of what no branch takes. */
  readonly refused: readonly { readonly retry: Retry; readonly way: Way | undefined }[];
}

export interface SchedulePlan extends Handled {
  readonly schedule: Schedule;
  readonly way: Way;
}

export function planService(
  participant: Participant,
  choreography: Choreography,
  naming: Naming,
  report: Report,
): ServicePlan {
  const constant = naming.participant(participant.name);
  const names = createNameScope([...moduleNames, constant]);
  const files = createFileScope();
  const instances = planInstances(participant, choreography, naming);
  const reactions = firstOfName(participant.reactions).filter(reaction => isSound(reaction, naming, report));
  const schedules = firstOfName(participant.schedules).filter(schedule => isSound(schedule, naming, report));
  const stateType = names.take(`${toPascalCase(participant.name)}State`);
  const keyType = reactions.some(reaction => instances.needsOf(reaction).knowsKey)
    ? names.take(`${toPascalCase(participant.name)}Key`)
    : undefined;
  const context: PlanContext = { naming, states: participant.states, instances, keyType };
  return {
    participant,
    constant,
    folder: naming.folder(participant.name),
    stateType,
    instances,
    keyType,
    reactions: byName(reactions, reaction => planReaction(reaction, context, names, files)),
    schedules: byName(schedules, schedule => planSchedule(schedule, context, names, files)),
  };
}

interface PlanContext extends ViewContext {
  readonly instances: InstancePlan;
  readonly keyType: string | undefined;
}

function planReaction(reaction: Reaction, context: PlanContext, names: NameScope, files: NameScope): ReactionPlan {
  const { naming } = context;
  const messages = [...new Set(reaction.trigger.messages.map(({ message }) => message))];
  const constant = names.take(toCamelCase(reaction.name));
  const typeName = names.take(toPascalCase(reaction.name));
  const on = names.take(`${constant}On`);
  const { instances, keyType } = context;
  const needs = instances.needsOf(reaction);
  const by = reaction.by || needs.isLost ? joinKey(reaction, naming) : undefined;
  const shared = joinKey(reaction, naming);
  const withKey = (view: TriggerView): TriggerView =>
    needs.knowsKey && keyType !== undefined ? linkedView(view, keyType, instances.linkedKey) : view;
  const arrivingView = anyView(messages, on, context);
  const view = withKey(triggerView(reaction, messages, shared, on, context));
  const waitedView = withKey(arrivedView(messages, shared, on, context));

  const { body, within, atMost } = reaction;
  const members = createNameScope(['__proto__', 'timedOut', 'exhausted', 'refused', 'handle']);
  // For `nothing`, there is no handler to write.
  const isSilent = ({ alternatives }: Outcome): boolean => alternatives.every(({ items }) => items.length === 0);
  const retries = retriesOf(reaction);
  const isPlain =
    body.kind !== 'branches' &&
    !(within && !isSilent(within.otherwise)) &&
    !(atMost && !isSilent(atMost.otherwise)) &&
    !retries.some(({ bound }) => bound && !isSilent(bound.otherwise));
  const allSilent = body.kind === 'branches' && body.branches.every(({ outcome }) => isSilent(outcome));
  const emitNames = (suffix: string) => ({
    type: names.take(`${typeName}${suffix}Emit`),
    constant: names.take(`${constant}${suffix}Emit`),
  });
  const bodyWays: readonly Way[] =
    body.kind === 'branches'
      ? body.branches.map(({ guard, outcome }) => {
          const member = members.take(outcomeName(outcome, naming));
          const text = `${guard ? `when ${expressionText(guard)}` : 'else'} -> ${outcomeText(outcome)}`;
          const alternatives = planAlternatives(outcome, view, naming, reaction);
          return {
            member,
            isSilent: isSilent(outcome) && !allSilent,
            text,
            ...(guard && { guard }),
            view,
            alternatives,
            emit: leavesSomethingOpen(alternatives) ? emitNames(toPascalCase(member)) : undefined,
          };
        })
      : [
          {
            member: isPlain ? undefined : 'handle',
            isSilent: false,
            text: body.kind === 'sink' ? '' : `-> ${outcomeText(body.outcome)}`,
            view,
            ...alternativesOf(
              body.kind === 'sink' ? undefined : body.outcome,
              view,
              naming,
              () => emitNames(''),
              reaction,
            ),
          },
        ];
  const timedOut: Way | undefined = within && {
    member: 'timedOut',
    isSilent: isSilent(within.otherwise),
    text: `within ${within.duration.text} else ${outcomeText(within.otherwise)}`,
    view: waitedView,
    ...alternativesOf(within.otherwise, waitedView, naming, () => emitNames('TimedOut')),
  };
  const exhausted: Way | undefined = atMost && {
    member: 'exhausted',
    isSilent: isSilent(atMost.otherwise),
    text: `at most ${atMost.times} times else ${outcomeText(atMost.otherwise)}`,
    view,
    ...alternativesOf(atMost.otherwise, view, naming, () => emitNames('Exhausted'), reaction),
  };
  const refused = retries.map((retry, index) => {
    const { bound } = retry;
    if (!bound) return { retry, way: undefined };
    const way: Way = {
      member: index === 0 ? 'refused' : members.take('refused'),
      isSilent: isSilent(bound.otherwise),
      text: retryText(retry),
      view,
      ...alternativesOf(
        bound.otherwise,
        view,
        naming,
        () => emitNames(index === 0 ? 'Refused' : `Refused${index + 1}`),
        reaction,
      ),
    };
    return { retry, way };
  });
  return {
    reaction,
    name: reaction.name,
    text: reactionText(reaction),
    doc: reaction.doc,
    constant,
    handlerType: names.take(`${typeName}Handler`),
    file: files.take(toFileName(reaction.name)),
    messages,
    on,
    by,
    sameInAll: by ?? shared.filter(field => instances.key?.includes(field)),
    needs,
    view,
    arrivingView,
    ways: [
      ...bodyWays,
      ...(timedOut ? [timedOut] : []),
      ...(exhausted ? [exhausted] : []),
      ...refused.flatMap(({ way }) => way ?? []),
    ].filter(way => !way.isSilent),
    body: bodyWays,
    timedOut,
    exhausted,
    refused,
  };
}

function alternativesOf(
  outcome: Parameters<typeof planAlternatives>[0],
  view: TriggerView,
  naming: Naming,
  emitNames: () => { readonly type: string; readonly constant: string },
  reaction?: Reaction,
): Pick<Way, 'alternatives' | 'emit'> {
  const alternatives = planAlternatives(outcome, view, naming, reaction);
  return { alternatives, emit: leavesSomethingOpen(alternatives) ? emitNames() : undefined };
}

function planSchedule(schedule: Schedule, context: PlanContext, names: NameScope, files: NameScope): SchedulePlan {
  const constant = names.take(toCamelCase(schedule.name));
  const typeName = names.take(toPascalCase(schedule.name));
  const view = tickView(context);
  const emitNames = () => ({ type: names.take(`${typeName}Emit`), constant: names.take(`${constant}Emit`) });
  const way: Way = {
    member: undefined,
    isSilent: false,
    text: `-> ${outcomeText(schedule.outcome)}`,
    view,
    ...alternativesOf(schedule.outcome, view, context.naming, emitNames),
  };
  return {
    schedule,
    name: schedule.name,
    text: scheduleText(schedule),
    doc: undefined,
    constant,
    handlerType: names.take(`${typeName}Handler`),
    file: files.take(toFileName(schedule.name)),
    ways: [way],
    way,
  };
}

function triggerView(
  reaction: Reaction,
  messages: readonly string[],
  by: readonly string[],
  on: string,
  context: ViewContext,
): TriggerView {
  const [first = ''] = messages;
  switch (reaction.trigger.kind) {
    case 'single':
      return singleView(first, context);
    case 'any':
      return anyView(messages, on, context);
    case 'all':
      return joinedView(messages, by, on, context);
    default:
      return reaction.trigger.kind satisfies never;
  }
}

function firstOfName<T extends { readonly name: string }>(sources: readonly T[]): readonly T[] {
  const first = new Map<string, T>();
  for (const source of sources) if (!first.has(source.name)) first.set(source.name, source);
  return [...first.values()];
}

/** Plans in the order of names, so that the order of declarations does not affect names; returns the original order. */
function byName<T extends { readonly name: string }, P>(sources: readonly T[], plan: (source: T) => P): readonly P[] {
  const plans = new Map<T, P>();
  for (const source of [...sources].sort((a, b) => (a.name < b.name ? -1 : 1))) plans.set(source, plan(source));
  return sources.flatMap(source => {
    const found = plans.get(source);
    return found === undefined ? [] : [found];
  });
}
