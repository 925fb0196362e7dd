/** At start every file of the workspace is checked, open or not, since a choreography is in all of its files. */
import { DefaultWorkspaceManager } from 'langium';
import type { BuildOptions } from 'langium';

export class ChoreoWorkspaceManager extends DefaultWorkspaceManager {
  override initialBuildOptions: BuildOptions = { validation: true };
}
