/** Shows properties and scenarios in VS Code's test list, and updates it as the user types. */
import type { Check, VerificationState } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import { rangeOf } from '../panel/places.ts';

/** The subject of a test. */
export interface TestSubject {
  /** The key of the choreography. */
  readonly choreography: string;
  /** Undefined for the choreography itself. */
  readonly check?: string;
}

export class TestTree {
  readonly #controller: vscode.TestController;
  /** The keys of choreographies whose results have been shown as outdated. */
  readonly #outdated = new Set<string>();
  readonly #subjects = new WeakMap<vscode.TestItem, TestSubject>();

  constructor(controller: vscode.TestController) {
    this.#controller = controller;
  }

  subjectOf(item: vscode.TestItem): TestSubject | undefined {
    return this.#subjects.get(item);
  }

  /** Items of unchanged tests keep their results. */
  update(states: readonly VerificationState[]): void {
    const shown = states.filter(({ checks }) => checks.length > 0);
    const { items } = this.#controller;
    const roots = shown.map(state => this.#updateChoreography(items.get(state.choreography), state));
    for (const [index, root] of roots.entries()) root.sortText = sortText(index);
    replaceWhereOthers(items, roots);
  }

  /** The leaf tests of a choreography, all or only the wanted ones. */
  leaves(item: vscode.TestItem): readonly vscode.TestItem[] {
    const inside = [...item.children].flatMap(([, child]) => this.leaves(child));
    return inside.length > 0 ? inside : this.subjectOf(item)?.check === undefined ? [] : [item];
  }

  #updateChoreography(known: vscode.TestItem | undefined, state: VerificationState): vscode.TestItem {
    const uri = state.files[0] === undefined ? undefined : vscode.Uri.parse(state.files[0], true);
    const item =
      known && known.uri?.toString() === uri?.toString()
        ? known
        : this.#controller.createTestItem(state.choreography, state.name, uri);
    this.#subjects.set(item, { choreography: state.choreography });
    this.#invalidate(item, state);
    item.label = state.name;
    item.busy = state.phase === 'running';
    item.description = descriptionOf(state);
    item.error = state.phase === 'errors' ? (state.notice ?? 'The choreography has errors.') : undefined;
    const top = state.checks.filter(({ parent }) => parent === undefined);
    const children = top.map((check, index) => {
      const child = this.#updateCheck(item, state, check, index);
      const sentences = state.checks.filter(({ parent }) => parent === check.id);
      replaceWhereOthers(
        child.children,
        sentences.map((sentence, at) => this.#updateCheck(child, state, sentence, at)),
      );
      return child;
    });
    replaceWhereOthers(item.children, children);
    return item;
  }

  /** Results of earlier test runs are shown as outdated as long as the text differs from the verified one. */
  #invalidate(item: vscode.TestItem, { result, choreography }: VerificationState): void {
    const isOld = result?.standing === 'rechecking' || result?.standing === 'outdated';
    if (isOld && !this.#outdated.has(choreography)) this.#controller.invalidateTestResults(item);
    if (isOld) this.#outdated.add(choreography);
    else this.#outdated.delete(choreography);
  }

  #updateCheck(parent: vscode.TestItem, state: VerificationState, check: Check, index: number): vscode.TestItem {
    const known = parent.children.get(check.id);
    const isSame = known?.uri?.toString() === vscode.Uri.parse(check.place.uri, true).toString();
    const item =
      known && isSame
        ? known
        : this.#controller.createTestItem(check.id, check.label, vscode.Uri.parse(check.place.uri, true));
    this.#subjects.set(item, { choreography: state.choreography, check: check.id });
    const range = rangeOf(check.place.range);
    if (!item.range?.isEqual(range)) item.range = range;
    if (item.label !== check.label) item.label = check.label;
    const description = check.kind === 'property' ? '' : check.summary;
    if (item.description !== description) item.description = description;
    item.sortText = sortText(index);
    return item;
  }
}

function descriptionOf({ phase, progress }: VerificationState): string {
  switch (phase) {
    case 'running':
      return progress ? `verifying: ${progress.states.toLocaleString('en')} states` : 'verifying';
    case 'waiting':
      return 'waiting for verification';
    case 'off':
      return 'not verified';
    case 'errors':
      return 'has errors';
    case 'done':
      return '';
    default:
      return phase satisfies never;
  }
}

function replaceWhereOthers(items: vscode.TestItemCollection, wanted: readonly vscode.TestItem[]): void {
  const before = [...items].map(([, item]) => item);
  if (before.length === wanted.length && before.every((item, index) => item === wanted[index])) return;
  items.replace(wanted);
}

function sortText(index: number): string {
  return String(index).padStart(6, '0');
}
