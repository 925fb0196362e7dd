/** The commands of the extension, by the names that its manifest declares. */
import { flowCommands, showRunCommand } from '@choreo/server/protocol';

export const commands = {
  openPreview: 'choreo.openPreview',
  showRun: showRunCommand,
  showRunOfTest: 'choreo.showRunOfTest',
  nextStep: 'choreo.nextStep',
  previousStep: 'choreo.previousStep',
  showEnds: 'choreo.showEnds',
  listMoreEnds: 'choreo.listMoreEnds',
  saveEndAsScenario: 'choreo.saveEndAsScenario',
  stopVerification: 'choreo.stopVerification',
  simulate: 'choreo.simulate',
  ...flowCommands,
  findReferencesByRole: 'choreo.findReferencesByRole',
  generateServices: 'choreo.generateServices',
  restartServer: 'choreo.restartServer',
  showOutput: 'choreo.showOutput',
} as const;
