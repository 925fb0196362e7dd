/** A reaction, or a whole service, for which a redelivery changes nothing. */
import { GrammarUtils } from 'langium';
import { reactionName } from '../../references/choreo-name-provider.ts';
import { isService } from '../../generated/ast.ts';
import type { Reaction, Service } from '../../generated/ast.ts';
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
    return reaction?.trigger && !isAlready ? [ofReaction(reaction, place)] : [];
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
