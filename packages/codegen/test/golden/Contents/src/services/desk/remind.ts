import type { RemindHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     remind: on Tried -> Reminder { attempt: tries + 1 } after 24h & Checked* { ... }
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const remind: RemindHandler = async (_tried, { emit }) => {
  // TODO: fill in Reminder { attempt: tries + 1 } after 24h & Checked* { ... }. The values here are examples.
  return emit.ReminderLaterAndChecked({ Checked: [{}] });
};
