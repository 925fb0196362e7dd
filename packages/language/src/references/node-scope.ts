/** A scope over maps of nodes, each of which is made, and each node described, only when it is asked for. */
import { stream } from 'langium';
import type { AstNode, AstNodeDescription, Scope, Stream } from 'langium';

/** Makes the map of one layer of a scope. */
export type Layer = () => NamedNodes;

export class NodeScope implements Scope {
  readonly #layers: readonly Layer[];
  readonly #describe: (node: AstNode, name: string) => AstNodeDescription;

  constructor(layers: readonly Layer[], describe: (node: AstNode, name: string) => AstNodeDescription) {
    this.#layers = layers;
    this.#describe = describe;
  }

  getElement(name: string): AstNodeDescription | undefined {
    for (const layer of this.#layers) {
      const node = layer().get(name);
      if (node) return this.#describe(node, name);
    }
    return undefined;
  }

  getElements(name: string): Stream<AstNodeDescription> {
    const element = this.getElement(name);
    return stream(element ? [element] : []);
  }

  getAllElements(): Stream<AstNodeDescription> {
    const names = new Set(this.#layers.flatMap(layer => [...layer().keys()]));
    return stream([...names].flatMap(name => this.getElement(name) ?? []));
  }
}

export type NamedNodes = ReadonlyMap<string, AstNode>;
