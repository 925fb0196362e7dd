/** Collects the imports of a generated module, exactly those that its code needs, since unused imports do not compile. */

export interface ImportList {
  /** Records that the code needs a value, and returns its name. */
  value(name: string): string;
  type(name: string): string;
  /** The import statement; empty if nothing is needed. */
  code(module: string): string;
}

export function createImportList(): ImportList {
  const names = new Map<string, 'value' | 'type'>();
  return {
    value(name) {
      names.set(name, 'value');
      return name;
    },
    type(name) {
      if (!names.has(name)) names.set(name, 'type');
      return name;
    },
    code(module) {
      if (names.size === 0) return '';
      const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
      const onlyTypes = sorted.every(([, kind]) => kind === 'type');
      const list = sorted.map(([name, kind]) => (kind === 'type' && !onlyTypes ? `type ${name}` : name));
      const flat = `import ${onlyTypes ? 'type ' : ''}{ ${list.join(', ')} } from '${module}';\n`;
      if (flat.length <= 121) return flat;
      return `import ${onlyTypes ? 'type ' : ''}{\n${list.map(name => `  ${name},\n`).join('')}} from '${module}';\n`;
    },
  };
}
