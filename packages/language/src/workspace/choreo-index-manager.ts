/** Langium's index, with access to single files without visiting all of them. */
import { DefaultIndexManager } from 'langium';
import type { AstNodeDescription } from 'langium';

export class ChoreoIndexManager extends DefaultIndexManager {
  /** The top-level declarations of the file with this URI, in text order. */
  declaredIn(uri: string): readonly AstNodeDescription[] {
    return this.symbolIndex.get(uri) ?? [];
  }
}
