/** Types that do not match. */
import type { TypeMismatch } from '@choreo/analysis/checks';
import { typeText } from '@choreo/analysis';
import type { Related } from '../diagnostic.ts';
import { renameFixes } from '../fixes/rename-fix.ts';
import { replaceSpan } from '../fixes/source-text.ts';
import { nearestNames } from '../nearest-name.ts';
import { defineRule } from '../rule.ts';
import { joined, quoted, suggestion } from '../wording.ts';

export const typeMismatch = defineRule({
  code: 'type-mismatch',
  severity: 'error',
  isAllowable: false,
  describe: finding => ({ message: describe(finding), related: relatedTo(finding) }),
  fixes({ problem, replacement, span }) {
    if (replacement !== undefined) {
      return [{ title: `Write \`${replacement}\``, edits: [replaceSpan(span, replacement)], isPreferred: true }];
    }
    return problem.kind === 'payload-value' ? renameFixes(problem.value, span, problem.candidates) : [];
  },
});

const forms = {
  date: { name: 'a `date`', example: '2026-11-23' },
  datetime: { name: 'a `datetime`', example: '2026-11-23T10:00:00Z' },
  duration: { name: 'a `duration`', example: 'PT30M' },
  uuid: { name: 'a `uuid`', example: '0192d3f0-7c1a-7e3b-9f52-6a1b0c8d4e2f' },
  uri: { name: 'a `uri`', example: 'https://example.com/orders/7' },
  email: { name: 'an `email`', example: 'ada@example.com' },
} as const;

function describe({ problem, replacement }: TypeMismatch): string {
  const instead = replacement === undefined ? undefined : `Write ${quoted(replacement)}.`;
  switch (problem.kind) {
    case 'not-boolean': {
      const found = quoted(typeText(problem.found));
      if (problem.role !== 'operand')
        return `A ${problem.role} must be true or false, but this is ${found}. Compare it with a value.`;
      return `${quoted(problem.operator ?? 'and')} combines conditions, but this is ${found}. Compare it with a value.`;
    }
    case 'not-number':
      return `${quoted(problem.operator)} calculates with numbers, but this is ${quoted(typeText(problem.found))}. Use a number here.`;
    case 'not-ordered':
      return `${quoted(problem.operator)} compares by order, but values of ${quoted(typeText(problem.found))} have no order. Use \`==\`, \`!=\` or \`in\`.`;
    case 'not-comparable':
      return `${quoted(typeText(problem.found))} cannot be compared as a whole. Compare one of its fields.`;
    case 'compared':
      return `${quoted(typeText(problem.left))} is never equal to ${quoted(typeText(problem.right))}: they are different types. ${instead ?? 'Compare values of the same type.'}`;
    case 'form': {
      const { name, example } = forms[problem.expected];
      return `${quoted(problem.what)} is ${name}, and ${quoted(JSON.stringify(problem.text))} is none. Write one, such as ${quoted(`"${example}"`)}.`;
    }
    case 'constrained':
      return `${quoted(problem.what)} has ${quoted(problem.constraint)}, which ${quoted(problem.value)} does not meet, so services would refuse the message. Give it another value, or change the annotation.`;
    case 'assigned': {
      const what = `${quoted(problem.state)} takes ${quoted(typeText(problem.expected))}, but this is ${quoted(typeText(problem.found))}.`;
      return `${what} ${instead ?? 'Set it to a value of its type.'}`;
    }
    case 'may-be-missing':
      return `${quoted(problem.state)} always has a value, but ${quoted(problem.what)} may be missing. Declare ${quoted(`state ${problem.state}: ${problem.enum}?`)}, or set it only where there is a value.`;
    case 'out-of-range':
      return `${quoted(problem.state)} has the range ${problem.min} to ${problem.max}, and ${problem.value} is outside it. Set it to a value in the range, or widen the range.`;
    case 'differs-by-trigger': {
      const types = problem.types.map(({ message, type }) => `${quoted(typeText(type))} in ${quoted(message)}`);
      return `${quoted(problem.field)} is ${joined(types)}. Give it the same type in all of them, or write a reaction for each message.`;
    }
    case 'payload':
      return `${quoted(problem.field)} is ${quoted(typeText(problem.expected))}, but this is ${problem.found}. ${instead ?? 'Give it a value of its type.'}`;
    case 'contradicts-entry':
      return `${quoted(problem.message)} comes in with ${quoted(`${problem.field}: ${problem.given}`)}, so it cannot carry this. Leave the field out, or change what \`emits\` gives.`;
    case 'given':
      return `${quoted(problem.field)} is ${quoted(typeText(problem.expected))}, but this is ${quoted(typeText(problem.found))}. ${instead ?? 'Give it a value of its type.'}`;
    case 'given-missing':
      return `${quoted(problem.missing)} may be missing, but every ${quoted(problem.message)} carries ${quoted(problem.field)}. Make ${quoted(`${problem.message}.${problem.field}`)} optional, or give it a value that is always there.`;
    case 'not-constant':
      return `${quoted(problem.field)} of an entry comes from outside, where no message and no state is known. Give it a constant, or leave it out.`;
    case 'read-at-timeout':
      return `${quoted(problem.field)} reads a message that may not have come when the join gives up. Give it a constant or a state, or leave it out.`;
    case 'payload-value': {
      const near = nearestNames(problem.value, problem.candidates);
      return `${quoted(problem.value)} is not a value of ${quoted(problem.enum)}. ${suggestion(near, problem.candidates, 'add the value')}`;
    }
    case 'extends-itself': {
      const [first = '', ...others] = problem.names;
      const through = others.length > 0 ? ` through ${joined(others.map(quoted))}` : '';
      return `${quoted(first)} extends itself${through}. Remove one \`extends\`.`;
    }
    case 'contains-itself':
      return `Every value would be infinite: ${problem.path.map(quoted).join(' contains ')} contains the first again. Make one of these fields optional, or a list.`;
    default:
      return problem satisfies never;
  }
}

function relatedTo({ problem, span }: TypeMismatch): Related[] {
  if (problem.kind !== 'extends-itself' && problem.kind !== 'contains-itself') return [];
  const places = problem.places.filter(place => place !== span);
  const message = problem.kind === 'extends-itself' ? 'The cycle goes on here.' : 'It is contained here.';
  return places.map(place => ({ message, span: place }));
}
