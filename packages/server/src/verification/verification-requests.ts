/** Answers the editor's requests about verifications, and notifies it of changes. */
import type { CodeLens, Connection } from 'vscode-languageserver';
import { CodeLensRefreshRequest } from 'vscode-languageserver';
import type { Bound } from '@choreo/analysis/verification';
import { boundText, runText } from '@choreo/language';
import type { ServerServices } from '../start-server.ts';
import {
  runVerificationRequest,
  stopVerificationRequest,
  verificationChanged,
  verificationRequest,
} from '../protocol/verification.ts';
import type {
  Check,
  RunVerificationParams,
  StopVerificationParams,
  VerdictEntry,
  VerificationParams,
  VerificationState,
} from '../protocol/verification.ts';
import { showRunCommand } from '../protocol/runs.ts';
import type { ShowRunArguments } from '../protocol/runs.ts';
import { checksOf } from './checks.ts';
import { knownVerdicts } from './known-verdicts.ts';
import { insteadOfVerdict, lensesOf } from './lenses.ts';
import type { NamedVerdict } from './named-verdict.ts';
import { isCurrent, standingOf } from './entry.ts';
import type { VerificationEntry } from './entry.ts';
import type { Verifications } from './verifications.ts';
import { answer, notify } from '../requests.ts';

export function registerVerification(
  connection: Connection,
  services: ServerServices,
  verifications: Verifications,
): void {
  const { shared, choreo } = services;
  answer(connection, verificationRequest, async ({ uri }: VerificationParams) => {
    await read(services);
    const entries = uri === undefined ? verifications.entries() : [find(services, verifications, uri)];
    return entries.flatMap(entry => (entry ? [stateOf(services, entry)] : []));
  });
  answer(connection, runVerificationRequest, async ({ choreography, ...wanted }: RunVerificationParams, token) => {
    await read(services);
    const entry = find(services, verifications, choreography);
    if (!entry) return null;
    const cancelled = token.onCancellationRequested(() => verifications.stop(entry));
    await verifications.run(entry, wanted);
    cancelled.dispose();
    return stateOf(services, entry);
  });
  answer(connection, stopVerificationRequest, ({ choreography }: StopVerificationParams) => {
    const entry = find(services, verifications, choreography);
    if (entry) verifications.stop(entry);
    return null;
  });

  // The server announces its interest in saves only if there is a handler.
  shared.lsp.DocumentUpdateHandler.didSaveDocument = ({ document }) => {
    verifications.saved(document.uri).catch((error: unknown) => console.error(error));
  };
  connection.onShutdown(() => verifications.dispose());

  choreo.lsp.CodeLensProvider.add(document => {
    const entry = verifications.entry(shared.workspace.Choreographies.groupOf(document).key);
    return entry ? lensesOf(entry, settingsOf(services, entry), document.uri.toString()) : [];
  });
  choreo.lsp.VerdictSource.verdictsAbout = element => {
    const entry = verifications.entry(element.choreography);
    return entry && knownVerdicts(entry, settingsOf(services, entry), element);
  };
  choreo.lsp.CodeActionProvider.runOf = diagnostic => {
    for (const { group, verified } of verifications.entries()) {
      const verdict = verified?.runOf(diagnostic);
      const argument: ShowRunArguments = { choreography: group.key, verdict: verdict ?? '' };
      if (verdict !== undefined) return { title: 'Show Run', command: showRunCommand, arguments: [argument] };
    }
    return undefined;
  };
  let canRefresh = false;
  shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
    canRefresh = capabilities.workspace?.codeLens?.refreshSupport === true;
  });
  const shown = new Map<string, string>();
  verifications.onChange(change => {
    notify(connection, verificationChanged, change);
    if (change.progress || !canRefresh) return;
    const isNew = change.choreographies.map(key => {
      const entry = verifications.entry(key);
      const lenses: readonly CodeLens[] = entry ? lensesOf(entry, settingsOf(services, entry)) : [];
      const text = JSON.stringify(lenses.map(({ command }) => command));
      if (shown.get(key) === text) return false;
      shown.set(key, text);
      return true;
    });
    if (!isNew.includes(true)) return;
    connection.sendRequest(CodeLensRefreshRequest.type).catch((error: unknown) => console.error(error));
  });
}

/** Waits until the latest text has been read. */
export async function read({ shared }: ServerServices): Promise<void> {
  await shared.workspace.WorkspaceManager.ready;
  await shared.workspace.WorkspaceLock.read(() => {});
}

/** Finds a choreography by its key or by the URI of a file, also by former ones. */
export function find(
  { shared }: ServerServices,
  verifications: Verifications,
  name: string,
): VerificationEntry | undefined {
  const found = shared.workspace.Choreographies.find(name);
  return found && verifications.entry(found.group.key);
}

export function settingsOf({ shared }: ServerServices, { group }: VerificationEntry) {
  return shared.validation.Checker.settingsOf(group);
}

export function stateOf(services: ServerServices, entry: VerificationEntry): VerificationState {
  const { group, choreography, phase, notice, progress, verified } = entry;
  const verdicts = verified?.verdicts(settingsOf(services, entry)) ?? [];
  return {
    choreography: group.key,
    name: group.name,
    root: group.root,
    files: group.documents.map(({ uri }) => uri.toString()),
    phase,
    ...(notice === undefined ? {} : { notice }),
    ...(progress === undefined ? {} : { progress }),
    checks: standingChecks(entry, checksOf(choreography, verdicts)),
    ...(verified
      ? {
          result: {
            isCurrent: isCurrent(entry),
            standing: standingOf(entry) ?? 'outdated',
            options: verified.how.options,
            redeliveries: verified.verification.redeliveries,
            states: verified.verification.states,
            milliseconds: Math.round(verified.milliseconds),
            exploration: verified.verification.exploration,
            ...textOfBound(verified.verification.bound ? [verified.verification.bound] : []),
            exits: verified.verification.exits,
            ends: verified.ends.shown(),
            verdicts: verdicts.map(verdict => entryOf(verdict, entry)),
          },
        }
      : {}),
  };
}

/** A verdict that does not hold for the text as it is now is no status. Its keys stay, so that its run can be shown. */
function standingChecks(entry: VerificationEntry, checks: readonly Check[]): readonly Check[] {
  const standing = standingOf(entry);
  if (standing === 'holds' || standing === undefined) return checks;
  const summary = insteadOfVerdict(entry) ?? 'not verified';
  return checks.map(check => ({ ...check, status: 'unknown', summary }));
}

function textOfBound(bounds: readonly Bound[]): { readonly bound?: string } {
  const bound = boundText(bounds);
  return bound === undefined ? {} : { bound };
}

export function entryOf(
  { key, code, status, message, severity, isAllowed, check, namedInKey, verdict }: NamedVerdict,
  entry: VerificationEntry,
) {
  const { run, badStep, bounds, span } = verdict;
  const choreography = entry.verified?.of.choreography ?? entry.choreography;
  const result: VerdictEntry = {
    key,
    code,
    status,
    ...textOfBound(bounds),
    message,
    severity,
    isAllowed,
    place: span,
    ...(check === undefined ? {} : { check }),
    ...(namedInKey === undefined ? {} : { namedIn: namedInKey }),
    hasRun: run !== undefined,
    ...(run ? { trace: runText(run, choreography, badStep === undefined ? {} : { badStep }) } : {}),
  };
  return result;
}
