/** Converts the editor's theme for Mermaid. Mermaid calculates with colours, so it needs values instead of CSS variables. */

export interface PictureTheme {
  readonly dark: boolean;
  /** Variables for Mermaid's `base` theme. */
  readonly variables: Readonly<Record<string, string | boolean>>;
}

export function currentTheme(): PictureTheme {
  const style = getComputedStyle(document.documentElement);
  const colour = (fallback: string, ...names: readonly string[]): string => {
    const found = names.map(name => style.getPropertyValue(`--vscode-${name}`).trim()).find(value => value !== '');
    return found ?? fallback;
  };
  const kind = document.body.dataset['vscodeThemeKind'] ?? document.body.className;
  const contrast = kind.includes('high-contrast');
  const dark = kind.includes('dark') || (contrast && !kind.includes('light'));
  const background = colour(dark ? '#1e1e1e' : '#ffffff', 'editor-background');
  const foreground = colour(dark ? '#d4d4d4' : '#333333', 'editor-foreground', 'foreground');
  const line = contrast ? foreground : colour(foreground, 'descriptionForeground');
  return {
    dark,
    variables: {
      darkMode: dark,
      background,
      primaryColor: background,
      primaryTextColor: foreground,
      primaryBorderColor: line,
      secondaryColor: background,
      tertiaryColor: background,
      textColor: foreground,
      nodeTextColor: foreground,
      titleColor: foreground,
      lineColor: line,
      arrowheadColor: line,
      clusterBkg: background,
      clusterBorder: line,
      // Without a background, the edge would run through its label.
      edgeLabelBackground: background,
      actorBkg: background,
      actorBorder: line,
      actorTextColor: foreground,
      actorLineColor: line,
      signalColor: line,
      signalTextColor: foreground,
      noteBkgColor: colour(background, 'editorWidget-background'),
      noteTextColor: contrast ? foreground : colour(foreground, 'editorWidget-foreground'),
      noteBorderColor: line,
      fontFamily: style.getPropertyValue('--vscode-font-family').trim() || 'system-ui, sans-serif',
      fontSize: '14px',
      useGradient: false,
      dropShadow: 'none',
    },
  };
}

/** Calls back when the user changes the theme, which changes attributes of the page. */
export function onThemeChange(changed: () => void): void {
  let before = JSON.stringify(currentTheme());
  const observer = new MutationObserver(() => {
    const now = JSON.stringify(currentTheme());
    if (now === before) return;
    before = now;
    changed();
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-kind'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
}
