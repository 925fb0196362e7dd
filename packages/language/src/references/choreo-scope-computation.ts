/** Collects the exported symbols of a file. Members are found through their declarations, so there are no local symbols. */
import { DefaultScopeComputation, MultiMap } from 'langium';
import type { AstNode, AstNodeDescription, LocalSymbols } from 'langium';

export class ChoreoScopeComputation extends DefaultScopeComputation {
  override async collectLocalSymbols(): Promise<LocalSymbols> {
    return new MultiMap<AstNode, AstNodeDescription>();
  }
}
