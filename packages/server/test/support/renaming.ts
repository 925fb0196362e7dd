/** The shop in which names are changed, and what comes of that. The cursor is at `<|>`. */
import { TestEditor } from './editor.ts';

export const billing = `choreography Billing
event Invoiced { key invoiceId: uuid  total: Money }
type Money { amount: decimal  currency: Currency }
enum Currency { EUR, USD }
actor Clerk { emits Invoiced }
`;

export const events = `choreography Shop
event OrderPlaced { key orderId: uuid  total: Money  lines: Line[]  reason: Reason  extra: map<Line> }
event OrderPaid { key orderId: uuid }
event OrderShipped { key orderId: uuid }
type Line { count: int  cause: Reason }
type Money { amount: decimal }
enum Reason { Fraud, Unknown }
`;

export const services = `choreography Shop
service Payments {
  state phase: idle | held
  charge: on OrderPlaced when total.amount > 5 and phase == idle -> OrderPaid
}
service Warehouse {
  on OrderPaid -> OrderShipped
}
`;

/** Renames at the cursor of the one marked text, beside the files above; the changed texts. */
export async function renamed(
  files: Readonly<Record<string, string>>,
  newName: string,
): Promise<Record<string, string>> {
  const all = { 'events.choreo': events, 'services.choreo': services, ...files };
  const marked = Object.entries(all).find(([, text]) => text.includes('<|>'));
  if (!marked) throw new Error('no text has a cursor');
  const editor = await TestEditor.open(all);
  return editor.rename(marked[0], newName);
}

/** The reason for which that is refused. */
export async function refusal(files: Readonly<Record<string, string>>, newName: string): Promise<string> {
  const result = await renamed(files, newName).catch((error: unknown) => error);
  if (!(result instanceof Error)) throw new Error(`not refused: ${JSON.stringify(result)}`);
  return result.message;
}

/** Files of the workspace above with the cursor at this mark in one of them. */
export const marking = (text: string, before: string): string => {
  const at = text.indexOf(before);
  if (at < 0) throw new Error(`no ${before}`);
  return `${text.slice(0, at)}<|>${text.slice(at)}`;
};
