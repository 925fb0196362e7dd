/** The simulator: keeps the position of the run, sends the user's actions to the server, and highlights the selected step. */
import { exportSimulationRequest, simulationRequest } from '@choreo/server/protocol';
import type { SimulationAction, SimulationAnswer, SimulationParams, SimulationPosition } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Banner } from '../panel/banner.ts';
import { copyMermaid, PagePanel } from '../panel/page-panel.ts';
import type { SourceWish } from '../panel/source-wish.ts';
import { saveAsScenario } from '../run/save-scenario.ts';
import type { StepLight, StepLights } from '../run/step-lights.ts';
import { isFromSimulator } from './protocol.ts';
import type { FromSimulator, SimulationContent, SimulatorCommand, ToSimulator } from './protocol.ts';
import { simulatorHtml } from './simulator-html.ts';
import { ask } from '../requests.ts';

export interface SimulatorServices {
  readonly client: BaseLanguageClient;
  readonly extensionUri: vscode.Uri;
  readonly lights: StepLights;
}

/** Waits for a pause in typing. */
const pause = 150;

export class SimulatorPanel {
  readonly #page: PagePanel<ToSimulator, FromSimulator>;
  readonly #services: SimulatorServices;
  #position: SimulationPosition;
  #content: SimulationContent | undefined;
  #banner: Banner | undefined;
  /** Whether the banner describes the effect of a model change on the run. */
  #noticed = false;
  #revision = 0;
  #lit: Pick<StepLight, 'places' | 'targets'> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: vscode.WebviewPanel, services: SimulatorServices, position: SimulationPosition) {
    this.#services = services;
    this.#position = position;
    this.#page = new PagePanel(panel, {
      extensionUri: services.extensionUri,
      html: simulatorHtml,
      isMessage: isFromSimulator,
      hear: message => this.#hear(message),
      onDispose: () => {
        clearTimeout(this.#timer);
        services.lights.clear(this);
      },
      onVisible: isVisible => {
        if (!isVisible) services.lights.clear(this);
        else if (!services.lights.isLitBy(this)) this.#light(this.#lit, 'light');
      },
    });
    this.#do({ kind: 'show' });
  }

  /** Starts or continues at another position. */
  show(position: SimulationPosition): void {
    this.#position = position;
    this.#do({ kind: 'show' });
  }

  /** The model may have changed, so the run is replayed as far as possible. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#do({ kind: 'show' }, true), pause);
  }

  /** Actions run one after the other: each continues from the result of the previous one. */
  #do(action: SimulationAction, isRefresh = false): void {
    this.#turn = this.#turn.then(() => this.#ask(action, isRefresh));
  }

  async #ask(action: SimulationAction, isRefresh: boolean): Promise<void> {
    const params: SimulationParams = { position: this.#position, action };
    let answer: SimulationAnswer;
    try {
      answer = await ask(this.#services.client, simulationRequest, params);
    } catch (error) {
      this.#services.client.error('The simulator could not get an answer.', error, false);
      answer = {
        kind: 'refused',
        message: 'The language server does not answer. Restart it with "Choreo: Restart Language Server".',
      };
    }
    if (answer.kind === 'refused') {
      this.#banner = { text: answer.message };
      this.#noticed = false;
      this.#send(undefined, !isRefresh);
      return;
    }
    const { kind: _, notice, ...content } = answer;
    this.#page.title = `Simulator ${content.name}`;
    // The notice about one change stays until another change affects the run.
    if (notice !== undefined) this.#banner = { text: notice };
    else if (!isRefresh || !this.#noticed) this.#banner = undefined;
    this.#noticed = this.#banner !== undefined;
    this.#position = content.position;
    const isSame = JSON.stringify(content) === JSON.stringify(this.#content);
    this.#content = content;
    if (!isSame) this.#revision++;
    this.#send(isSame ? undefined : content, !isRefresh);
  }

  #send(content: SimulationContent | undefined, asked: boolean): void {
    this.#page.send({
      type: 'show',
      revision: this.#revision,
      asked,
      ...(content && { content }),
      ...(this.#banner && { banner: this.#banner }),
    });
  }

  #hear(message: FromSimulator): void {
    switch (message.type) {
      case 'ready':
        if (this.#content ?? this.#banner) this.#send(this.#content, false);
        return;
      case 'take': {
        const option = this.#optionOf(message);
        if (option) this.#do({ kind: 'take', move: option.move });
        return;
      }
      case 'point': {
        const option = this.#optionOf(message);
        if (option) this.#light(option, 'light');
        return;
      }
      case 'change':
        this.#position = { ...this.#position, options: message.options };
        this.#do({ kind: 'show' });
        return;
      case 'at': {
        const step = this.#content?.run.steps[message.step];
        const [place] = step?.places ?? [];
        if (message.source === 'go' && place) void this.#page.reveal(place);
        this.#light(step, message.source);
        return;
      }
      case 'command':
        void this.#run(message.command);
        return;
      case 'failed':
        this.#services.client.error(`The simulator could not draw its run: ${message.message}`, undefined, false);
        return;
      default:
        message satisfies never;
    }
  }

  #optionOf({ revision, option }: Extract<FromSimulator, { type: 'take' | 'point' }>) {
    return revision === this.#revision ? this.#content?.options[option] : undefined;
  }

  #light(lit: Pick<StepLight, 'places' | 'targets'> | undefined, source: SourceWish): void {
    this.#lit = lit;
    const { lights } = this.#services;
    if (!lit) return lights.clear(this);
    if (!this.#page.isVisible) return;
    const { places, targets } = lit;
    const light = { choreography: this.#position.choreography, places, targets };
    void lights.show(this, light, source === 'show' ? { beside: this.#page.viewColumn } : undefined);
  }

  async #run(command: SimulatorCommand): Promise<void> {
    switch (command) {
      case 'undo':
        return this.#do({ kind: 'undo' });
      case 'any':
        return this.#do({ kind: 'any' });
      case 'to-end':
        return this.#do({ kind: 'to-end' });
      case 'restart':
        return this.show({ ...this.#position, moves: [] });
      case 'scenario':
        await this.#turn;
        return saveAsScenario(
          this.#services.client,
          { kind: 'simulation', position: this.#position },
          this.#page.viewColumn,
        );
      case 'events':
        return this.#exportEvents();
      case 'copy':
        if (this.#content) await copyMermaid(this.#content.run.text);
        return;
      default:
        command satisfies never;
    }
  }

  /** Opens a new document, which the user may save or discard. */
  async #exportEvents(): Promise<void> {
    await this.#turn;
    try {
      const answer = await ask(this.#services.client, exportSimulationRequest, this.#position);
      if (answer.kind === 'refused') {
        void vscode.window.showWarningMessage(`Nothing was exported. ${answer.message}`);
        return;
      }
      const languages = await vscode.languages.getLanguages();
      const language = languages.includes('jsonl') ? 'jsonl' : 'json';
      const document = await vscode.workspace.openTextDocument({ content: answer.text, language });
      await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(`The events could not be exported: ${why}`);
    }
  }
}
