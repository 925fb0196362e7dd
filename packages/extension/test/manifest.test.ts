/** The manifest tells VS Code what there is; these tests hold it against what there really is. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { commands } from '../src/commands.ts';

const top = (path: string): URL => new URL(`../../../${path.replace(/^\.\//, '')}`, import.meta.url);
const declared = manifest.contributes.commands.map(({ command }) => command);

describe('the manifest', () => {
  test('declares every command of the code, in one category', () => {
    expect([...declared].sort()).toEqual(Object.values(commands).sort());
    expect(new Set(manifest.contributes.commands.map(({ category }) => category))).toEqual(new Set(['Choreo']));
  });

  test('names no command in menus and walkthroughs that it does not declare', () => {
    const inMenus = Object.values(manifest.contributes.menus).flatMap(items =>
      items.flatMap(item => ('command' in item ? item.command : [])),
    );
    const links = manifest.contributes.walkthroughs.flatMap(({ steps }) =>
      steps.flatMap(({ description, completionEvents }) => [description, ...completionEvents]),
    );
    const inLinks = links.flatMap(text => [...text.matchAll(/choreo\.\w+/g)].map(([command]) => command));
    expect([...inMenus, ...inLinks].filter(command => !declared.includes(command))).toEqual([]);
    expect(inLinks.length).toBeGreaterThan(0);
  });

  test('points at files that exist', () => {
    const { languages, grammars, jsonValidation, walkthroughs } = manifest.contributes;
    const paths = [
      manifest.icon,
      ...languages.flatMap(({ configuration, icon }) => [configuration, icon.light, icon.dark]),
      ...grammars.map(({ path }) => path),
      ...jsonValidation.map(({ url }) => url),
      ...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
    ];
    expect(paths.filter(path => !existsSync(top(path)))).toEqual([]);
  });

  test('has an icon that is a PNG of at least 128 pixels', () => {
    const icon = readFileSync(top(manifest.icon));
    expect(icon.subarray(1, 4).toString()).toBe('PNG');
    expect(Math.min(icon.readUInt32BE(16), icon.readUInt32BE(20))).toBeGreaterThanOrEqual(128);
  });

  test('takes a limited part in untrusted workspaces', () => {
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
  });
});
