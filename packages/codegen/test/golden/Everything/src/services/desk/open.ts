import type { OpenHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     open: on Opened when size >= 1 and not kind == small and phase == idle
 *       -> DoIt & set phase = open & Reminder after 10m
 *       | Closed & set phase = closed
 *
 * Takes a case in.
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const open: OpenHandler = async (_opened, { emit }) => {
  // TODO: decide between DoIt & Reminder after 10m and Closed.
  return emit.DoItAndReminderLater({ DoIt: { what: 'example' }, Reminder: { text: 'An example' } });
};
