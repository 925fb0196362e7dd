/** The texts of somebody who writes: each token of a model left out, doubled, or exchanged with the next; each line cut. */

export interface Slip {
  readonly what: string;
  readonly text: string;
  /** Where the slip is: a place to ask at. */
  readonly offset: number;
}

const token =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|(?:at-most|at-least|exactly)-once|[_a-zA-Z\u00a1-\uffff][\w\u00a1-\uffff]*|\d+(?:\.\d+)?\w*|->|[=!<>]=|\.\.|\S/g;

/** All slips of a text, in the order of their places. */
export function slipsOf(text: string): Slip[] {
  const tokens = [...text.matchAll(token)].filter(([image]) => !image.startsWith('//') && !image.startsWith('/*'));
  const slips = tokens.flatMap(({ 0: image, index }, at): Slip[] => {
    const end = index + image.length;
    const next = tokens[at + 1];
    const swapped = next && text.slice(0, index) + next[0] + text.slice(end, next.index) + image;
    return [
      { what: `without \`${image}\``, text: text.slice(0, index) + text.slice(end), offset: index },
      { what: `\`${image}\` twice`, text: `${text.slice(0, end)} ${text.slice(index)}`, offset: end },
      ...(next && swapped !== undefined
        ? [
            {
              what: `\`${next[0]}\` before \`${image}\``,
              text: swapped + text.slice(next.index + next[0].length),
              offset: index,
            },
          ]
        : []),
    ];
  });
  let start = 0;
  for (const line of text.split('\n')) {
    const half = start + Math.ceil(line.trimEnd().length / 2);
    const end = start + line.length;
    if (line.trim() !== '') {
      slips.push({ what: `line cut at ${half - start}`, text: text.slice(0, half) + text.slice(end), offset: half });
    }
    start = end + 1;
  }
  return slips;
}
