/** A handler after a rename in the model: only its own names change, wherever the user has put them. */
import { expect, test } from 'vitest';
import { generate, handlerEdits, renamedHandlers } from '../src/index.ts';
import type { RenamedHandler } from '../src/index.ts';
import { parseOne } from './support/models.ts';

const shop = `
choreography Shop
event Placed { key id: uuid }
event Taken { key id: uuid  size: int }
actor User { emits Placed  receives Taken }
service Payments { charge: on Placed -> Taken  every 1h -> Taken }
service Stock { on Placed }
`;

async function renamed(before: string, after: string): Promise<readonly RenamedHandler[]> {
  return renamedHandlers(await parseOne(before), await parseOne(after));
}

/** The text of a handler after the rename; undefined if it cannot follow. */
function followed(text: string, handler: RenamedHandler): string | undefined {
  return handlerEdits(text, handler)?.reduceRight(
    (result, { start, end, text: next }) => result.slice(0, start) + next + result.slice(end),
    text,
  );
}

async function charged(): Promise<RenamedHandler> {
  const [handler] = await renamed(shop, shop.replace('charge:', 'take:'));
  if (!handler) throw new Error('no handler is renamed');
  return handler;
}

test('only the handlers that are called or generated otherwise are renamed', async () => {
  const pairs = async (before: string, after: string) =>
    (await renamed(before, after)).map(({ from, to }) => `${from.path} ${to.path}`);
  expect(await pairs(shop, shop)).toEqual([]);
  expect(await pairs(shop, shop.replace('charge:', 'take:'))).toEqual([
    'src/services/payments/charge.ts src/services/payments/take.ts',
  ]);
  expect(await pairs(shop, shop.replaceAll('Placed', 'Sent'))).toEqual([
    'src/services/payments/charge.ts src/services/payments/charge.ts',
    'src/services/stock/on-placed.ts src/services/stock/on-sent.ts',
  ]);
  expect(await pairs(shop, shop.replace('Payments', 'Bank'))).toEqual([
    'src/services/payments/charge.ts src/services/bank/charge.ts',
    'src/services/payments/every1h.ts src/services/bank/every1h.ts',
  ]);
  expect(await pairs(shop, shop.replace('service Stock { on Placed }', ''))).toEqual([]);
});

test('one that nobody has edited is what is generated now, whatever its line breaks are', async () => {
  const handler = await charged();
  const contents = async (text: string, path: string) =>
    generate(await parseOne(text)).files.find(file => file.path === path)?.contents ?? '';
  const before = await contents(shop, handler.from.path);
  const after = await contents(shop.replace('charge:', 'take:'), handler.to.path);
  expect(followed(before, handler)).toBe(after);
  expect(followed(before.replaceAll('\n', '\r\n'), handler)).toBe(after.replaceAll('\n', '\r\n'));
});

test.each([
  ['export const charge: ChargeHandler = 1;', 'export const take: TakeHandler = 1;'],
  ['export async function charge() {}', 'export async function take() {}'],
  ['export   let charge = 1;', 'export   let take = 1;'],
  [
    'import type { ChargeHandler as H } from "./payments.gen.ts";\nexport const charge: H = bank.charge; // charge',
    'import type { TakeHandler as H } from "./payments.gen.ts";\nexport const take: H = bank.charge; // charge',
  ],
  [
    'type Mine = MyChargeHandler | ChargeHandlerOf | types.ChargeHandler | ChargeHandler;\nexport const charge = 1;\nexport const charged = 2;',
    'type Mine = MyChargeHandler | ChargeHandlerOf | types.ChargeHandler | TakeHandler;\nexport const take = 1;\nexport const charged = 2;',
  ],
])('%s', async (before, after) => {
  expect(followed(before, await charged())).toBe(after);
});

test('one that does not declare its constant, or declares it otherwise, cannot follow', async () => {
  for (const text of ['', 'const charge = 1;', 'export { mine as charge };', '// export const charge = 1;']) {
    expect(followed(text, await charged()), text).toBeUndefined();
  }
});

test('a service: the module of the type', async () => {
  const [handler] = await renamed(shop, shop.replace('Payments', 'Bank'));
  if (!handler) throw new Error('no handler is renamed');
  expect(followed("import type { ChargeHandler } from './payments.gen.ts';\nexport const charge = 1;", handler)).toBe(
    "import type { ChargeHandler } from './bank.gen.ts';\nexport const charge = 1;",
  );
});
