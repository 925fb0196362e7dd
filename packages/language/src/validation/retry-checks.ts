/** Where `else retry` may stand, and what it may say. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import { isService } from '../generated/ast.ts';
import type { Reaction, Retry } from '../generated/ast.ts';
import { isJoin } from '../references/fields.ts';

type Report = (message: string, node: AstNode, property?: string) => void;

export function checkRetries(reaction: Reaction, report: Report): void {
  const clause = reaction.clauses.find(one => one.$type === 'RetryClause');
  const among = reaction.branches.find(branch => branch.retry);
  for (const retry of [clause?.retry, among?.retry]) {
    if (!retry) continue;
    checkTimes(retry, report);
    // A half-written reaction may still become a join.
    if (reaction.trigger && isJoin(reaction)) {
      report(
        'A join keeps what it hears until all of its messages are there, so it cannot refuse one. Remove `else retry`, or give the join `within … else`.',
        retry,
      );
    }
  }
  if (clause && !reaction.clauses.some(one => one.$type === 'GuardClause') && !mayLackInstance(reaction)) {
    report(
      '`else retry` needs a condition: without `when`, the reaction takes every message. Add `when …`, or remove it.',
      clause,
    );
  }
  if (among && !reaction.branches.some(branch => branch.guard)) {
    report('`else retry` stands behind branches with a condition. Add `when … -> …` before it.', among);
  }
}

/** In a service that says its key, a message can wait for the instance that it belongs to. */
function mayLackInstance(reaction: Reaction): boolean {
  const service = AstUtils.getContainerOfType(reaction, isService);
  return (service?.keptBy?.fields.length ?? 0) > 0;
}

function checkTimes(retry: Retry, report: Report): void {
  const { times } = retry;
  if (times === undefined) return;
  if (!Number.isInteger(times)) report('The number of times must be a whole number.', retry, 'times');
  else if (times < 1) {
    report(
      'A message is refused at least once before something else happens. Write 1 or more, or `else -> …` for what happens at once.',
      retry,
      'times',
    );
  }
}
