/** All findings about a choreography, in all its files: language errors first, then the findings of rules. */
import { DocumentState } from 'langium';
import type { LangiumDocument, LangiumSharedCoreServices } from 'langium';
import type { Choreography } from '@choreo/model';
import { compareSpans } from '@choreo/model';
import { faultDiagnostic, startOf } from '../faults.ts';
import type { Fault, Faults } from '../faults.ts';
import { keepOnly } from '../lowering/models.ts';
import type { Models } from '../lowering/models.ts';
import type { ChoreoScopeProvider } from '../references/choreo-scope-provider.ts';
import type { ChoreoDocument, Choreographies, Group } from '../workspace/choreographies.ts';
import { annotationErrors } from './annotation-errors.ts';
import { diagnose } from './diagnose.ts';
import type { RuleSettings } from './diagnose.ts';
import type { Diagnostic } from './diagnostic.ts';
import { syntaxErrors, unknownNames, unknownReferences } from './language-errors.ts';

export interface CheckedChoreography {
  readonly group: Group;
  readonly choreography: Choreography;
  /** Sorted by file, place and code. */
  readonly diagnostics: readonly Diagnostic[];
  /** A file has syntax errors, so parts of it are missing from the model. */
  readonly incomplete: boolean;
}

interface FileErrors {
  readonly syntax: readonly Diagnostic[];
  readonly names: readonly Diagnostic[];
}

/** The services that the checker needs. Declared here, since the type of all services includes the checker's. */
type CheckerServices = LangiumSharedCoreServices & {
  readonly Faults: Faults;
  readonly workspace: { readonly Choreographies: Choreographies };
  readonly lowering: { readonly Models: Models };
};

export class Checker {
  /** The configured severities of a choreography. Whoever reads the configuration replaces this function. */
  settingsOf: (group: Group) => RuleSettings = () => ({});
  readonly #models: Models;
  readonly #faults: Faults;
  readonly #choreographies: Choreographies;
  readonly #scopesOf: (document: LangiumDocument) => ChoreoScopeProvider;
  readonly #fileErrors = new WeakMap<LangiumDocument, FileErrors>();
  readonly #checked = new Map<string, { readonly result: CheckedChoreography; readonly inputs: readonly unknown[] }>();

  constructor(services: CheckerServices) {
    this.#models = services.lowering.Models;
    this.#faults = services.Faults;
    this.#choreographies = services.workspace.Choreographies;
    this.#scopesOf = ({ uri }) =>
      services.ServiceRegistry.getServices(uri).references.ScopeProvider as ChoreoScopeProvider;
    services.workspace.DocumentBuilder.onBuildPhase(DocumentState.Linked, documents =>
      documents.forEach(document => this.#fileErrors.delete(document)),
    );
    services.workspace.DocumentBuilder.onUpdate((_changed, deleted) => {
      if (deleted.length > 0) keepOnly(this.#checked, this.#choreographies.all());
    });
  }

  check(group: Group): CheckedChoreography {
    const choreography = this.#models.of(group);
    const errors = group.documents.map(document => this.#errorsOf(document));
    const settings = this.settingsOf(group);
    const inputs = [choreography, JSON.stringify(settings), ...errors];
    const known = this.#checked.get(group.key);
    if (known && known.inputs.length === inputs.length && known.inputs.every((input, i) => input === inputs[i])) {
      return known.result;
    }
    // Parts that could not be lowered are missing from the model, as are parts that could not be parsed.
    const faulty = [...this.#faultsOf(group)].map(faultDiagnostic);
    const incomplete = faulty.length > 0 || errors.some(({ syntax }) => syntax.length > 0);
    const unknown = errors.flatMap(({ names }) => names.flatMap(error => unknownReferences.get(error)?.$refText ?? []));
    const ruled = diagnose(choreography, settings, { incomplete, unknownNames: unknown }, this.#faults);
    const following = [...errors.flatMap(({ names }) => names), ...this.#annotationErrors(choreography), ...ruled];
    const diagnostics = [
      ...faulty,
      ...errors.flatMap(({ syntax }) => syntax),
      ...awayFromSyntaxErrors(following, errors),
    ];
    diagnostics.sort((a, b) => compareSpans(a.span, b.span) || (a.code < b.code ? -1 : Number(a.code > b.code)));
    const result = { group, choreography, diagnostics, incomplete };
    this.#checked.set(group.key, { result, inputs });
    return result;
  }

  checkAll(): readonly CheckedChoreography[] {
    return this.#choreographies.all().map(group => this.check(group));
  }

  *#faultsOf(group: Group): Generator<Fault> {
    for (const document of group.documents) {
      yield* this.#faults.ofFile(document.uri.toString());
      yield* this.#models.faultsOf(document);
    }
  }

  #annotationErrors(choreography: Choreography): Diagnostic[] {
    const start = startOf(choreography.files[0] ?? '');
    return this.#faults.attempt(
      'checking annotations',
      start,
      () => annotationErrors(choreography),
      fault => [faultDiagnostic(fault)],
    );
  }

  #errorsOf(document: ChoreoDocument): FileErrors {
    let errors = this.#fileErrors.get(document);
    if (!errors) {
      const scopes = this.#scopesOf(document);
      const start = startOf(document.uri.toString());
      const attempt = (what: string, find: () => Diagnostic[]) =>
        this.#faults.attempt(what, start, find, fault => [faultDiagnostic(fault)]);
      errors = {
        syntax: attempt('finding syntax errors', () => syntaxErrors(document)),
        names: attempt('finding unknown names', () => unknownNames(document, scopes)),
      };
      this.#fileErrors.set(document, errors);
    }
    return errors;
  }
}

/** What is reported on the line of a syntax error most often follows from it: the word may be a mistyped keyword. */
function awayFromSyntaxErrors(
  diagnostics: readonly Diagnostic[],
  errors: readonly FileErrors[],
): readonly Diagnostic[] {
  const lines = new Set(
    errors.flatMap(({ syntax }) => syntax.map(({ span }) => `${span.uri} ${span.range.start.line}`)),
  );
  if (lines.size === 0) return diagnostics;
  return diagnostics.filter(({ span }) => !lines.has(`${span.uri} ${span.range.start.line}`));
}
