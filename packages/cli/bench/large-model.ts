/**
 * Choreographies of any size for measuring: a tree of services, each a small story of its own with ten reactions. Events
 * have about two fields each, as in the model that docs/language.md tells.
 */

/** One file per entry; `files` of them share the services evenly. Free of findings at or above `warning`. */
export function largeModel(services: number, files = 1): readonly { readonly name: string; readonly text: string }[] {
  const perFile = Math.ceil(services / files);
  return Array.from({ length: Math.ceil(services / perFile) }, (_, file) => {
    const first = file * perFile;
    const last = Math.min(services, first + perFile);
    const parts = ['choreography Trade\n'];
    if (file === 0) parts.push(frame(services));
    for (let index = first; index < last; index++) parts.push(service(index));
    return { name: `trade-${String(file).padStart(3, '0')}.choreo`, text: parts.join('\n') };
  });
}

/** Where cases enter and leave, and the types that all share. */
function frame(services: number): string {
  const leaves = Array.from({ length: services }, (_, index) => index).filter(index => 3 * index + 1 >= services);
  return `type Money { amount: decimal  currency: string }
enum Problem { Declined, Fraud, ProviderDown }

/** A basket was submitted. */
event TradePlaced {
  key orderId: uuid
  total: Money
  note?: string
}

actor Customer {
  emits TradePlaced
  receives ${leaves.map(index => `Desk${index}Closed*`).join(', ')}
}
`;
}

function service(index: number): string {
  const own = `Desk${index}`;
  const before = index === 0 ? 'TradePlaced' : `Desk${Math.floor((index - 1) / 3)}Closed`;
  return `/** Desk ${index} takes a share of the trade. */
event ${own}Approved  { key orderId: uuid  total: Money  limit: int }
event ${own}Rejected  { key orderId: uuid  reason: Problem }
event ${own}Reserved  { key orderId: uuid }
/** Money was taken. */
event ${own}Charged   { key orderId: uuid  total: Money }
event ${own}Declined  { key orderId: uuid  reason: Problem }
event ${own}Shipped   { key orderId: uuid  trackingCode: string }
event ${own}TimedOut  { key orderId: uuid }
event ${own}Cancelled { key orderId: uuid  reason: Problem }
event ${own}Refunded  { key orderId: uuid  total: Money }
event ${own}Closed    { key orderId: uuid }

service ${own} {
  state phase: idle | taken | settled
  assess: on ${before} -> ${own}Approved | ${own}Rejected
  reserve: on ${own}Approved when limit > 0 and total.amount < 1000 -> ${own}Reserved
  charge: on ${own}Approved -> ${own}Charged | ${own}Declined
  remember: on ${own}Charged -> set phase = taken
  ship: on ${own}Reserved and ${own}Charged by orderId within 30m else ${own}TimedOut
    -> ${own}Shipped
  giveUp: on ${own}Rejected or ${own}Declined or ${own}TimedOut -> ${own}Cancelled
  refund: on ${own}Cancelled when phase == taken -> ${own}Refunded
  settle: on ${own}Shipped -> ${own}Closed & set phase = settled
  close: on ${own}Cancelled { when reason == Fraud -> ${own}Closed  else -> nothing }
  report: on ${own}Refunded -> ${own}Closed?
}
`;
}
