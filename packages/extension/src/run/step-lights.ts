/** Lights the step of a run that is looked at in a panel: in the source, and in the flow preview if one is open. */
import type { SourcePlace } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import { rangeOf } from '../panel/places.ts';
import { columnFor } from '../panel/reveal-place.ts';
import type { Preview } from '../preview/register-preview.ts';

export interface StepLight {
  /** Key of the choreography. */
  readonly choreography: string;
  /** The first is where to go. */
  readonly places: readonly SourcePlace[];
  readonly targets: readonly string[];
}

export class StepLights implements vscode.Disposable {
  private readonly preview: Preview;
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.stackFrameHighlightBackground'),
    border: '1px solid',
    borderColor: new vscode.ThemeColor('editor.findMatchHighlightBorder'),
    overviewRulerColor: new vscode.ThemeColor('focusBorder'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly follower: vscode.Disposable;
  private lit: { readonly owner: object; readonly light: StepLight } | undefined;
  private revealing = 0;

  constructor(preview: Preview) {
    this.preview = preview;
    this.follower = vscode.window.onDidChangeVisibleTextEditors(() => this.decorate());
  }

  /** `owner`: the panel that shows the step, which stands in `column` and is not to be covered. */
  async show(owner: object, light: StepLight, column: vscode.ViewColumn | undefined): Promise<void> {
    this.lit = { owner, light };
    this.preview.light({ choreography: light.choreography, targets: light.targets });
    this.decorate();
    const own = ++this.revealing;
    const [first] = light.places;
    if (!first) return;
    const editor = visibleEditor(first.uri) ?? (await this.openBeside(first, column));
    // Stepping on is faster than opening a file.
    if (own === this.revealing) {
      editor?.revealRange(rangeOf(first.range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }

  /** Puts out what this owner has lit. */
  clear(owner: object): void {
    if (this.lit?.owner !== owner) return;
    this.lit = undefined;
    this.revealing++;
    this.preview.light(undefined);
    this.decorate();
  }

  dispose(): void {
    this.follower.dispose();
    this.decoration.dispose();
  }

  private async openBeside({ uri }: SourcePlace, column: vscode.ViewColumn | undefined) {
    const target = vscode.Uri.parse(uri, true);
    try {
      const viewColumn = columnFor(target, column);
      return await vscode.window.showTextDocument(target, { viewColumn, preserveFocus: true, preview: true });
    } catch {
      // It was deleted meanwhile; the run says so as soon as it is asked for again.
      return undefined;
    }
  }

  private decorate(): void {
    const places = this.lit?.light.places ?? [];
    for (const editor of vscode.window.visibleTextEditors) {
      const uri = editor.document.uri.toString();
      const own = places.filter(place => place.uri === uri).map(({ range }) => rangeOf(range));
      editor.setDecorations(this.decoration, outermost(own));
    }
  }
}

/** A place inside another would only be darker. */
function outermost(ranges: readonly vscode.Range[]): vscode.Range[] {
  return ranges.filter(
    (range, index) =>
      !ranges.some((other, at) => at !== index && other.contains(range) && (at < index || !range.contains(other))),
  );
}

function visibleEditor(uri: string): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
}
