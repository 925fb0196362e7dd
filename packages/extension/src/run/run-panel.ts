/** The panel that shows the run of a finding, and highlights its steps in the source and the preview. */
import { runRequest } from '@choreo/server/protocol';
import type { RunAnswer, RunParams, ShownRun, SimulationPosition } from '@choreo/server/protocol';
import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Banner } from '../panel/banner.ts';
import { copyMermaid, PagePanel } from '../panel/page-panel.ts';
import type { SourceWish } from '../panel/source-wish.ts';
import { isFromRunPage } from './protocol.ts';
import type { FromRunPage, RunContent, RunSubject, Side, ToRunPage } from './protocol.ts';
import { runHtml } from './run-html.ts';
import { isSameSubject } from './same-subject.ts';
import { saveAsScenario } from './save-scenario.ts';
import type { StepLights } from './step-lights.ts';
import { ask } from '../requests.ts';

export interface RunServices {
  readonly client: BaseLanguageClient;
  readonly extensionUri: vscode.Uri;
  readonly lights: StepLights;
  /** Opens the simulator at a position. */
  readonly simulate: (position: SimulationPosition) => void;
}

/** Milliseconds to wait for a new verification, which usually follows an edit. */
const patience = 3000;

export class RunPanel {
  readonly #page: PagePanel<ToRunPage, FromRunPage>;
  readonly #services: RunServices;
  #subject: RunSubject;
  #content: RunContent | undefined;
  #banner: Banner | undefined;
  #at: Extract<FromRunPage, { type: 'at' }> | undefined;
  #asked = 0;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: vscode.WebviewPanel, services: RunServices, subject: RunSubject) {
    this.#services = services;
    this.#subject = subject;
    this.#page = new PagePanel(panel, {
      extensionUri: services.extensionUri,
      html: runHtml,
      isMessage: isFromRunPage,
      hear: message => this.#hear(message),
      onDispose: () => {
        clearTimeout(this.#late);
        services.lights.clear(this);
      },
      onVisible: isVisible => {
        if (!isVisible) services.lights.clear(this);
        else if (!services.lights.isLitBy(this)) void this.#light('light');
      },
    });
    void this.#ask(true);
  }

  show(subject: RunSubject): void {
    if (!isSameSubject(subject, this.#subject)) this.#at = undefined;
    this.#subject = subject;
    void this.#ask(true);
  }

  /** The finding may have changed or disappeared, or its choreography may have moved. */
  refresh(): void {
    void this.#ask(false);
  }

  step(by: number): void {
    this.#page.send({ type: 'step', by });
  }

  /** `asked`: whether the user asked for it. */
  async #ask(asked: boolean): Promise<void> {
    const own = ++this.#asked;
    const params: RunParams = this.#subject;
    let answer: RunAnswer;
    try {
      answer = await ask(this.#services.client, runRequest, params);
    } catch (error) {
      this.#services.client.error('The run could not be requested.', error, false);
      answer = {
        kind: 'gone',
        message: 'The language server does not answer. Restart it with "Choreo: Restart Language Server".',
      };
    }
    if (own === this.#asked) this.#take(answer, asked);
  }

  #take(answer: RunAnswer, asked: boolean): void {
    if (answer.kind === 'gone') {
      clearTimeout(this.#late);
      const isShown = this.#content && isSameSubject(this.#content.subject, this.#subject);
      if (!isShown) this.#content = undefined;
      this.#banner = { text: isShown ? `${answer.message} The run below is the last one.` : answer.message };
      this.#page.send({ type: 'show', banner: this.#banner, asked });
      return;
    }
    const { code, message, run, other, firstDifference, isCurrent } = answer;
    this.#subject = { ...this.#subject, choreography: run.simulation.choreography };
    this.#page.title = `Run: ${code}`;
    const content: RunContent = {
      subject: this.#subject,
      code,
      message,
      run,
      ...(other && { other }),
      ...(firstDifference !== undefined && { firstDifference }),
    };
    clearTimeout(this.#late);
    if (isCurrent) this.#banner = undefined;
    else this.#late = setTimeout(() => this.#sayItIsOld(), patience);
    const isNew = JSON.stringify(content) !== JSON.stringify(this.#content);
    this.#content = content;
    this.#page.send({ type: 'show', asked, ...(isNew && { content }), ...(this.#banner && { banner: this.#banner }) });
  }

  #sayItIsOld(): void {
    this.#banner = { text: 'The text has changed since the verification, so places in the source may be wrong.' };
    this.#page.send({ type: 'show', banner: this.#banner, asked: false });
  }

  #hear(message: FromRunPage): void {
    switch (message.type) {
      case 'ready':
        if (this.#content ?? this.#banner) {
          this.#page.send({
            type: 'show',
            asked: this.#at === undefined,
            ...(this.#content && { content: this.#content }),
            ...(this.#banner && { banner: this.#banner }),
          });
        }
        return;
      case 'at': {
        this.#at = message;
        const [place] = this.#stepAt(message)?.places ?? [];
        if (message.source === 'go' && place) void this.#page.reveal(place);
        void this.#light(message.source);
        return;
      }
      case 'command':
        void this.#run(message);
        return;
      case 'failed':
        this.#services.client.error(`A run could not be drawn: ${message.message}`, undefined, false);
        return;
      default:
        message satisfies never;
    }
  }

  async #light(source: SourceWish): Promise<void> {
    const { lights } = this.#services;
    if (!this.#content || !this.#at || !this.#page.isVisible) return;
    const step = this.#stepAt(this.#at);
    const { choreography } = this.#content.subject;
    const light = { choreography, places: step?.places ?? [], targets: step?.targets ?? [] };
    await lights.show(this, light, source === 'show' ? { beside: this.#page.viewColumn } : undefined);
  }

  #stepAt({ side, step }: { readonly side: Side; readonly step: number }): ShownRun['steps'][number] | undefined {
    return this.#runOf(side)?.steps[step];
  }

  #runOf(side: Side): ShownRun | undefined {
    return (side === 'other' && this.#content?.other) || this.#content?.run;
  }

  async #run({ command, side, step }: Extract<FromRunPage, { type: 'command' }>): Promise<void> {
    const run = this.#runOf(side);
    if (!run || !this.#content) return;
    switch (command) {
      case 'copy':
        return copyMermaid(run.text);
      case 'scenario': {
        const { subject } = this.#content;
        const of =
          'end' in subject
            ? ({ kind: 'end', ...subject } as const)
            : ({ kind: 'verdict', ...subject, which: side } as const);
        return saveAsScenario(this.#services.client, of, this.#page.viewColumn);
      }
      case 'simulate': {
        const { simulation } = run;
        this.#services.simulate({ ...simulation, moves: simulation.moves.slice(0, step + 1) });
        return;
      }
      default:
        command satisfies never;
    }
  }
}
