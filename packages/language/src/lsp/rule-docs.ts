/** Finds the page of a rule. The client provides the address, since only it knows what it can open. */
import type { LanguageServer } from 'langium/lsp';

export class RuleDocs {
  #template: string | undefined;

  constructor(server: LanguageServer) {
    server.onInitialize(({ initializationOptions }) => {
      const options: unknown = initializationOptions;
      if (typeof options !== 'object' || options === null || !('ruleDocs' in options)) return;
      if (typeof options.ruleDocs === 'string') this.#template = options.ruleDocs;
    });
  }

  /** The client's template with `{code}` replaced; undefined without a template. */
  urlOf(code: string): string | undefined {
    return this.#template?.replace('{code}', code);
  }
}
