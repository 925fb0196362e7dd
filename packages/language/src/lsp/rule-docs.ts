/** Where the page of a rule is found; the client says so, since only it knows what it can open. */
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

  /** The client's template with `{code}` replaced; none where the client gave none. */
  urlOf(code: string): string | undefined {
    return this.#template?.replace('{code}', code);
  }
}
