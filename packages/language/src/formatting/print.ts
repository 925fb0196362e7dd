/** Decides which breaks become line breaks, and makes the white space between all tokens. */
import type { Break, Group, Indent } from './groups.ts';
import { hasLineBreak, lineBreaksIn } from './source-tokens.ts';
import type { SourceTokens } from './source-tokens.ts';
import { spaceBetween } from './spacing.ts';

export interface PrintOptions {
  /** One step of indentation: spaces, or a tab. */
  readonly step: string;
  /** How wide a tab is drawn. */
  readonly tabSize: number;
  /** The most columns of a line. */
  readonly width: number;
}

/**
 * Returns the new gaps, with `\n` as the line break. `groups`: outer ones first. `kept`: the gaps that stay as they are.
 */
export function print(
  source: SourceTokens,
  groups: readonly Group[],
  kept: readonly boolean[],
  options: PrintOptions,
): string[] {
  return new Printer(source, groups, kept, options).print();
}

interface Layout {
  readonly group: Group;
  readonly parent: Layout | undefined;
  readonly inner: Layout[];
  /** There is a line break in it, whatever its length. */
  must: boolean;
  /** Unknown until the group begins. */
  broken?: boolean;
  /** The indentation of the line in which it begins. */
  base: Indent;
  /** The indentation behind its last line break. */
  now: Indent;
}

interface Place extends Break {
  readonly layout: Layout;
}

const margin: Indent = { steps: 0, columns: 0 };

class Printer {
  readonly #source: SourceTokens;
  readonly #kept: readonly boolean[];
  readonly #options: PrintOptions;
  readonly #layouts: readonly Layout[];
  readonly #places = new Map<number, Place>();
  readonly #startsAt = new Map<number, Layout[]>();
  /** Before each token, how many line breaks that comments and broken parts need have come. */
  readonly #needed: number[] = [0];
  readonly #open: Layout[] = [];
  readonly #printed: string[] = [];
  #column = 0;
  #indent: Indent = margin;

  constructor(source: SourceTokens, groups: readonly Group[], kept: readonly boolean[], options: PrintOptions) {
    this.#source = source;
    this.#kept = kept;
    this.#options = options;
    const open: Layout[] = [];
    this.#layouts = groups.map(group => {
      while (open.length > 0 && (open.at(-1)?.group.last ?? 0) < group.first) open.pop();
      const layout: Layout = { group, parent: open.at(-1), inner: [], must: false, base: margin, now: margin };
      layout.parent?.inner.push(layout);
      open.push(layout);
      for (const place of group.breaks) {
        if (!this.#places.has(place.before)) this.#places.set(place.before, { ...place, layout });
      }
      const others = this.#startsAt.get(group.first);
      if (others) others.push(layout);
      else this.#startsAt.set(group.first, [layout]);
      return layout;
    });
    this.#findLineBreaks();
  }

  print(): string[] {
    const { tokens, gaps } = this.#source;
    const printed = this.#printed;
    for (let index = 0; index < tokens.length; index++) {
      while (this.#open.length > 0 && (this.#open.at(-1)?.group.last ?? 0) < index) this.#open.pop();
      const gap = this.#gap(index);
      printed.push(gap);
      this.#pass(gap);
      for (const layout of this.#startsAt.get(index) ?? []) this.#begin(layout);
      this.#pass(this.#image(index));
    }
    const end = gaps.at(-1) ?? '';
    printed.push(this.#kept[tokens.length] ? end : tokens.length > 0 ? '\n' : '');
    return printed;
  }

  /** Those that the author wrote where they are allowed, and those that comments need. Inner groups come first. */
  #findLineBreaks(): void {
    const { gaps, tokens } = this.#source;
    for (const index of tokens.keys()) {
      const isNeeded = this.#isNeeded(index) || hasLineBreak(this.#image(index));
      this.#needed.push((this.#needed.at(-1) ?? 0) + Number(isNeeded));
    }
    for (const layout of this.#layouts.toReversed()) {
      const { kind, first, last, breaks } = layout.group;
      layout.must ||= kind === 'lines' || this.#needs(first + 1, last);
      layout.must ||= kind !== 'brace' && breaks.some(({ before }) => hasLineBreak(gaps[before]));
      if (layout.must && layout.parent) layout.parent.must = true;
    }
  }

  /** A line break beside a comment stays, and so does one in what stays as it is. */
  #isNeeded(index: number): boolean {
    const { gaps, tokens } = this.#source;
    if (index === 0 || !hasLineBreak(gaps[index])) return false;
    return Boolean(this.#kept[index] || tokens[index]?.comment || tokens[index - 1]?.comment);
  }

  #needs(first: number, last: number): boolean {
    return (this.#needed[last + 1] ?? 0) > (this.#needed[first] ?? 0);
  }

  #begin(layout: Layout): void {
    const { kind, first, last, columns = 0, breaks } = layout.group;
    const { steps, columns: outer } = this.#open.at(-1)?.now ?? margin;
    layout.base = { steps, columns: outer + columns };
    layout.now = layout.base;
    this.#open.push(layout);
    if (kind === 'fill' || kind === 'annotations' || kind === 'brace') layout.broken = false;
    else if (kind === 'block' && layout.parent?.group.kind === 'brace' && layout.parent.broken) layout.broken = true;
    else if (kind !== 'clauses') layout.broken = layout.must || !this.#fits(first, last, this.#column);
    else {
      // As the author broke them, if the lines are short enough then.
      const lines = breaks.filter(place => this.#isBrokenByItself({ ...place, layout }));
      layout.broken =
        !this.#fits(first, last, this.#column) ||
        lines.some(({ before, indent }) => !this.#fits(before, last, this.#widthOf(sum(layout.base, indent))));
    }
  }

  #gap(index: number): string {
    const gap = this.#source.gaps[index] ?? '';
    if (this.#kept[index]) return gap;
    if (index === 0) return gap.startsWith('\ufeff') ? '\ufeff' : '';
    const place = this.#places.get(index);
    if (this.#isNeeded(index) || (place && this.#isBroken(place))) {
      this.#indent = this.#indentAt(index, place);
      const isBlank = lineBreaksIn(gap) > 1 && this.#mayBeBlank(index, place);
      for (const layout of this.#open) if (layout.group.kind === 'brace') layout.broken = true;
      return `${isBlank ? '\n\n' : '\n'}${this.#options.step.repeat(this.#indent.steps)}${' '.repeat(this.#indent.columns)}`;
    }
    return this.#onOneLine(index, place);
  }

  #indentAt(index: number, place: Place | undefined): Indent {
    if (place) {
      place.layout.now = sum(place.layout.base, place.indent);
      return place.layout.now;
    }
    // Below a comment that has its own line.
    const isBelow = this.#source.tokens[index - 1]?.comment && (index === 1 || hasLineBreak(this.#printed[index - 1]));
    if (isBelow) return this.#indent;
    return sum(this.#open.at(-1)?.now ?? margin, { steps: 1, columns: 0 });
  }

  /** Only between the parts of a file or a block, one blank line is kept. */
  #mayBeBlank(index: number, place: Place | undefined): boolean {
    const { group } = place?.layout ?? this.#open.at(-1) ?? {};
    if (group?.kind === 'lines') return true;
    return group?.kind === 'block' && index - 1 !== group.first && index !== group.last;
  }

  #onOneLine(index: number, place: Place | undefined): string {
    const [before, after] = [this.#source.tokens[index - 1], this.#source.tokens[index]];
    if (!before || !after) return '';
    const group = place?.layout.group;
    if (group?.kind !== 'block') return spaceBetween(before, after);
    const isAtBrace = index - 1 === group.first || index === group.last;
    return (isAtBrace ? group.padding : group.separator) ?? ' ';
  }

  #isBroken(place: Place): boolean {
    const { layout, before } = place;
    if (layout.broken || this.#isBrokenByItself(place)) return true;
    const { kind } = layout.group;
    const column = this.#column + this.#onOneLine(before, place).length;
    if (kind === 'annotations') return !this.#fits(before, before, column);
    if (kind !== 'fill') return false;
    const next = layout.group.breaks.find(other => other.before > before)?.before;
    return !this.#fits(before, next === undefined ? layout.group.last : next - 1, column);
  }

  /** One of several breaks of a group that the author used, or that begins something of several lines. */
  #isBrokenByItself({ layout, before }: Place): boolean {
    const { kind, breaks, last } = layout.group;
    if (kind !== 'fill' && kind !== 'annotations' && kind !== 'clauses') return false;
    if (hasLineBreak(this.#source.gaps[before])) return true;
    if (kind !== 'clauses') return false;
    const next = breaks.find(other => other.before > before)?.before ?? last + 1;
    return layout.inner.some(({ must, group: { first } }) => must && first >= before && first < next);
  }

  /** Whether these tokens, and what has to follow on their line, fit into a line from this column on. */
  #fits(first: number, last: number, from: number): boolean {
    const { tokens } = this.#source;
    let column = from;
    for (let index = first; index < tokens.length; index++) {
      if (index > first) {
        if (this.#isNeeded(index)) return true;
        const place = this.#places.get(index);
        if (place && this.#endsLine(place, index <= last)) return true;
        column += this.#kept[index] ? (this.#source.gaps[index]?.length ?? 0) : this.#onOneLine(index, place).length;
      }
      const image = this.#image(index);
      if (tokens[index]?.comment === 'line') return true;
      const [line = ''] = image.split(/[\r\n]/, 1);
      column += line.length;
      if (column > this.#options.width) return false;
      if (line.length < image.length) return true;
    }
    return true;
  }

  /** Whether the line can end at this place. Groups that are asked about, and those that stand on one line, cannot. */
  #endsLine(place: Place, isInside: boolean): boolean {
    const { kind } = place.layout.group;
    if (kind === 'brace') return false;
    if (this.#isBrokenByItself(place)) return true;
    if (kind === 'fill' || kind === 'annotations') return !isInside;
    if (isInside) return kind !== 'clauses' && place.layout.must;
    return place.layout.broken !== false;
  }

  #pass(text: string): void {
    const lines = text.split(/\r\n|[\r\n]/);
    const line = lines.at(-1) ?? '';
    const tabs = line.split('\t').length - 1;
    this.#column = (lines.length > 1 ? 0 : this.#column) + line.length + tabs * (this.#options.tabSize - 1);
  }

  #widthOf({ steps, columns }: Indent): number {
    const { step, tabSize } = this.#options;
    return steps * (step === '\t' ? tabSize : step.length) + columns;
  }

  #image(index: number): string {
    return this.#source.tokens[index]?.image ?? '';
  }
}

function sum(a: Indent, b: Indent): Indent {
  return { steps: a.steps + b.steps, columns: a.columns + b.columns };
}
