/** Choreographies that grow with a number: many services that act at once, or one after another. */

const event = (name: string): string => `event ${name} { key id: uuid }\n`;

function list(count: number, text: (index: number) => string, between = ''): string {
  return Array.from({ length: count }, (_, index) => text(index)).join(between);
}

/** One message starts many branches of two services each; a join waits for all of them. */
export function fanOut(branches: number, property = ''): string {
  return [
    event('Start'),
    event('Done'),
    list(branches, index => event(`P${index}`) + event(`Q${index}`)),
    'actor User { emits Start receives Done }\n',
    list(
      branches,
      index => `service A${index} { r: on Start -> P${index} }\nservice B${index} { r: on P${index} -> Q${index} }\n`,
    ),
    `service Join { j: on ${list(branches, index => `Q${index}`, ' and ')} -> Done }\n`,
    property && `property "fan-out" {\n${property}\n}\n`,
  ].join('');
}

/** Steps one after another, each of which can fail; what was done before is then undone in the other direction. */
export function saga(steps: number, name = ''): string {
  const of = (kind: string, index: number): string => `${name}${kind}${index}`;
  return [
    list(steps, index => event(of('Done', index)) + event(of('Failed', index)) + event(of('Undone', index))),
    event(`${name}Placed`) + event(`${name}Completed`) + event(`${name}Cancelled`),
    `actor ${name}User { emits ${name}Placed receives ${name}Completed, ${name}Cancelled }\n`,
    list(steps, index => {
      const before = index === 0 ? `${name}Placed` : of('Done', index - 1);
      const undo =
        index < steps - 1
          ? `  undo: on ${of('Failed', index + 1)} or ${of('Undone', index + 1)} -> ${of('Undone', index)}\n`
          : '';
      return `service ${of('S', index)} {\n  do: on ${before} -> ${of('Done', index)} | ${of('Failed', index)}\n${undo}}\n`;
    }),
    `service ${name}Office {\n  done: on ${of('Done', steps - 1)} -> ${name}Completed\n`,
    `  off: on ${of('Failed', 0)} or ${of('Undone', 0)} -> ${name}Cancelled\n}\n`,
    `property "${name} compensations" {\n`,
    list(steps - 1, index => `  ${of('Done', index)} compensated by ${of('Undone', index)} on ${name}Cancelled\n`),
    `  ${name}Completed excludes ${name}Cancelled\n}\n`,
  ].join('');
}

/** Services that act at once, each of which remembers what it did; the first failure cancels what the others do. */
export function parallelCompensations(services: number): string {
  return [
    event('Placed') + event('Completed') + event('Cancelled'),
    list(services, index => event(`Done${index}`) + event(`Failed${index}`) + event(`Undone${index}`)),
    'actor User { emits Placed receives Completed, Cancelled }\n',
    list(
      services,
      index => `service S${index} {
  state phase: idle | done | off
  do: on Placed when phase == idle -> Done${index} & set phase = done | Failed${index} & set phase = off
  undo: on Cancelled { when phase == done -> Undone${index} & set phase = off  else -> set phase = off }
}
`,
    ),
    'service Office {\n  state over: boolean\n',
    `  done: on ${list(services, index => `Done${index}`, ' and ')} -> Completed\n`,
    `  off: on ${list(services, index => `Failed${index}`, ' or ')} when not over -> Cancelled & set over = true\n}\n`,
    'property "compensations" {\n',
    list(services, index => `  Done${index} compensated by Undone${index} on Cancelled\n`),
    '  Completed excludes Cancelled\n}\n',
  ].join('');
}
