/** The script of all pages: one bundle, since each page needs Mermaid, which is large. The page says which one it is. */
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
