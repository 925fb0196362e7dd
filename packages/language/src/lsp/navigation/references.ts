/** Find all references: the declaration, then what emits, reacts, receives and says, for editors that keep this order. */
import type { LeafCstNode } from 'langium';
import { DefaultReferencesProvider } from 'langium/lsp';
import type { LangiumServices } from 'langium/lsp';
import type { Location, ReferenceParams } from 'vscode-languageserver';
import type { ChoreoReferences } from '../../references/choreo-references.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';
import { roleOf, roles } from './roles.ts';

export class ChoreoReferencesProvider extends DefaultReferencesProvider {
  readonly #references: ChoreoReferences;

  constructor(services: ChoreoLspServices) {
    super(services as LangiumServices);
    this.#references = services.references.References;
  }

  protected override getReferences(selected: LeafCstNode, { context }: ReferenceParams): Location[] {
    const found = this.#references
      .findDeclarations(selected)
      .flatMap(declaration => this.#references.occurrencesOf(declaration))
      .filter(({ declares }) => context.includeDeclaration || !declares)
      .map(({ document, part, node, declares }) => ({
        order: declares ? -1 : roles.indexOf(roleOf(node)),
        location: { uri: document.uri.toString(), range: part.range },
      }));
    return found.toSorted((a, b) => a.order - b.order).map(({ location }) => location);
  }
}
