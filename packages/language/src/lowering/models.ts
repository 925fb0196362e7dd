/** Keeps the model of each choreography, and rebuilds only what changed files affect. */
import { DocumentState } from 'langium';
import type { DocumentBuilder, LangiumDocument } from 'langium';
import type { Choreography } from '@choreo/model';
import type { Choreographies, ChoreoDocument, Group } from '../workspace/choreographies.ts';
import type { Fault, Faults } from '../faults.ts';
import { assemble } from './assemble.ts';
import { lowerFile } from './lower-file.ts';
import type { Fragment } from './lower-file.ts';
import type { Candidates } from './lower-expression.ts';

interface Known {
  readonly from: readonly Fragment[];
  readonly choreography: Choreography;
}

export class Models {
  readonly #choreographies: Choreographies;
  readonly #candidates: Candidates;
  readonly #faults: Faults;
  readonly #fragments = new WeakMap<LangiumDocument, Fragment>();
  readonly #models = new Map<string, Known>();

  constructor(choreographies: Choreographies, builder: DocumentBuilder, candidates: Candidates, faults: Faults) {
    this.#faults = faults;
    this.#choreographies = choreographies;
    this.#candidates = candidates;
    builder.onBuildPhase(DocumentState.Linked, documents =>
      documents.forEach(document => this.#fragments.delete(document)),
    );
    builder.onUpdate((_changed, deleted) => {
      if (deleted.length > 0) keepOnly(this.#models, choreographies.all());
    });
  }

  /** Returns the same object until one of the files changes. */
  of(group: Group): Choreography {
    const lenders = this.#lendersOf(group).map(lender => ({
      name: lender.name,
      fragments: this.#fragmentsOf(lender),
      otherUsers: this.#choreographies
        .usersOf(lender)
        .filter(user => user.key !== group.key)
        .flatMap(user => this.#fragmentsOf(user)),
    }));
    const own = this.#fragmentsOf(group);
    const borrowers = this.#choreographies.usersOf(group).flatMap(user => this.#fragmentsOf(user));
    const lent = lenders.flatMap(lender => [...lender.fragments, ...lender.otherUsers]);
    const from = [...own, ...lent, ...borrowers];
    const known = this.#models.get(group.key);
    if (known && known.from.length === from.length && known.from.every((fragment, i) => fragment === from[i])) {
      return known.choreography;
    }
    const choreography = assemble(group.name, own, lenders, borrowers);
    this.#models.set(group.key, { from, choreography });
    return choreography;
  }

  /** The declarations of a file that could not be lowered. */
  faultsOf(document: ChoreoDocument): readonly Fault[] {
    return this.#fragments.get(document)?.faults ?? [];
  }

  #fragmentsOf(group: Group): readonly Fragment[] {
    return group.documents
      .filter(document => document.state >= DocumentState.Linked)
      .map(document => this.#fragmentOf(document));
  }

  #fragmentOf(document: ChoreoDocument): Fragment {
    let fragment = this.#fragments.get(document);
    if (!fragment) {
      fragment = lowerFile(document, this.#choreographies, this.#candidates, this.#faults);
      this.#fragments.set(document, fragment);
    }
    return fragment;
  }

  /** The used choreographies, directly and indirectly, since lent fields can have their types. */
  #lendersOf(group: Group): readonly Group[] {
    const lenders = new Map<string, Group>();
    const pending = [...this.#choreographies.usedBy(group)];
    for (let next = pending.shift(); next; next = pending.shift()) {
      if (next.key === group.key || lenders.has(next.key)) continue;
      lenders.set(next.key, next);
      pending.push(...this.#choreographies.usedBy(next));
    }
    return [...lenders.values()];
  }
}

/** Forgets choreographies that no longer exist. */
export function keepOnly(known: Map<string, unknown>, groups: readonly Group[]): void {
  const keys = new Set(groups.map(({ key }) => key));
  for (const key of known.keys()) if (!keys.has(key)) known.delete(key);
}
