/** A scope over an existing map. */
import { stream } from 'langium';
import type { AstNodeDescription, Scope, Stream } from 'langium';

export class TableScope implements Scope {
  readonly #table: ReadonlyMap<string, AstNodeDescription>;

  constructor(table: ReadonlyMap<string, AstNodeDescription>) {
    this.#table = table;
  }

  getElement(name: string): AstNodeDescription | undefined {
    return this.#table.get(name);
  }

  getElements(name: string): Stream<AstNodeDescription> {
    return stream([this.#table.get(name)]).nonNullable();
  }

  getAllElements(): Stream<AstNodeDescription> {
    return stream(this.#table.values());
  }
}
