/** Langium's index, asked for one file at a time without a walk over all of them. */
import { DefaultIndexManager } from 'langium';
import type { AstNodeDescription } from 'langium';

export class ChoreoIndexManager extends DefaultIndexManager {
  /** What the file with this URI declares at top level, in the order of its text. */
  declaredIn(uri: string): readonly AstNodeDescription[] {
    return this.symbolIndex.get(uri) ?? [];
  }
}
