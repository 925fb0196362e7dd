/**
 * Inlay hints: what a model implies without saying it. The key of a join, the key by which a service keeps its state, and what an
 * emission takes from its trigger. What is written gets no hint.
 */
import { AstUtils, GrammarUtils } from 'langium';
import type { AstNode, ConfigurationProvider, LangiumDocument, NameProvider } from 'langium';
import type { InlayHintProvider } from 'langium/lsp';
import { InlayHintKind } from 'vscode-languageserver';
import type { InlayHint, InlayHintParams, Position } from 'vscode-languageserver';
import { instancesOf } from '@choreo/analysis';
import { namesOf } from '@choreo/model';
import type { Choreography, Field, Reaction as ModelReaction } from '@choreo/model';
import { isAtMostClause, isByClause, isCopiedFields, isEmission, isReaction } from '../generated/ast.ts';
import { isService, isStateVariable } from '../generated/ast.ts';
import type { Emission, Reaction, Service } from '../generated/ast.ts';
import type { Models } from '../lowering/models.ts';
import { isJoin } from '../references/fields.ts';
import type { ChoreoDocument, Choreographies } from '../workspace/choreographies.ts';
import { listed } from '../validation/wording.ts';
import type { ChoreoLspServices } from './choreo-lsp-services.ts';
import { fillingAt } from './hover/contents-hover.ts';
import { reactionOf } from './hover/participant-hover.ts';
import { nodesInRange } from './nodes-in-range.ts';

/** Fields that a hint names; the rest is counted. */
const mostFields = 4;

/** The section `choreo.inlayHints` of the settings. */
interface HintSettings {
  readonly joinKeys: boolean;
  readonly serviceKeys: boolean;
  readonly contents: boolean;
}

export class ChoreoInlayHints implements InlayHintProvider {
  readonly #choreographies: Choreographies;
  readonly #configuration: ConfigurationProvider;
  readonly #models: Models;
  readonly #names: NameProvider;

  constructor({ references, shared }: ChoreoLspServices) {
    this.#choreographies = shared.workspace.Choreographies;
    this.#configuration = shared.workspace.ConfigurationProvider;
    this.#models = shared.lowering.Models;
    this.#names = references.NameProvider;
  }

  async getInlayHints(document: LangiumDocument, { range }: InlayHintParams): Promise<InlayHint[]> {
    const settings = readSettings(await this.#configuration.getConfiguration('choreo', 'inlayHints'));
    const choreography = this.#models.of(this.#choreographies.groupOf(document as ChoreoDocument));
    const hints: InlayHint[] = [];
    for (const node of nodesInRange(document.parseResult.value, range)) {
      const found = this.#hintAt(node, choreography, document, settings);
      const line = found?.position.line ?? -1;
      if (found && range.start.line <= line && line <= range.end.line) hints.push(found);
    }
    return hints;
  }

  #hintAt(
    node: AstNode,
    choreography: Choreography,
    document: LangiumDocument,
    settings: HintSettings,
  ): InlayHint | undefined {
    if (isReaction(node)) return settings.joinKeys ? joinHint(node, choreography) : undefined;
    if (isService(node)) return settings.serviceKeys ? this.#serviceHint(node, choreography) : undefined;
    return isEmission(node) && settings.contents ? contentsHint(node, choreography, document) : undefined;
  }

  #serviceHint(service: Service, choreography: Choreography): InlayHint | undefined {
    const end = this.#names.getNameNode(service)?.range.end;
    const instances = service.name === undefined ? undefined : instancesOf(choreography).get(service.name);
    if (service.keptBy || !end || !instances?.isKeeping || instances.key.length === 0) return undefined;
    // A join has a hint of its own.
    const keeps = AstUtils.streamAllContents(service).some(
      node => isStateVariable(node) || isAtMostClause(node) || (isEmission(node) && node.after !== undefined),
    );
    if (!keeps) return undefined;
    const keys = instances.key.join(', ');
    return hint(
      end,
      ` by ${keys}`,
      `The states, joins, timers and limits of this service are kept by ${listed(instances.key)}: nothing is written, and its messages share that key.`,
    );
  }
}

function joinHint(reaction: Reaction, choreography: Choreography): InlayHint | undefined {
  const end = reaction.trigger?.$cstNode?.range.end;
  if (!isJoin(reaction) || !end || reaction.clauses.some(isByClause)) return undefined;
  const found = reactionOf(reaction, choreography);
  const keys = found ? sharedKeys(found, choreography) : [];
  if (keys.length === 0) return undefined;
  return hint(
    end,
    ` by ${keys.join(', ')}`,
    `The messages are matched by ${listed(keys)}: nothing is written, and all of them have that key.`,
  );
}

/** The keys that all messages of a join have. */
function sharedKeys({ trigger }: ModelReaction, choreography: Choreography): readonly string[] {
  const names = namesOf(choreography);
  const keysOf = (id: string): readonly string[] => {
    const message = names.messages.get(id);
    return message ? names.allFields(message).flatMap(({ key, name }) => (key ? [name] : [])) : [];
  };
  const [first = [], ...others] = trigger.messages.map(({ message }) => keysOf(message));
  return first.filter(key => others.every(keys => keys.includes(key)));
}

/** Behind `...` what it copies, or behind the brace the key that comes along. */
function contentsHint(emission: Emission, choreography: Choreography, { uri }: LangiumDocument): InlayHint | undefined {
  const name = emission.$cstNode && GrammarUtils.findNodeForProperty(emission.$cstNode, 'message');
  const { contents } = emission;
  const filling = name && contents && fillingAt(choreography, uri.toString(), name.range.start);
  if (!contents || !filling) return undefined;
  const { copied, keys } = filling;
  const dots = contents.items.find(isCopiedFields)?.$cstNode;
  if (dots) {
    const all = [...copied, ...keys];
    if (all.length === 0) return undefined;
    return hint(
      dots.range.end,
      ` ${shown(all)}`,
      `\`...\` copies these from the trigger: ${listed(all.map(field => field.name))}.`,
    );
  }
  const brace = contents.$cstNode && GrammarUtils.findNodeForProperty(contents.$cstNode, 'open');
  if (!brace || keys.length === 0 || contents.items.length === 0) return undefined;
  return hint(
    brace.range.end,
    ` ${shown(keys)},`,
    `The key comes from the trigger: ${listed(keys.map(key => key.name))}.`,
  );
}

function shown(fields: readonly Field[]): string {
  const names = fields.map(({ name }) => name);
  const rest = names.length - mostFields;
  return rest > 1 ? `${names.slice(0, mostFields).join(', ')}, ${rest} more` : names.join(', ');
}

function hint(position: Position, label: string, tooltip: string): InlayHint {
  return {
    position,
    label: label.trim(),
    paddingLeft: label.startsWith(' '),
    kind: InlayHintKind.Parameter,
    tooltip: { kind: 'markdown', value: tooltip },
  };
}

function readSettings(section: unknown): HintSettings {
  const isOn = (name: keyof HintSettings): boolean =>
    !(typeof section === 'object' && section !== null && Reflect.get(section, name) === false);
  return { joinKeys: isOn('joinKeys'), serviceKeys: isOn('serviceKeys'), contents: isOn('contents') };
}
