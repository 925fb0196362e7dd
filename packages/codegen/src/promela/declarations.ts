/** Names of the exported model, and the variables among them: each is declared when it is first asked for. */
import { createNameScope } from '../names/identifier.ts';
import { comment } from './code.ts';

const longestName = 100;
const queueCapacity = 8;

export class Declarations {
  readonly lines: string[] = [];
  /** Numbers that stand for messages in queues. */
  readonly tokens: string[] = [];
  /** Of everything that must be 0 or empty when a run is at rest. */
  readonly pending: string[] = [];
  /** By one of `pending`: where it may be left, since what is there waits for a retry. */
  readonly left = new Map<string, string[]>();
  readonly #scope = createNameScope();
  readonly #known = new Map<string, string>();

  /** The name of what the key stands for; `declare` is called when it is new. */
  name(key: string, base: string, declare: (name: string) => void = () => undefined): string {
    let name = this.#known.get(key);
    if (name === undefined) {
      name = this.#scope.take(base.replace(/\W/g, '_').slice(0, longestName));
      this.#known.set(key, name);
      declare(name);
    }
    return name;
  }

  /** A variable, which is 0 at first unless another number is given. */
  variable(key: string, base: string, note: string, type = 'byte', initial = 0): string {
    const begins = initial === 0 ? '' : ` = ${initial}`;
    return this.name(key, base, name => void this.lines.push(`${type} ${name}${begins}; ${comment(note)}`));
  }

  /** A count of what keeps a run from being at rest; with `when`, only as long as that holds. */
  pendingCount(key: string, base: string, note: string, when?: string): string {
    return this.name(key, base, name => {
      this.lines.push(`byte ${name}; ${comment(note)}`);
      this.pending.push(when === undefined ? name : `(${name} > 0 && ${when})`);
    });
  }

  queue(key: string, base: string, note: string): string {
    return this.name(key, base, name => {
      this.lines.push(`chan ${name} = [${queueCapacity}] of { mtype }; ${comment(note)}`);
      this.pending.push(`len(${name})`);
    });
  }

  leave(pending: string, when: string): void {
    this.left.set(pending, [...(this.left.get(pending) ?? []), when]);
  }

  token(key: string, base: string): string {
    return this.name(key, base, name => void this.tokens.push(name));
  }
}

/** The type of a variable that counts so far. */
export function typeFor(most: number): string {
  if (most <= 255) return 'byte';
  return most <= 32_767 ? 'short' : 'int';
}
