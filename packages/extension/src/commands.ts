/** The commands of the extension, by the names that its manifest declares. */
export const commands = {
  openPreview: 'choreo.openPreview',
  generateServices: 'choreo.generateServices',
  restartServer: 'choreo.restartServer',
  showOutput: 'choreo.showOutput',
} as const;
