/** Models on which a small misreading of the semantics shows: how their runs come to rest was worked out by hand. */

export interface Corner {
  readonly name: string;
  /** Without the events: those with a capital letter are made, each with the key `id`, unless they are declared. */
  readonly text: string;
  /** What can have left at the end, as Spin says it. */
  readonly ends: readonly string[];
  readonly redeliveries?: number;
}

export const corners: readonly Corner[] = [
  {
    name: 'all reactions to a message see the state as it was',
    text: `
      actor User { emits A, B receives X, Y }
      service S {
        state first: boolean
        state second: boolean
        one: on A -> set first = true
        two: on A -> set second = first
        ask: on B { when second -> X else -> Y }
      }`,
    ends: ['X 0, Y 1'],
  },
  {
    name: 'an assignment sees the state as it was, within one alternative, too',
    text: `
      actor User { emits A receives X, Y }
      service S {
        state left: boolean
        state right: 0..2
        swap: on A -> set right = right + 1 & set left = right == 0 & B
        ask: on B { when left and right == 1 -> X else -> Y }
      }`,
    ends: ['X 1, Y 0'],
  },
  {
    name: 'a guard sees the state as it was before the reaction above it',
    text: `
      actor User { emits A receives X }
      service S {
        state done: boolean
        one: on A when not done -> X & set done = true
        two: on A when not done -> X
        three: on A when done -> X
      }`,
    ends: ['X 2'],
  },
  {
    name: 'cancel drops every pending timer of its message, and none of another service',
    text: `
      actor User { emits A, B receives T }
      service S {
        state ready: boolean
        start: on A -> T after 1m & T after 2m & set ready = true
        stop: on B when ready -> cancel T & Stopped
      }
      service R {
        go: on A -> Slow
        wait: on Stopped -> nothing
      }
      service Q { late: on A -> T after 1h }`,
    ends: ['T 1', 'T 2', 'T 3'],
  },
  {
    name: 'an ordered channel keeps the order of what one service sends another',
    text: `
      actor User { emits Go receives X, Y, Z }
      service S { send: on Go -> A  then: on Go -> B & C }
      service R {
        state had: 0..3
        a: on A { when had == 0 -> set had = 1 else -> X }
        b: on B { when had == 1 -> set had = 2 else -> Y }
        c: on C { when had == 2 -> set had = 3 else -> Z }
      }
      channel line { carries A, B, C ordered by id }`,
    // Two reactions fire on one delivery, in either order.
    ends: ['X 0, Y 0, Z 0', 'X 0, Y 1, Z 1'],
  },
  {
    name: 'what comes from outside over an ordered channel comes to all in the order of its coming',
    text: `
      actor User { emits A, B receives X, Y }
      service S { state had: boolean  a: on A -> set had = true  b: on B when had -> X }
      service R { state had: boolean  a: on A -> set had = true  b: on B when had -> Y }
      channel line { carries A, B ordered by id }`,
    ends: ['X 0, Y 0', 'X 1, Y 1'],
  },
  {
    name: 'reactions that a guard and a limit keep apart are carried out in either order',
    text: `
      actor User { emits A, B receives X*, Y* }
      service S {
        state n: 0..2
        one: on A when n < 2 at most 1 times else Y -> X & set n = 1
        two: on A when n < 2 at most 1 times else X -> Y & set n = 2
        ask: on B { when n == 1 -> X  when n == 2 -> Y  else -> nothing }
      }`,
    ends: ['X 1, Y 1', 'X 1, Y 2', 'X 2, Y 1'],
  },
  {
    name: 'a join keeps what is left over',
    text: `
      actor User { emits A, B* receives X }
      service S { more: on A -> C & C  pack: on C and B -> X }`,
    ends: ['X 0', 'X 1', 'X 2'],
  },
  {
    name: 'a join compares what its messages carry when all are there, and has used them up then',
    text: `
      event A { key id: uuid size: Size }
      event B { key id: uuid size: Size }
      enum Size { Small, Large }
      actor User { emits A, B+ receives X }
      service S { pack: on A and B when A.size == B.size -> X }`,
    ends: ['X 0', 'X 1'],
  },
  {
    name: 'a join asks about one message when that one comes, and waits for a better one',
    text: `
      event A { key id: uuid large: boolean }
      actor User { emits B receives X, Y }
      service R { two: on B -> A & A  tell: on A when A.large -> Y }
      service S { pack: on A and B when A.large -> X }`,
    ends: ['X 0, Y 0', 'X 1, Y 1', 'X 1, Y 2'],
  },
  {
    name: 'a join that gives up drops what it holds',
    text: `
      actor User { emits A, B receives X, Y }
      service S { pack: on A and B within 1m else Y -> X }`,
    ends: ['X 0, Y 2', 'X 1, Y 0'],
  },
  {
    name: 'after its limit a reaction does the other thing, again and again',
    text: `
      actor User { emits A receives X, Y }
      service S { more: on A -> B & B & B & B  some: on B at most 2 times else Y -> X }`,
    ends: ['X 2, Y 2'],
  },
  {
    name: 'all services see the same in a message',
    text: `
      event A { key id: uuid @min(0) @max(3) size: int }
      actor User { emits A receives X, Y, Z }
      service S { small: on A when size < 2 -> X }
      service R { large: on A when size >= 2 -> Y  odd: on A when size in [1, 3] -> Z }`,
    ends: ['X 0, Y 1, Z 0', 'X 0, Y 1, Z 1', 'X 1, Y 0, Z 0', 'X 1, Y 0, Z 1'],
  },
  {
    name: 'numbers stop at their bounds, and halves are halves',
    text: `
      actor User { emits A receives X, Y, Z }
      service S {
        state n: 1..3
        up: on A -> set n = n + 5 & B
        ask: on B when n / 2 > 1 -> X
        half: on B when n / 2 == 1 -> Y
        all: on B when n == 3 -> Z
      }`,
    ends: ['X 1, Y 0, Z 1'],
  },
  {
    name: 'states begin with what the model says',
    text: `
      actor User { emits A receives X, Y, Z }
      service S {
        state n: -2..3 = -1
        state open: boolean = true
        state phase: idle | held | shut = held
        count: on A when n == -1 and open -> X & set n = n + 2 & set open = false & B
        after: on B when n == 1 and not open -> Y
        held: on A when phase == held -> Z & set phase = shut
      }`,
    ends: ['X 1, Y 1, Z 1'],
  },
  {
    name: 'a state of an enum begins as missing, or with a value, and takes what a message carries',
    text: `
      enum P { Ann, Bob }
      event N { key id: uuid  p: P  q?: P }
      actor User { emits N receives W, X, Y, Z }
      service S {
        state a: P?
        state b: P
        state c: P? = Bob
        one: on N when a != p and not (a in [Ann, Bob]) and b == Ann and c != b -> W & set a = p & set c = a
        two: on W when a == Bob -> X
        three: on N when q == a -> Y
        four: on N when a == c or a == b -> Z
      }`,
    ends: ['W 1, X 0, Y 0, Z 0', 'W 1, X 0, Y 1, Z 0', 'W 1, X 1, Y 0, Z 0', 'W 1, X 1, Y 1, Z 0'],
  },
  {
    name: 'numbers that Promela does not have are calculated with all the same',
    text: `
      actor User { emits A receives W, X, Y, Z }
      service S {
        state n: 0..3
        up: on A -> set n = n + 2 & B
        large: on B when n * 2000000 * 2000 > 5 -> W
        larger: on B when n + 1000000000000000000000 > 5 -> X
        below: on B when n < 3000000000 -> Y
        equal: on B when n == 3000000000 -> Z
      }`,
    ends: ['W 1, X 1, Y 1, Z 0'],
  },
  {
    name: 'a redelivery is for those who do not mind, and comes to each service for itself',
    text: `
      actor User { emits A receives X, Y, Z }
      service S { one: on A idempotent -> X  two: on A -> Y }
      service R { three: on A -> Z }`,
    redeliveries: 1,
    ends: ['X 1, Y 1, Z 1', 'X 1, Y 1, Z 2', 'X 1, Y 2, Z 1'],
  },
  {
    name: 'nothing comes twice over a channel that delivers exactly or at most once',
    text: `
      actor User { emits A receives X, Y }
      service S { one: on A -> B & C  two: on B -> X  three: on C -> Y }
      channel sure { carries A, B delivery exactly-once }
      channel thin { carries C delivery at-most-once }`,
    redeliveries: 2,
    ends: ['X 1, Y 0', 'X 1, Y 1'],
  },
  {
    name: 'what comes from outside may be lost on its way to all',
    text: `
      actor User { emits A, B receives X, Y }
      service S { one: on A -> X  two: on B -> Y }
      channel thin { carries A delivery at-most-once }`,
    ends: ['X 0, Y 1', 'X 1, Y 1'],
  },
  {
    name: 'what is emitted with contents carries them, and nothing else',
    text: `
      event A { key id: uuid  size: int  gift: boolean }
      event B { key id: uuid  size: int  gift: boolean }
      actor User { emits A { size: 3 } receives X, Y, Z }
      service S { hand: on A -> B { ..., size: size - 1 } }
      service R {
        small: on B when size == 2 and gift -> X
        plain: on B when size == 2 and not gift -> Y
        other: on B when size != 2 -> Z
        both: on A when gift -> X
      }`,
    ends: ['X 0, Y 1, Z 0', 'X 2, Y 0, Z 0'],
  },
  {
    name: 'a number counts on its way, and what puts it off keeps it',
    text: `
      event Try { key id: uuid  attempt: int }
      actor User { emits Try { attempt: 1 } receives X, Y }
      service S {
        again: on Try { when attempt < 4 -> Try { attempt: attempt + 1 } after 1m & X  else -> Y }
      }`,
    ends: ['X 3, Y 1'],
  },
  {
    name: 'cancel drops a timer whatever it carries',
    text: `
      event T { key id: uuid  late: boolean }
      actor User { emits A, B { big: true }, B { big: false } receives X, Y }
      event B { key id: uuid  big: boolean }
      service S {
        state ready: boolean
        start: on A -> T { late: true } after 1m & T { late: false } after 2m & Go
        stop: on B when ready and big -> cancel T
        mark: on Go -> set ready = true
      }
      service R { due: on T { when late -> X else -> Y } }`,
    ends: ['X 0, Y 0', 'X 0, Y 1', 'X 1, Y 0', 'X 1, Y 1'],
  },
  {
    name: 'what a state gives is what it was before the delivery',
    text: `
      event B { key id: uuid  n: int  grade?: G }
      enum G { Low, High }
      actor User { emits A, A receives X, Y, Z }
      service S {
        state n: 0..2
        state grade: G?
        more: on A -> set n = n + 1 & set grade = High & B { n: n * 2, grade: grade }
      }
      service R {
        first: on B when n == 0 and grade != High -> X
        second: on B when n == 2 and grade == High -> Y
        other: on B when not (n in [0, 2]) -> Z
      }`,
    ends: ['X 1, Y 1, Z 0'],
  },
  {
    name: 'a join gives what its messages carry',
    text: `
      event A { key id: uuid  size: Size }
      event B { key id: uuid  gift: boolean }
      event C { key id: uuid  size: Size  gift: boolean }
      enum Size { Small, Large }
      actor User { emits A, B receives X, Y }
      service S { pack: on A and B -> C { ... } }
      service R {
        left: on A when size == Large -> X
        right: on B when gift -> X
        large: on C when size == Large -> Y
        gift: on C when gift -> Y
      }`,
    ends: ['X 0, Y 0', 'X 1, Y 1', 'X 2, Y 2'],
  },
  {
    name: 'a boolean that is missing is false where it has to be there, and a number stops at the bounds of its field',
    text: `
      event A { key id: uuid  gift?: boolean  @max(2) size: int }
      event B { key id: uuid  gift: boolean  @min(0) @max(2) size: int }
      actor User { emits A { size: 2 } receives X, Y, Z }
      service S { hand: on A -> B { gift: gift, size: size + 1 } }
      service R {
        gift: on B when gift == false -> X
        same: on B when size == 2 -> Y
        not: on B when not gift and size < 2 -> Z
      }`,
    ends: ['X 0, Y 1, Z 0', 'X 1, Y 1, Z 0'],
  },
  {
    name: 'a number that is missing is the least that the state can be',
    text: `
      event A { key id: uuid  @min(0) @max(1) seats?: int }
      actor User { emits A receives X, Y, Z }
      service S {
        state room: 2..4 = 3
        seat: on A -> set room = seats + 3 & B
        ask: on B { when room == 2 -> X  when room == 3 -> Y  else -> Z }
        less: on A when seats < 1 -> Z
      }`,
    ends: ['X 0, Y 0, Z 1', 'X 0, Y 1, Z 1', 'X 1, Y 0, Z 0'],
  },
  {
    name: 'where something may come, something comes',
    text: `
      actor User { emits A?, B* receives X, Y }
      service S { one: on A -> X  two: on B -> Y }`,
    ends: ['X 0, Y 1', 'X 0, Y 2', 'X 1, Y 0', 'X 1, Y 1', 'X 1, Y 2'],
  },
  {
    name: 'what answers comes behind what it answers, and may be heard first',
    text: `
      actor User { emits A, B? after A, C after D receives X, Y, Z }
      service S {
        state known: boolean
        known: on A -> set known = true
        answer: on B { when known -> X  else -> Y }
        never: on C -> Z
      }
      property "p" { B leads to X  no A after B }`,
    ends: ['X 0, Y 0, Z 0', 'X 0, Y 1, Z 0', 'X 1, Y 0, Z 0'],
  },
  {
    name: 'something comes that answers nothing',
    text: `
      actor User { emits A?, B? after A, C?, D after A or C receives X, Y }
      service S { a: on A  b: on B -> X  c: on C  d: on D -> Y }`,
    ends: ['X 0, Y 1', 'X 1, Y 1'],
  },
];

/** The text with its events declared. */
export function textOf({ text }: Corner): string {
  const declared = new Set([...text.matchAll(/(?:event|enum|actor|service|channel) (\w+)/g)].map(([, name]) => name));
  const used = new Set([...text.matchAll(/\b[A-Z]\w*\b/g)].map(([name]) => name));
  const values = new Set(
    [...text.matchAll(/enum \w+ \{([^}]*)\}/g)].flatMap(([, names]) => (names ?? '').split(/[\s,]+/)),
  );
  const events = [...used].filter(name => !declared.has(name) && !values.has(name));
  return `${events.map(name => `event ${name} { key id: uuid }`).join('\n')}\n${text}`;
}
