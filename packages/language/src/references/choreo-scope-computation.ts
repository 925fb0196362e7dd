/** Which symbols a file offers. What is inside a declaration is found through it, so that no local symbols are collected. */
import { DefaultScopeComputation, MultiMap } from 'langium';
import type { AstNode, AstNodeDescription, LocalSymbols } from 'langium';

export class ChoreoScopeComputation extends DefaultScopeComputation {
  override async collectLocalSymbols(): Promise<LocalSymbols> {
    return new MultiMap<AstNode, AstNodeDescription>();
  }
}
