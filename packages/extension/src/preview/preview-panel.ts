/** A preview beside the editor: requests the picture from the server, and keeps the last good one while the text has errors. */
import { diagramRequest } from '@choreo/server/protocol';
import type { DiagramAnswer, DiagramDirection, DiagramParams, DiagramPlace } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { nameOf } from '../choreo-documents.ts';
import { chooseFocus } from './choose-focus.ts';
import type { Banner } from '../panel/banner.ts';
import { copyMermaid, PagePanel } from '../panel/page-panel.ts';
import type { Directions } from './directions.ts';
import { previewHtml } from './preview-html.ts';
import { isFromWebview } from './protocol.ts';
import type { Command, FromWebview, LightMessage, Picture, SavedState, PreviewSubject, ToWebview } from './protocol.ts';
import { saveSvg } from './save-svg.ts';
import { ask } from '../requests.ts';

export interface PreviewServices {
  readonly client: BaseLanguageClient;
  readonly extensionUri: vscode.Uri;
  readonly directions: Directions;
}

/** Waits for a pause in typing, since a picture for each key would be discarded at once. */
const pause = 120;

export class PreviewPanel {
  readonly #page: PagePanel<ToWebview, FromWebview>;
  readonly #services: PreviewServices;
  #subject: PreviewSubject;
  /** The last picture of a text without syntax errors, or else of the readable part. */
  #picture: Picture | undefined;
  /** The request for that picture, if the text had no errors. */
  #pictured: PreviewSubject | undefined;
  #banner: Banner | undefined;
  #bannerPlace: DiagramPlace | undefined;
  #lit: Omit<LightMessage, 'type'> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #askAgain = false;
  #disposed = false;

  constructor(panel: vscode.WebviewPanel, services: PreviewServices, start: SavedState) {
    this.#services = services;
    this.#subject = start.subject;
    this.#picture = start.picture;
    this.#pictured = start.picture && start.subject;
    this.#page = new PagePanel(panel, {
      extensionUri: services.extensionUri,
      html: previewHtml,
      isMessage: isFromWebview,
      hear: message => this.#hear(message),
      onDispose: () => {
        this.#disposed = true;
        clearTimeout(this.#timer);
      },
    });
    void this.#ask();
  }

  /** Shows the choreography of another file. A file of the same choreography changes nothing. */
  follow(uri: vscode.Uri): void {
    if (this.#subject.uri === uri.toString()) return;
    this.#subject = { ...this.#subject, uri: uri.toString() };
    void this.#ask();
  }

  /** Shows a part of a choreography, or all of it. */
  show(subject: PreviewSubject): void {
    // Of another choreography, the focus would be taken for one of the picture before.
    if (subject.uri !== this.#subject.uri) this.#picture = undefined;
    this.#subject = subject;
    void this.#ask();
  }

  /** The picture may have changed. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), pause);
  }

  /** Highlights the elements of a step; undefined removes the highlights. */
  light(light: Omit<LightMessage, 'type'> | undefined): void {
    this.#lit = light;
    this.#sendLight();
  }

  #sendLight(): void {
    this.#page.send({ type: 'light', choreography: '', targets: [], ...this.#lit });
  }

  /** Sends one request at a time; the answer to an older request would be outdated. */
  async #ask(): Promise<void> {
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }
    this.#asking = true;
    try {
      do {
        this.#askAgain = false;
        const asked = this.#subject;
        const answer = await this.#answerFor(asked);
        if (this.#disposed) return;
        if (asked !== this.#subject) this.#askAgain = true;
        else this.#take(asked, answer);
      } while (this.#askAgain);
    } finally {
      this.#asking = false;
    }
  }

  async #answerFor({ uri, focus }: PreviewSubject): Promise<DiagramAnswer | undefined> {
    const params: DiagramParams = { uri, ...(focus && { focus }) };
    try {
      return await ask(this.#services.client, diagramRequest, params);
    } catch (error) {
      this.#services.client.error('The preview could not get a picture.', error, false);
      return undefined;
    }
  }

  #take(asked: PreviewSubject, answer: DiagramAnswer | undefined): void {
    this.#bannerPlace = undefined;
    if (!answer) {
      return this.#say({
        text: 'The language server does not answer, so this picture may be out of date. Restart it with "Choreo: Restart Language Server".',
      });
    }
    if (answer.kind === 'unknown-file') {
      return this.#say({
        text: `${nameOf(vscode.Uri.parse(asked.uri))} is not a file of this workspace, so the picture is not updated.`,
      });
    }
    const { choreography, title, texts, entries, targets, broken } = answer;
    if (answer.uri !== asked.uri) this.#subject = { ...this.#subject, uri: answer.uri };
    if (asked.focus && this.#picture && this.#picture.choreography !== choreography) {
      // The focus belongs to the previous choreography.
      this.#change({ focus: undefined });
      return;
    }
    this.#page.title = `Preview ${title}`;
    const direction = this.#services.directions.of(choreography);
    const next: Picture = {
      choreography,
      title,
      texts,
      ...(direction && { direction }),
      entries,
      targets,
      ...(asked.focus && { focus: asked.focus }),
    };
    if (!broken) return this.#draw(asked, next, undefined);
    this.#bannerPlace = broken.place;
    const more = broken.errors > 1 ? ` (and ${broken.errors - 1} more)` : '';
    const action = 'Go to the error';
    if (
      this.#picture &&
      this.#pictured &&
      isSamePicture(this.#pictured, asked) &&
      this.#picture.choreography === choreography
    ) {
      return this.#say({
        text: `The text has an error, so this picture shows the last version without one. ${broken.message}${more}`,
        action,
      });
    }
    this.#draw(asked, next, {
      text: `The text has an error, so this picture is incomplete. ${broken.message}${more}`,
      action,
    });
  }

  #draw(asked: PreviewSubject, picture: Picture, banner: Banner | undefined): void {
    this.#picture = picture;
    this.#pictured = banner ? undefined : asked;
    this.#banner = banner;
    this.#page.send({ type: 'show', subject: this.#subject, picture, ...(banner && { banner }) });
  }

  /** Keeps the current picture. */
  #say(banner: Banner): void {
    this.#banner = banner;
    this.#page.send({ type: 'show', subject: this.#subject, banner });
  }

  #change({ focus }: { readonly focus: PreviewSubject['focus'] }): void {
    const { uri } = this.#subject;
    this.#subject = { uri, ...(focus && { focus }) };
    void this.#ask();
  }

  /** Turns the choreography that was visible when the button was pressed, even if another one is being loaded. */
  async #turn(choreography: string, direction: DiagramDirection): Promise<void> {
    await this.#services.directions.remember(choreography, direction);
    if (this.#picture?.choreography !== choreography) return;
    this.#picture = { ...this.#picture, direction };
    this.#page.send({
      type: 'show',
      subject: this.#subject,
      picture: this.#picture,
      ...(this.#banner && { banner: this.#banner }),
    });
  }

  async #copy(direction: DiagramDirection): Promise<void> {
    if (this.#picture) await copyMermaid(this.#picture.texts[direction]);
  }

  #hear(message: FromWebview): void {
    switch (message.type) {
      case 'ready':
        if (this.#picture ?? this.#banner) {
          this.#page.send({
            type: 'show',
            subject: this.#subject,
            ...(this.#picture && { picture: this.#picture }),
            ...(this.#banner && { banner: this.#banner }),
          });
        }
        if (this.#lit) this.#sendLight();
        return;
      case 'reveal': {
        const place = this.#picture?.targets.find(target => target.id === message.id)?.place;
        if (place) void this.#page.reveal(place);
        return;
      }
      case 'command':
        void this.#run(message.command);
        return;
      case 'turn':
        void this.#turn(message.choreography, message.direction);
        return;
      case 'copy':
        void this.#copy(message.direction);
        return;
      case 'save':
        void saveSvg(message.svg, this.#subject.uri, this.#picture?.title ?? 'choreography');
        return;
      case 'failed':
        this.#services.client.error(`The preview could not draw its picture: ${message.message}`, undefined, false);
        return;
      default:
        message satisfies never;
    }
  }

  async #run(command: Command): Promise<void> {
    switch (command) {
      case 'showAll':
        return this.#change({ focus: undefined });
      case 'focus': {
        const focus = await chooseFocus(this.#services.client, this.#subject.uri);
        if (focus) this.#change({ focus });
        return;
      }
      case 'banner':
        if (this.#bannerPlace) await this.#page.reveal(this.#bannerPlace);
        return;
      default:
        command satisfies never;
    }
  }
}

/** Whether two requests show the same part of the same choreography. */
function isSamePicture(one: PreviewSubject, other: PreviewSubject): boolean {
  return JSON.stringify(one.focus) === JSON.stringify(other.focus);
}
