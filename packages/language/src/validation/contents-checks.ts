/** Where contents cannot stand, and what is wrong in how they are written: the grammar lets it through. */
import type { AstNode } from 'langium';
import type { Contents, Declaration, Emission, Outcome, Reaction, Schedule } from '../generated/ast.ts';
import { isCopiedFields, isEmission } from '../generated/ast.ts';

type Report = (message: string, node: AstNode, property?: string) => void;

/** Where contents stand, and why there is no trigger from which `...` could copy; undefined where there is one. */
type Untriggered = string | undefined;

type Placed = readonly [Outcome | undefined, Untriggered];

export function checkContents(declaration: Declaration, report: Report): void {
  if (declaration.$type === 'Scenario') {
    for (const step of declaration.steps) {
      if (step.$type !== 'ChooseStep') continue;
      for (const { contents } of emissionsIn(step.outcome)) {
        if (contents) report('`choose` names messages only, whatever they carry. Remove this block.', contents);
      }
    }
    return;
  }
  if (declaration.$type !== 'Service' && declaration.$type !== 'Actor') return;
  for (const member of declaration.members) {
    switch (member.$type) {
      case 'Entries':
        for (const { contents } of member.entries) {
          if (contents) checkOne(contents, 'an entry comes from outside', report);
        }
        break;
      case 'Schedule':
      case 'Reaction':
        for (const [outcome, untriggered] of outcomesOf(member)) {
          for (const { contents } of emissionsIn(outcome)) if (contents) checkOne(contents, untriggered, report);
        }
        break;
      default:
        break;
    }
  }
}

function outcomesOf(member: Reaction | Schedule): readonly Placed[] {
  if (member.$type === 'Schedule') return [[member.outcome, 'a schedule has none']];
  const otherwise = member.clauses.flatMap((clause): readonly Placed[] => {
    if (clause.$type === 'WithinClause') {
      return [[clause.outcome, 'a join that gives up has not heard all of its messages']];
    }
    if (clause.$type === 'RetryClause') return [[clause.retry?.outcome, undefined]];
    return clause.$type === 'AtMostClause' ? [[clause.outcome, undefined]] : [];
  });
  return [
    [member.outcome, undefined],
    ...member.branches.map((branch): Placed => [branch.outcome ?? branch.retry?.outcome, undefined]),
    ...otherwise,
  ];
}

function emissionsIn(outcome: Outcome | undefined): readonly Emission[] {
  return (outcome?.alternatives ?? []).flatMap(({ items }) => items.filter(isEmission));
}

function checkOne(contents: Contents, untriggered: Untriggered, report: Report): void {
  const { items } = contents;
  if (items.length === 0) {
    report('These braces give nothing. Give a field, as in `{ name: value }`, or remove the braces.', contents);
  }
  const names = new Set<string>();
  for (const item of items) {
    if (isCopiedFields(item)) continue;
    const name = item.field?.$refText ?? '';
    if (names.has(name) && name !== '') report(`\`${name}\` is given twice. Keep one of the two.`, item);
    if (name !== '' && item.colon === undefined) {
      report(
        `\`${name}\` needs a value: \`${name}: …\`. What the trigger carries under that name is \`${name}: ${name}\`.`,
        item,
      );
    }
    names.add(name);
  }
  const copies = items.filter(isCopiedFields);
  const [first, another] = copies;
  if (!first) return;
  if (untriggered !== undefined) {
    report(`\`...\` copies what the trigger carries, and ${untriggered}. Write out the fields to give.`, first);
  } else if (another) report('`...` appears twice. Keep the first.', another);
  else if (items[0] !== first) report('`...` must be the first in these braces. Move it to the front.', first);
}
