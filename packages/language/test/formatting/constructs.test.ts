/** Each construct of the language, before and after formatting. */
import { createChoreoCoreServices, formatText } from '@choreo/language';
import { AstUtils, EmptyFileSystem } from 'langium';
import { describe, expect, test } from 'vitest';

interface Case {
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

const long = 'AVeryLongNameOfAMessage';
const several = [1, 2, 3, 4, 5, 6].map(number => `${long}${number}`);

/** Whole files. */
const files: readonly Case[] = [
  {
    title: 'a header',
    before: '\n\n  @owner( "a" )   @version("1")\nchoreography   Shop\n uses  Billing ,Identity\n\n\n\n',
    after: '@owner("a") @version("1")\nchoreography Shop uses Billing, Identity\n',
  },
  {
    title: 'a long header',
    before: `choreography Shop uses ${several.join(',')}`,
    after: `choreography Shop uses ${several.slice(0, 3).join(', ')},\n  ${several.slice(3).join(', ')}\n`,
  },
  { title: 'an empty file', before: '', after: '' },
  { title: 'nothing but space', before: ' \n\n ', after: '' },
  { title: 'nothing but comments', before: '\n  // a  \n\n\n  /* b */', after: '// a\n\n/* b */\n' },
  {
    title: 'messages and types',
    before: `event A
command  B{key  id:uuid   note ? :string}
event C extends  Other . A{
at:datetime
   tags : map < string [ ] > [ ]

  @min( 1 )@max(-2)   n:int }
type D {}
enum E {x,y , }
enum F{
 x,
 @deprecated("z") y}`,
    after: `event A
command B { key id: uuid  note?: string }
event C extends Other.A {
  at: datetime
  tags: map<string[]>[]

  @min(1) @max(-2) n: int
}
type D {}
enum E { x, y, }
enum F {
  x,
  @deprecated("z") y
}
`,
  },
  {
    title: 'declarations on one line',
    before: 'event A event B{key id:uuid}type C{a:int}',
    after: 'event A\nevent B { key id: uuid }\ntype C  { a: int }\n',
  },
  {
    title: 'one-line declarations, in groups',
    before: `event A { key id: uuid }
/** Between. */
command LongerThan { key id: uuid }
event Bare
event C { key id: uuid }

event D { key id: uuid }
event WithANameThatIsFarTooLong { key id: uuid }
@owner("x") event E { key id: uuid }
event Several {
  key id: uuid
}
event F { key id: uuid }`,
    after: `event A            { key id: uuid }
/** Between. */
command LongerThan { key id: uuid }
event Bare
event C { key id: uuid }

event D { key id: uuid }
event WithANameThatIsFarTooLong { key id: uuid }
@owner("x") event E             { key id: uuid }
event Several {
  key id: uuid
}
event F { key id: uuid }
`,
  },
  {
    title: 'a block that gets too long',
    before: `event A { ${[1, 2, 3, 4, 5, 6, 7, 8, 9].map(n => `field${n}: string`).join(' ')} }`,
    after: `event A {\n${[1, 2, 3, 4, 5, 6, 7, 8, 9].map(n => `  field${n}: string\n`).join('')}}\n`,
  },
  {
    title: 'actors',
    before: 'actor A{emits X?,Y *,Z+   receives  W*, V}\nactor B\n{\nemits X{a:1 ,b:"c"}after Y  or Other.Z }',
    after: `actor A { emits X?, Y*, Z+  receives W*, V }
actor B {
  emits X { a: 1, b: "c" } after Y or Other.Z
}
`,
  },
  {
    title: 'long lists',
    before: `actor A { emits ${several.join(',')} }`,
    after: `actor A {
  emits ${several.slice(0, 4).join(', ')},
    ${several.slice(4).join(', ')}
}
`,
  },
  {
    title: 'services',
    before: 'external   idempotent service A by  a ,b{on X}\nidempotent service B by nothing{}',
    after: 'external idempotent service A by a, b { on X }\nidempotent service B by nothing       {}\n',
  },
  {
    title: 'channels',
    before: 'channel c{carries A ,Other . B address "x"  delivery  at-least-once ordered  by id}',
    after: 'channel c { carries A, Other.B  address "x"  delivery at-least-once  ordered by id }\n',
  },
  {
    title: 'properties',
    before: `property "p"{at  most 1 A
at rest  S . x==y if B
at all times not(S.x and S.y)
no A after B
always A
never B
A leads  to B|C
A requires B
A excludes B
A compensated by B on C
}`,
    after: `property "p" {
  at most 1 A
  at rest S.x == y if B
  at all times not (S.x and S.y)
  no A after B
  always A
  never B
  A leads to B | C
  A requires B
  A excludes B
  A compensated by B on C
}
`,
  },
  {
    title: 'scenarios',
    before: `scenario "s" {
given A{a:{b:- 1,c:[1 ,true,"x",w ,{}]} , }
choose S . r->B|C
expect  2 B
expect B before  C
expect at rest S.x in[a,b]
never C
possible D }`,
    after: `scenario "s" {
  given A { a: { b: -1, c: [1, true, "x", w, {}] }, }
  choose S.r -> B | C
  expect 2 B
  expect B before C
  expect at rest S.x in [a, b]
  never C
  possible D
}
`,
  },
  {
    title: 'a payload on several lines',
    before: `scenario "s" {\ngiven A { a: [\n1, 2], b: {\nc: 1 } }\n}`,
    after: `scenario "s" {
  given A {
    a: [
      1,
      2
    ],
    b: {
      c: 1
    }
  }
}
`,
  },
];

/** Members of a service. */
const members: readonly Case[] = [
  {
    title: 'states',
    before:
      'state a:boolean=true state b : x|y | z =y\nstate c:0 .. -3= - 1\nstate d:E ? state e:Other . E\nstate f:on',
    after: `  state a: boolean = true
  state b: x | y | z = y
  state c: 0..-3 = -1
  state d: E?
  state e: Other.E
  state f: on
`,
  },
  {
    title: 'a state with many values',
    before: `state s: ${several.join('|')}`,
    after: `  state s: ${several.slice(0, 4).join(' | ')}
      | ${several.slice(4).join(' | ')}
`,
  },
  {
    title: 'schedules, entries and receipts',
    before: 'every 1h->A|B\nemits A ?\nreceives B',
    after: '  every 1h -> A | B\n  emits A?\n  receives B\n',
  },
  {
    title: 'reactions on one line',
    before: `on A
a:on A or B->C ?&D{...,x:1}after 1h&cancel Other . E&set s=s+1|nothing
@deprecated( "b" )b:on A and B by id when x idempotent within 1h else C|D&set s=1 at   most 3 times else C else retry 2 times then D->E`,
    after: `  on A
  a: on A or B -> C? & D { ..., x: 1 } after 1h & cancel Other.E & set s = s + 1 | nothing
  @deprecated("b") b: on A and B
    by id
    when x
    idempotent
    within 1h else C | D & set s = 1
    at most 3 times else C
    else retry 2 times then D
    -> E
`,
  },
  {
    title: 'line breaks that stay',
    before: `a: on A
  when x -> B
b: on A idempotent
when x
within 1h else C
-> B
c: on A -> B
| C
d: on A
-> B & C
e: on A -> B
& C`,
    after: `  a: on A
    when x
    -> B
  b: on A idempotent
    when x
    within 1h else C
    -> B
  c: on A
    -> B
     | C
  d: on A
    -> B & C
  e: on A
    -> B
       & C
`,
  },
  {
    title: 'line breaks that go',
    before: 'a\n:\non\nA->\nB\n{\n\n}\nafter\n1h&\nset\ns\n=\n1',
    after: '  a: on A -> B {} after 1h & set s = 1\n',
  },
  {
    title: 'a long outcome',
    before: `a: on A -> ${several[0]} & ${several[1]} | ${several[2]} & ${several[3]} & ${several[4]}`,
    after: `  a: on A
    -> ${several[0]} & ${several[1]}
     | ${several[2]} & ${several[3]} & ${several[4]}
`,
  },
  {
    title: 'a long alternative',
    before: `a: on A -> ${several.join('&')}`,
    after: `  a: on A
    -> ${several.slice(0, 4).join(' & ')}
       & ${several.slice(4).join(' & ')}
`,
  },
  {
    title: 'a long trigger',
    before: `a: on ${several.join(' or ')} when x -> B`,
    after: `  a: on ${several.slice(0, 4).join(' or ')}
      or ${several.slice(4).join(' or ')}
    when x
    -> B
`,
  },
  {
    title: 'a long condition',
    before: `a: on A when ${several.join(' or ')} -> B`,
    after: `  a: on A
    when ${several.slice(0, 4).join(' or ')}
      or ${several.slice(4).join(' or ')}
    -> B
`,
  },
  {
    title: 'contents on several lines',
    before: 'a: on A -> B {\n..., x: 1 } | C { y: 2 }\nb: on A within 1h else B { x: 1,\ny: 2 } -> C',
    after: `  a: on A
    -> B {
         ...,
         x: 1
       }
     | C { y: 2 }
  b: on A
    within 1h else B {
      x: 1,
      y: 2
    }
    -> C
`,
  },
  {
    title: 'branches',
    before: `a:on A{when x->B when not y->C|D else->nothing}
b: on A when x else retry
{
when x -> B
else retry 5 times then C }
c: on A {}`,
    after: `  a: on A { when x -> B  when not y -> C | D  else -> nothing }
  b: on A when x else retry {
    when x -> B
    else retry 5 times then C
  }
  c: on A {}
`,
  },
  {
    title: 'branches behind clauses on several lines',
    before: 'a: on A\nwhen x at most 2 times else B { when y -> C }',
    after: `  a: on A
    when x at most 2 times else B
  {
    when y -> C
  }
`,
  },
  {
    title: 'a long branch',
    before: `a: on A { when x and y -> ${several[0]} & ${several[1]} | ${several[2]} & ${several[3]} }`,
    after: `  a: on A {
    when x and y
      -> ${several[0]} & ${several[1]} | ${several[2]} & ${several[3]}
  }
`,
  },
  {
    title: 'expressions',
    before: 'a:on A when((a==1 or b!="x")and not c<-d)and e*-2+3/4-f>=g.h . i and j in[k ,l]and m<=true->B',
    after: `  a: on A when ((a == 1 or b != "x") and not c < -d) and e * -2 + 3 / 4 - f >= g.h.i and j in [k, l] and m <= true -> B
`,
  },
  {
    title: 'words of the language as names',
    before: 'on:on X\nwhen : on A when set==state and not key->B{set:on,when:after}',
    after: '  on: on X\n  when: on A when set == state and not key -> B { set: on, when: after }\n',
  },
];

const comments: readonly Case[] = [
  {
    title: 'stay above and at the end of lines',
    before: `// top

   // header
choreography A // behind
event B { // open
// inside
key id: uuid     // the id
total: int // the sum
   // last
} // closed
      /**
         * Documentation
           *   with an indented line.
         */
event C`,
    after: `// top

// header
choreography A // behind
event B { // open
  // inside
  key id: uuid // the id
  total: int   // the sum
  // last
} // closed
/**
 * Documentation
 *   with an indented line.
 */
event C
`,
  },
  {
    title: 'stay within a reaction',
    before: `service S {
a: on A /* one */ or B // two
// three
when x
-> C // four
// five
| D /* six */ & E
// seven
}`,
    after: `service S {
  a: on A /* one */ or B // two
    // three
    when x
    -> C // four
     // five
     | D /* six */ & E
  // seven
}
`,
  },
  {
    title: 'do not count for the width of a line',
    before: `event A { key id: uuid } // ${'long '.repeat(30)}`,
    after: `event A { key id: uuid } // ${'long '.repeat(30).trimEnd()}\n`,
  },
  {
    title: 'without stars keep their lines',
    before: 'service S {\n/* a\n     b */\non A\n}',
    after: 'service S {\n  /* a\n     b */\n  on A\n}\n',
  },
  {
    title: 'that document begin a line',
    before: 'event A /** Of B. */\nevent B',
    after: 'event A\n/** Of B. */\nevent B\n',
  },
];

const { choreo, shared } = createChoreoCoreServices(EmptyFileSystem);

function expectFormatted({ before, after }: Case): void {
  expect(formatText(before).text).toBe(after);
  expect(formatText(after).text).toBe(after);
}

describe('a file', () => {
  test.each(files)('$title', expectFormatted);
});

const inService = ({ title, before, after }: Case): Case => ({
  title,
  before: `service S {\n${before}\n}`,
  after: `service S {\n${after}}\n`,
});

describe('a member', () => {
  test.each(members.map(inService))('$title', expectFormatted);
});

describe('comments', () => {
  test.each(comments)('$title', expectFormatted);
});

test('every construct of the language is among the cases', () => {
  const found = new Set<string>();
  for (const { before } of [...files, ...members.map(inService)]) {
    const { value, parserErrors } = choreo.parser.LangiumParser.parse(before);
    expect(parserErrors).toEqual([]);
    for (const node of AstUtils.streamAst(value)) found.add(node.$type);
  }
  const reflection = shared.AstReflection;
  const concrete = reflection.getAllTypes().filter(type => reflection.getAllSubTypes(type).every(sub => sub === type));
  expect(concrete.filter(type => !found.has(type))).toEqual([]);
});
