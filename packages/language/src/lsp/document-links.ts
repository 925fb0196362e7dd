/** Links in the text: `uses` goes to the other choreography, and files and addresses in comments and annotations can be opened. */
import { URI, UriUtils } from 'langium';
import type { FileSystemProvider, LangiumDocument } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver';
import type { Annotation } from '../generated/ast.ts';
import type { ChoreoDocument, Choreographies } from '../workspace/choreographies.ts';
import type { ChoreoLspServices } from './choreo-lsp-services.ts';
import { addressOf } from './hover/markdown.ts';
import { declaredInRange } from './nodes-in-range.ts';

/** A path names a folder, or has the ending of a file that a model refers to. */
const path =
  /(?<![\w/.:-])(?:(?:\.{1,2}\/)|(?:[\w.-]+\/))+[\w.-]*\w|(?<![\w/.:-])[\w-]+\.(?:choreo|md|json|ya?ml|proto|avsc|ts|png|svg|pdf)(?!\w)/g;
const address = /\bhttps?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}*]/g;

export class ChoreoDocumentLinks implements DocumentLinkProvider {
  readonly #choreographies: Choreographies;
  readonly #files: FileSystemProvider;

  constructor({ shared }: ChoreoLspServices) {
    this.#choreographies = shared.workspace.Choreographies;
    this.#files = shared.workspace.FileSystemProvider;
  }

  async getDocumentLinks(document: LangiumDocument): Promise<DocumentLink[]> {
    const texts = [...comments(document), ...annotationTexts(document as ChoreoDocument)];
    const written = await Promise.all(texts.map(part => this.#linksIn(part, document)));
    return [...this.#used(document as ChoreoDocument), ...written.flat()];
  }

  #used(document: ChoreoDocument): readonly DocumentLink[] {
    const group = this.#choreographies.groupOf(document);
    const used = this.#choreographies.usedBy(group);
    return (document.parseResult.value.header?.uses ?? []).flatMap(({ choreography }) => {
      const other = used.find(({ name }) => name === choreography?.$refText);
      const [first] = other?.documents ?? [];
      if (!choreography?.$refNode || !first) return [];
      const start = first.parseResult.value.header?.$cstNode?.range.start ?? { line: 0, character: 0 };
      const count = other?.documents.length ?? 0;
      const tooltip = `Open ${UriUtils.basename(first.uri)}${count > 1 ? `, the first of the ${count} files of ${other?.name}` : ''}`;
      return [{ range: choreography.$refNode.range, target: addressOf(first.uri.toString(), start), tooltip }];
    });
  }

  async #linksIn({ text, offset }: Written, document: LangiumDocument): Promise<readonly DocumentLink[]> {
    const { textDocument } = document;
    const rangeOf = (start: number, length: number) => ({
      start: textDocument.positionAt(offset + start),
      end: textDocument.positionAt(offset + start + length),
    });
    const addresses = [...text.matchAll(address)].map(({ 0: target, index }): DocumentLink => ({
      range: rangeOf(index, target.length),
      target,
    }));
    // Within an address there are no paths.
    const rest = text.replace(address, all => ' '.repeat(all.length));
    const files = await Promise.all(
      [...rest.matchAll(path)].map(async ({ 0: named, index }): Promise<readonly DocumentLink[]> => {
        const target = await this.#fileAt(named, document);
        return target === undefined ? [] : [{ range: rangeOf(index, named.length), target }];
      }),
    );
    return [...addresses, ...files.flat()];
  }

  /** Beside the file, or in the root of its choreography; undefined if there is none. */
  async #fileAt(named: string, document: LangiumDocument): Promise<string | undefined> {
    const { root } = this.#choreographies.groupOf(document);
    const places = [UriUtils.dirname(document.uri), ...(root.includes(':') ? [URI.parse(root)] : [])];
    for (const place of places) {
      const uri = UriUtils.joinPath(place, named);
      try {
        if ((await this.#files.stat(uri)).isFile) return uri.toString();
      } catch {
        // No such file.
      }
    }
    return undefined;
  }
}

interface Written {
  readonly text: string;
  readonly offset: number;
}

/** Found in the text, since the tree has no comments. Strings are matched so that a `//` in them begins none. */
function comments({ textDocument }: LangiumDocument): readonly Written[] {
  const found = textDocument.getText().matchAll(/"(?:\\.|[^"\\\n\r])*"|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g);
  return [...found].flatMap(({ 0: text, index }) => (text.startsWith('/') ? [{ text, offset: index }] : []));
}

function annotationTexts({ parseResult }: ChoreoDocument): readonly Written[] {
  return [...declaredInRange(parseResult.value, undefined)]
    .flatMap(node => ('annotations' in node ? (node.annotations as readonly Annotation[]) : []))
    .flatMap(({ args }) => args)
    .flatMap(({ text, $cstNode }) =>
      text !== undefined && $cstNode ? [{ text: $cstNode.text, offset: $cstNode.offset }] : [],
    );
}
