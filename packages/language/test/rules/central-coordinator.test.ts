import { describe, expect, test } from 'vitest';
import { expectFindings } from './rule-tester.ts';

const about = { about: 'central-coordinator' };

describe('central-coordinator', () => {
  test('three of four', async () => {
    const [finding] = await expectFindings(`
event Asked
event Told
command HoldFlight
command HoldHotel
command HoldCar
actor User { emits Asked }
service Trips {
  //    ^^^^^ central-coordinator: \`Trips\` commands 3 of the 4 other services: \`Flights\`, \`Hotels\` and \`Cars\`.
  first: on Asked -> HoldFlight & HoldHotel
  then: on Told -> HoldCar
}
service Flights { on HoldFlight -> Told }
service Hotels { on HoldHotel }
external service Cars { on HoldCar }
service Mail { on Asked }
`);
    expect(finding?.related.map(({ message }) => message)).toEqual([
      'It sends `HoldFlight` to `Flights` here.',
      'It sends `HoldHotel` to `Hotels` here.',
      'It sends `HoldCar` to `Cars` here.',
    ]);
  });

  const half = (more: string) => `
event Asked
command A
command B
command C
actor User { emits Asked }
service Trips { on Asked -> A & B & C }
service One { on A }
service Two { on B }
${more}
`;

  test('not of half of them', () =>
    expectFindings(
      half('service Three { on C }\nservice Four { on Asked }\nservice Five { on Asked }\nservice Six { on Asked }'),
      about,
    ));

  test('not of two, however few there are, or of itself', () =>
    expectFindings(
      half('service Three { on C -> nothing }')
        .replace('& B & C', '& B')
        .replace('on C -> nothing', 'on Asked -> C  on C'),
      about,
    ));

  test('silenced where it is meant', () =>
    expectFindings(
      half('service Three { on C }').replace(
        'service Trips',
        '@allow("central-coordinator", "a process manager") service Trips',
      ),
      about,
    ));
});
