/** Where the name of a service stands beside the arrows that enter it. */
import { describe, expect, test } from 'vitest';
import { freePlace, gap } from '../src/webview/free-place.ts';

const room = { start: 0, end: 200 };
const anywhere = { start: -Infinity, end: Infinity };
const arrow = (x: number) => ({ start: x, end: x });

describe('a name', () => {
  test('stays where it is if nothing is in the way', () => {
    expect(freePlace({ room, limits: room, blocked: [] }, 60, 70)).toEqual({ start: 70, room });
    expect(freePlace({ room, limits: room, blocked: [arrow(20)] }, 60, 70)).toEqual({ start: 70, room });
  });

  test('moves aside, no further than it must', () => {
    expect(freePlace({ room, limits: room, blocked: [arrow(110)] }, 60, 70)).toEqual({ start: 110 - gap - 60, room });
    expect(freePlace({ room, limits: room, blocked: [arrow(80)] }, 60, 70)).toEqual({ start: 80 + gap, room });
    expect(freePlace({ room, limits: room, blocked: [arrow(160), arrow(70)] }, 60, 70)?.start).toBe(70 + gap);
  });

  test('of which there is no place left widens its frame, to the side where less is missing', () => {
    const place = freePlace({ room, limits: anywhere, blocked: [arrow(60), arrow(130)] }, 70, 65);
    expect(place).toEqual({ start: 130 + gap, room: { start: 0, end: 130 + 2 * gap + 70 } });
    const other = freePlace({ room, limits: { start: -Infinity, end: 200 }, blocked: [arrow(60), arrow(130)] }, 70, 65);
    expect(other).toEqual({ start: 60 - gap - 70, room: { start: 60 - 2 * gap - 70, end: 200 } });
  });

  test('does not widen it over a neighbour, nor to where another arrow runs', () => {
    expect(freePlace({ room, limits: room, blocked: [arrow(60), arrow(130)] }, 70, 65)).toBeUndefined();
    const beyond = { room, limits: { start: 0, end: 400 }, blocked: [arrow(60), arrow(130), arrow(205)] };
    expect(freePlace(beyond, 70, 65)).toBeUndefined();
  });
});
