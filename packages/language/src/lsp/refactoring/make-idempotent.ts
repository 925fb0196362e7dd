/** A reaction, or a whole service, for which a redelivery changes nothing. */
import { GrammarUtils } from 'langium';
import { reactionName } from '../../references/choreo-name-provider.ts';
import { isService } from '../../generated/ast.ts';
import type { Reaction, Service } from '../../generated/ast.ts';
import { addGuard, addState, addToBody, canAskState, freeStateName } from '../../validation/fixes/outcome-edits.ts';
import { headEnd } from './place.ts';
import type { Place } from './place.ts';
import type { Offer, Refactoring } from './refactoring.ts';

export const makeIdempotent: Refactoring = {
  kind: 'refactor.rewrite',

  offersAt(place) {
    const { declaration, reaction } = place;
    if (isService(declaration) && !declaration.idempotent && isInHead(declaration, place)) {
      return [ofService(declaration, place)];
    }
    const isAlready =
      reaction?.$container.idempotent || reaction?.clauses.some(({ $type }) => $type === 'IdempotentClause');
    return reaction?.trigger && !isAlready ? [ofReaction(reaction, place), ...withState(reaction, place)] : [];
  },
};

function ofReaction(reaction: Reaction, { source }: Place): Offer {
  return {
    title: `Make \`${reactionName(reaction)}\` idempotent`,
    plan: () => ({
      steps: [{ label: 'Mark as `idempotent`', edits: [source.insert(headEnd(reaction), ' idempotent')] }],
    }),
  };
}

/** Instead of a promise that the code has to keep: the model remembers that it has fired. */
function withState(reaction: Reaction, place: Place): readonly Offer[] {
  const model = place.modelOf(reaction);
  const service = place.choreography.participants.find(({ name }) => name === model?.participant);
  if (!model || service?.kind !== 'service' || model.trigger.kind === 'all' || model.retry) return [];
  if (!canAskState(model, place)) return [];
  const name = freeStateName(
    service.states.some(state => state.name === 'handled') ? `${model.name}Handled` : 'handled',
    service,
    place,
  );
  return [
    {
      title: `Make \`${model.name}\` idempotent with a state`,
      plan: () => ({
        steps: [
          {
            label: `Remember in the state ${name} that it has fired`,
            edits: [
              addState(service, `state ${name}: boolean`, place),
              addGuard(model, `not ${name}`, place),
              ...addToBody(model, `set ${name} = true`, place),
            ],
          },
        ],
      }),
    },
  ];
}

function ofService(service: Service, { source }: Place): Offer {
  return {
    title: `Make the service \`${service.name}\` idempotent`,
    plan: () => {
      const keyword = GrammarUtils.findNodeForKeyword(service.$cstNode, 'service');
      const clauses = service.members.flatMap(member => (member.$type === 'Reaction' ? member.clauses : []));
      // What holds for the service need not be said of its reactions.
      const redundant = clauses.flatMap(({ $type, $cstNode: cst }) => {
        if ($type !== 'IdempotentClause' || !cst) return [];
        const before = source.text.slice(0, cst.offset).trimEnd().length;
        return [source.replace(before, cst.end, '')];
      });
      const edits = [source.insert(keyword?.offset ?? 0, 'idempotent '), ...redundant];
      return { steps: [{ label: 'Mark as `idempotent`', edits }] };
    },
  };
}

/** From the first keyword to the opening brace. */
export function isInHead(
  { $cstNode: cst }: { readonly $cstNode?: Service['$cstNode'] },
  { start, end }: Place,
): boolean {
  const brace = GrammarUtils.findNodeForKeyword(cst, '{');
  return cst !== undefined && cst.offset <= start && end <= (brace?.end ?? cst.end);
}
