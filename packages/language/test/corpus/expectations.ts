/** Reads what a corpus file says of itself: the `//!` lines at its head (README.md tells how they are written). */
import type { Termination, VerificationCode, VerifyOptions } from '@choreo/analysis/verification';
import { verificationCodes } from '@choreo/analysis/verification';

export interface Violated {
  readonly code: VerificationCode;
  /** As `subjectOf` spells it; absent: whatever it is about, one or several. */
  readonly subject?: string;
  /** Length of the run that shows it. */
  readonly steps?: number;
  /** The first steps of it after which it can no longer come right, for what is only bad because nothing good comes any more. */
  readonly lostAfter?: number;
}

/** What holds under one set of options. */
export interface Section {
  readonly options: Pick<VerifyOptions, 'redeliveries' | 'cases'>;
  /** Each one's messages sorted. */
  readonly exits?: readonly string[];
  /** Each with its states and joins, and the length of a shortest run; undefined where the file does not say. */
  readonly ends?: readonly string[];
  readonly termination?: Termination;
  /** There is an `X*` in the model: what holds, holds for two of them. */
  readonly bounded: boolean;
  /** Of all states, in full search. */
  readonly states?: number;
  /** No more than that, where the search may be reduced. */
  readonly reducedBelow?: number;
  readonly violated: readonly Violated[];
  /** Subjects that are proved, of sentences and scenarios. */
  readonly proved: readonly string[];
  /** Sentences that hold only because loops that can end do. */
  readonly fair: readonly string[];
  /** Codes on which the semantics leave it open what is said. */
  readonly open: readonly VerificationCode[];
}

export interface Expectations {
  /** `code severity` of the findings as one types, of info and above. */
  readonly checks: readonly string[];
  readonly sections: readonly Section[];
}

interface Draft {
  options: { redeliveries?: number; cases?: number };
  exits?: string[];
  ends?: string[];
  termination?: Termination;
  bounded: boolean;
  states?: number;
  reducedBelow?: number;
  violated: Violated[];
  proved: string[];
  fair: string[];
  open: VerificationCode[];
}

const empty = (options: Draft['options']): Draft => ({
  options,
  bounded: false,
  violated: [],
  proved: [],
  fair: [],
  open: [],
});

export function expectationsOf(text: string): Expectations {
  const lines = text.split('\n').flatMap(line => /^\/\/! (.*)$/.exec(line)?.[1]?.trim() ?? []);
  const checks: string[] = [];
  const sections: Draft[] = [];
  let section: Draft | undefined;
  for (const line of lines) {
    const [word = '', rest = ''] = split(line);
    if (word === 'check') {
      checks.push(rest);
      continue;
    }
    if (word === 'with') {
      section = empty(optionsOf(rest));
      sections.push(section);
      continue;
    }
    if (!section) {
      section = empty({});
      sections.push(section);
    }
    read(section, word, rest);
  }
  return { checks: checks.sort(), sections };
}

function read(section: Draft, word: string, rest: string): void {
  switch (word) {
    case 'exits':
      section.exits = rest === 'none' ? [] : (rest.match(/\[[^\]]*\]/g) ?? []).map(exit => exitText(namesIn(exit)));
      return;
    case 'end':
      (section.ends ??= []).push(rest);
      return;
    case 'termination':
      section.termination = terminationOf(rest);
      return;
    case 'bounded':
      section.bounded = true;
      return;
    case 'states': {
      const [, how, count] = /^(full|reduced under) (\d+)$/.exec(rest) ?? [];
      if (count === undefined) throw new Error(`states ${rest}`);
      if (how === 'full') section.states = Number(count);
      else section.reducedBelow = Number(count);
      return;
    }
    case 'violated':
      section.violated.push(violatedOf(rest));
      return;
    case 'proved':
      section.proved.push(rest);
      return;
    case 'fair':
      section.fair.push(rest);
      return;
    case 'open':
      section.open.push(codeOf(rest));
      return;
    default:
      throw new Error(`What is "${word} ${rest}"?`);
  }
}

/** A multiset of exits as one text, in whatever order they are given. */
export function exitText(messages: readonly string[]): string {
  return `[${[...messages].sort().join(', ')}]`;
}

function namesIn(exit: string): string[] {
  return exit
    .slice(1, -1)
    .split(',')
    .flatMap(name => name.trim() || []);
}

function violatedOf(text: string): Violated {
  const [, body = '', steps, lostAfter] = /^(.*?)(?: in (\d+) steps?)?(?:,? lost after (\d+))?$/.exec(text) ?? [];
  const [code = '', subject = ''] = split(body);
  return {
    code: codeOf(code),
    ...(subject === '' ? {} : { subject }),
    ...(steps === undefined ? {} : { steps: Number(steps) }),
    ...(lostAfter === undefined ? {} : { lostAfter: Number(lostAfter) }),
  };
}

function optionsOf(text: string): Draft['options'] {
  const [, redeliveries] = /redeliveries (\d+)/.exec(text) ?? [];
  const [, cases] = /cases (\d+)/.exec(text) ?? [];
  if (redeliveries === undefined && cases === undefined) throw new Error(`with ${text}`);
  return {
    ...(redeliveries === undefined ? {} : { redeliveries: Number(redeliveries) }),
    ...(cases === undefined ? {} : { cases: Number(cases) }),
  };
}

function split(text: string): [string, string] {
  const at = text.indexOf(' ');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function terminationOf(text: string): Termination {
  if (text === 'always' || text === 'fair' || text === 'livelock' || text === 'unknown') return text;
  throw new Error(`termination ${text}`);
}

function codeOf(text: string): VerificationCode {
  const code = verificationCodes.find(known => known === text);
  if (!code) throw new Error(`"${text}" is no code of a verdict.`);
  return code;
}
