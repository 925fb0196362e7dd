/** The script of all pages: one bundle, since each needs Mermaid, which is large. A page says which of them it is. */
switch (document.documentElement.dataset['page']) {
  case 'run':
    void import('./run/run-page.ts');
    break;
  case 'simulator':
    void import('./simulator/simulator-page.ts');
    break;
  default:
    void import('./preview.ts');
}
