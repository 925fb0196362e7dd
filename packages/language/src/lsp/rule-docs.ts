/** Finds pages of the documentation. The client provides the addresses, since only it knows what it can open. */
import type { LanguageServer } from 'langium/lsp';

export class RuleDocs {
  #template: string | undefined;
  #pages: string | undefined;

  constructor(server: LanguageServer) {
    server.onInitialize(({ initializationOptions }) => {
      const options: unknown = initializationOptions;
      if (typeof options !== 'object' || options === null) return;
      if ('ruleDocs' in options && typeof options.ruleDocs === 'string') this.#template = options.ruleDocs;
      if ('docs' in options && typeof options.docs === 'string') this.#pages = options.docs;
    });
  }

  /** Of a rule: the client's template with `{code}` replaced; undefined without a template. */
  urlOf(code: string): string | undefined {
    return this.#template?.replace('{code}', code);
  }

  /** Of a page such as `language.md#joins`: the client's template with `{page}` replaced; undefined without a template. */
  pageOf(page: string): string | undefined {
    return this.#pages?.replace('{page}', page);
  }
}
