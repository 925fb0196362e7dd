/**
 * The types that Langium generates describe complete texts, but the tree of an incomplete text lacks what has not been typed
 * yet. This script changes the types accordingly: each value that the parser does not always set may be absent.
 */

/** The text of `ast.ts` with every property that holds one value marked as optional; lists and flags are always there. */
export function withAbsence(ast) {
  let inNode = false;
  return ast
    .split('\n')
    .map(line => {
      if (/^export interface \w+ extends /.test(line)) inNode = true;
      else if (line.startsWith('}')) inNode = false;
      const property = inNode && /^( {4})(\w+): (?!Array<|boolean;)(.*)$/.exec(line);
      return property ? `${property[1]}${property[2]}?: ${property[3]}` : line;
    })
    .join('\n');
}
