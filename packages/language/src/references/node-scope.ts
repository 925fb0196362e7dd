/** A scope over maps of nodes. Maps and descriptions are created only when needed. */
import { stream } from 'langium';
import type { AstNode, AstNodeDescription, Scope, Stream } from 'langium';

/** Creates the map of one layer of a scope. */
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
