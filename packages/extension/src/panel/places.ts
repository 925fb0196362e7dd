/** Converts places from the server's answers to VS Code types. */
import type { SourcePlace } from '@choreo/server/protocol';
import * as vscode from 'vscode';

export function rangeOf({ start, end }: SourcePlace['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function locationOf({ uri, range }: SourcePlace): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri, true), rangeOf(range));
}
