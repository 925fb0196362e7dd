/** Highlights the selected step of a run in the source, and in the flow preview if it is open. */
import type { SourcePlace } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import { rangeOf } from '../panel/places.ts';
import { columnFor } from '../panel/reveal-place.ts';
import type { Preview } from '../preview/register-preview.ts';

export interface StepLight {
  /** The key of the choreography. */
  readonly choreography: string;
  /** The places to highlight. The first one is the target of "go to source". */
  readonly places: readonly SourcePlace[];
  readonly targets: readonly string[];
}

export class StepLights implements vscode.Disposable {
  readonly #preview: Preview;
  readonly #decoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.stackFrameHighlightBackground'),
    border: '1px solid',
    borderColor: new vscode.ThemeColor('editor.findMatchHighlightBorder'),
    overviewRulerColor: new vscode.ThemeColor('focusBorder'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  readonly #follower: vscode.Disposable;
  #lit: { readonly owner: object; readonly light: StepLight } | undefined;
  #revealing = 0;

  constructor(preview: Preview) {
    this.#preview = preview;
    this.#follower = vscode.window.onDidChangeVisibleTextEditors(() => this.#decorate());
  }

  isLitBy(owner: object): boolean {
    return this.#lit?.owner === owner;
  }

  /**
   * `owner`: the panel that shows the step. With `reveal`, the source is shown without covering that panel,
   * which is in the column `beside`.
   */
  async show(
    owner: object,
    light: StepLight,
    reveal?: { readonly beside: vscode.ViewColumn | undefined },
  ): Promise<void> {
    this.#lit = { owner, light };
    this.#preview.light({ choreography: light.choreography, targets: light.targets });
    this.#decorate();
    const own = ++this.#revealing;
    const [first] = light.places;
    if (!first || !reveal) return;
    const editor = visibleEditor(first.uri) ?? (await this.#openBeside(first, reveal.beside));
    // The user may have selected another step while the file was opening.
    if (own === this.#revealing) {
      // Reveal the start of the line: a long line would scroll sideways.
      const { line } = first.range.start;
      editor?.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }

  /** Removes the highlights of this owner. */
  clear(owner: object): void {
    if (this.#lit?.owner !== owner) return;
    this.#lit = undefined;
    this.#revealing++;
    this.#preview.light(undefined);
    this.#decorate();
  }

  dispose(): void {
    this.#follower.dispose();
    this.#decoration.dispose();
  }

  async #openBeside({ uri }: SourcePlace, column: vscode.ViewColumn | undefined) {
    const target = vscode.Uri.parse(uri, true);
    try {
      const viewColumn = columnFor(target, column);
      return await vscode.window.showTextDocument(target, { viewColumn, preserveFocus: true, preview: true });
    } catch {
      // The file was deleted meanwhile. The next request for the run reports that.
      return undefined;
    }
  }

  #decorate(): void {
    const places = this.#lit?.light.places ?? [];
    for (const editor of vscode.window.visibleTextEditors) {
      const uri = editor.document.uri.toString();
      const own = places.filter(place => place.uri === uri).map(({ range }) => rangeOf(range));
      editor.setDecorations(this.#decoration, outermost(own));
    }
  }
}

/** Drops places inside other places, which would only look darker. */
function outermost(ranges: readonly vscode.Range[]): vscode.Range[] {
  return ranges.filter(
    (range, index) =>
      !ranges.some((other, at) => at !== index && other.contains(range) && (at < index || !range.contains(other))),
  );
}

function visibleEditor(uri: string): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
}
