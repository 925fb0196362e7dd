/** The scopes of references. Top-level names come from maps; names in expressions depend on their place. */
import { AstUtils, EMPTY_SCOPE } from 'langium';
import type {
  AstNode,
  AstNodeDescription,
  AstNodeDescriptionProvider,
  LangiumCoreServices,
  ReferenceInfo,
  Scope,
  ScopeProvider,
} from 'langium';
import {
  isAssignment,
  isByClause,
  isChannel,
  isChooseStep,
  isEnumType,
  isGivenField,
  isKeyField,
  isNameExpression,
  isNamePart,
  isReaction,
  isService,
  isStateType,
  isStateVariable,
} from '../generated/ast.ts';
import type { Channel, GivenField, NamedValue, NamePart } from '../generated/ast.ts';
import type { Choreographies } from '../workspace/choreographies.ts';
import { counterpartOf, firstPartNames, nextPartNames } from './expression-names.ts';
import type { NamedNodes } from './node-scope.ts';
import { fieldsOf, messagesOfService, triggerMessages } from './fields.ts';
import { reactionName } from './choreo-name-provider.ts';
import { byName } from './named.ts';
import { NodeScope } from './node-scope.ts';
import type { Layer } from './node-scope.ts';
import { TableScope } from './table-scope.ts';
import type { NameKind, VisibleNames, VisibleNamesProvider } from './visible-names.ts';

/** The kinds of names that can have a qualifier. */
const kindOfProperty: Readonly<Record<string, NameKind>> = { message: 'message', declared: 'type', base: 'extensible' };

/** The services that it needs. Declared here, since the type of all services includes this one. */
interface ScopeServices {
  readonly workspace: Pick<LangiumCoreServices['workspace'], 'AstNodeDescriptionProvider'>;
  readonly shared: {
    readonly references: { readonly VisibleNames: VisibleNamesProvider };
    readonly workspace: { readonly Choreographies: Choreographies };
  };
}

export class ChoreoScopeProvider implements ScopeProvider {
  readonly #choreographies: Choreographies;
  readonly #names: VisibleNamesProvider;
  readonly #descriptions: AstNodeDescriptionProvider;

  constructor(services: ScopeServices) {
    this.#choreographies = services.shared.workspace.Choreographies;
    this.#names = services.shared.references.VisibleNames;
    this.#descriptions = services.workspace.AstNodeDescriptionProvider;
  }

  getScope({ container, property }: ReferenceInfo): Scope {
    const visible = this.#visibleFrom(container);
    switch (property) {
      case 'message':
        return this.#named(visible, 'message', originOf(container, 'origin'));
      case 'declared':
        if (isStateType(container)) return this.#enums(visible, container.origin);
        return this.#named(visible, 'type', originOf(container, 'origin'));
      case 'base':
        return this.#named(visible, 'extensible', originOf(container, 'baseOrigin'));
      case 'participant':
        return this.#named(visible, 'participant', undefined);
      case 'choreography':
        return this.#tableScope(visible.headers);
      case 'state':
        return isAssignment(container) ? this.#nodes([() => statesAround(container)]) : EMPTY_SCOPE;
      case 'reaction':
        return isChooseStep(container) ? this.#nodes([() => reactionsOf(container.participant?.ref)]) : EMPTY_SCOPE;
      case 'field':
        if (isGivenField(container)) return this.#nodes([() => fieldsToGive(container)]);
        return this.#nodes([() => fieldsForKey(container)]);
      case 'named':
        return isNamePart(container) ? this.#nodes(this.#namesInExpression(container, visible)) : EMPTY_SCOPE;
      default:
        return EMPTY_SCOPE;
    }
  }

  /** The choreographies that make a bare name ambiguous; empty if it is not ambiguous. */
  ambiguityOf(container: AstNode, name: string): readonly string[] {
    return this.#visibleFrom(container).ambiguous.get(name) ?? [];
  }

  /** The possible qualifiers here: this choreography, and those that it uses. */
  qualifiersFrom(container: AstNode): readonly string[] {
    return [...this.#visibleFrom(container).qualified.keys()];
  }

  /** The names that are possible at this part of a name. */
  namesFor(part: NamePart): readonly string[] {
    const layers = this.#namesInExpression(part, this.#visibleFrom(part));
    return [...new Set(layers.flatMap(layer => [...layer().keys()]))];
  }

  /** The field or state with which an expression is compared, or to which it is assigned or given. */
  counterpartOf(expression: AstNode): NamedValue | undefined {
    return counterpartOf(expression, this.#visibleFrom(expression));
  }

  /** The declarations that need a qualifier, by their qualified names. */
  onlyQualified({ container, property }: ReferenceInfo): ReadonlyMap<string, AstNodeDescription> {
    const result = new Map<string, AstNodeDescription>();
    const kind = kindOfProperty[property];
    if (!kind || originOf(container, 'origin') !== undefined || originOf(container, 'baseOrigin') !== undefined) {
      return result;
    }
    const { ambiguous, qualified } = this.#visibleFrom(container);
    for (const [name, owners] of ambiguous) {
      for (const owner of owners) {
        const description = qualified.get(owner)?.[kind].get(name);
        if (description) result.set(`${owner}.${name}`, description);
      }
    }
    return result;
  }

  #visibleFrom(node: AstNode): VisibleNames {
    return this.#names.of(this.#choreographies.groupOf(AstUtils.getDocument(node)));
  }

  #named(visible: VisibleNames, kind: NameKind, origin: string | undefined): Scope {
    if (origin === undefined) return this.#tableScope(visible.bare[kind]);
    const table = visible.qualified.get(origin);
    return table ? this.#tableScope(table[kind]) : EMPTY_SCOPE;
  }

  #enums({ enums, qualified }: VisibleNames, origin: string | undefined): Scope {
    if (origin === undefined) return this.#nodes([() => enums]);
    const types = qualified.get(origin)?.type ?? new Map<string, AstNodeDescription>();
    return this.#tableScope(new Map([...types].filter(([, { node }]) => isEnumType(node))));
  }

  #tableScope(map: ReadonlyMap<string, AstNodeDescription>): Scope {
    return new TableScope(map);
  }

  #nodes(layers: readonly Layer[]): Scope {
    return new NodeScope(layers, (node, name) => this.#descriptions.createDescription(node, name));
  }

  #namesInExpression(part: NamePart, visible: VisibleNames): readonly Layer[] {
    const previous = previousPart(part);
    return previous ? [() => nextPartNames(previous, part, visible)] : firstPartNames(part, visible);
  }
}

function previousPart({ $container, $containerIndex }: NamePart): NamePart | undefined {
  return isNameExpression($container) ? $container.parts[($containerIndex ?? 0) - 1] : undefined;
}

function originOf(container: AstNode, property: 'origin' | 'baseOrigin'): string | undefined {
  const origin: unknown = Reflect.get(container, property);
  return typeof origin === 'string' ? origin : undefined;
}

function statesAround(node: AstNode): NamedNodes {
  const service = AstUtils.getContainerOfType(node, isService);
  return byName((service?.members ?? []).filter(isStateVariable));
}

function reactionsOf(participant: AstNode | undefined): NamedNodes {
  const members = isService(participant) ? participant.members : [];
  return new Map(members.filter(isReaction).map(reaction => [reactionName(reaction), reaction]));
}

function fieldsToGive({ $container }: GivenField): NamedNodes {
  const message = $container.$container.message?.ref;
  return message ? fieldsOf(message) : new Map();
}

function fieldsForKey(container: AstNode): NamedNodes {
  if (isByClause(container)) return keysOfReaction(container);
  return isKeyField(container) ? keysOfService(container) : keysOfChannel(container);
}

/** The keys of what it takes and emits, then its other fields. */
function keysOfService(field: AstNode): NamedNodes {
  const service = AstUtils.getContainerOfType(field, isService);
  const all = [...(service ? messagesOfService(service) : [])].map(fieldsOf);
  const keys = all.map(fields => new Map([...fields].filter(([, { key }]) => key)));
  return firstOfEach([...keys, ...all]);
}

function keysOfReaction(clause: AstNode): NamedNodes {
  const reaction = AstUtils.getContainerOfType(clause, isReaction);
  return firstOfEach((reaction ? triggerMessages(reaction) : []).map(fieldsOf));
}

function keysOfChannel(member: AstNode): NamedNodes {
  const channel: Channel | undefined = AstUtils.getContainerOfType(member, isChannel);
  const carried = (channel?.members ?? []).flatMap(other => (other.$type === 'Carries' ? other.messages : []));
  return firstOfEach(carried.flatMap(({ message }) => (message?.ref ? [fieldsOf(message.ref)] : [])));
}

function firstOfEach(maps: readonly ReadonlyMap<string, AstNode>[]): NamedNodes {
  const result = new Map<string, AstNode>();
  for (const map of maps) for (const [name, node] of map) if (!result.has(name)) result.set(name, node);
  return result;
}
