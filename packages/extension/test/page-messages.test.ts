/** What comes out of a webview is checked before it is believed. */
import { describe, expect, test } from 'vitest';
import { isFromWebview, isSavedState } from '../src/preview/protocol.ts';
import { isFromRunPage, isSavedRun } from '../src/run/protocol.ts';
import { isFromSimulator, isSavedSimulation } from '../src/simulator/protocol.ts';

const move = { action: 1, choices: [0], label: 'A takes B' };
const position = { choreography: 'Shop', options: { seed: 2, entries: { A: 1 } }, moves: [move] };

describe('messages of the preview', () => {
  test.each([
    { type: 'turn', choreography: 'Shop', direction: 'LR' },
    { type: 'copy', direction: 'TB' },
    { type: 'command', command: 'focus' },
  ])('%o is one', message => expect(isFromWebview(message)).toBe(true));

  test.each([
    { type: 'turn', direction: 'LR' },
    { type: 'turn', choreography: 'Shop', direction: 'up' },
    { type: 'copy' },
    { type: 'command', command: 'turn' },
  ])('%o is none', message => expect(isFromWebview(message)).toBe(false));

  test('a kept picture can run either way; one of an older version is none', () => {
    const subject = { uri: 'file:///a.choreo' };
    const picture = { choreography: 'Shop', title: 'Shop', texts: { TB: '', LR: '' }, entries: [], targets: [] };
    expect(isSavedState({ subject, picture, shown: 'LR' })).toBe(true);
    expect(isSavedState({ subject, picture, shown: 'up' })).toBe(false);
    expect(isSavedState({ subject, picture: { ...picture, texts: { TB: '' } } })).toBe(false);
    expect(isSavedState({ subject, picture: { ...picture, texts: undefined, text: '' } })).toBe(false);
  });
});

describe('messages of the run panel', () => {
  test.each([
    { type: 'ready' },
    { type: 'at', side: 'other', step: 3, source: 'go' },
    { type: 'command', command: 'scenario', side: 'run', step: 0 },
    { type: 'failed', message: 'No.' },
  ])('%o is one', message => expect(isFromRunPage(message)).toBe(true));

  test.each([
    undefined,
    'ready',
    { type: 'run' },
    { type: 'at', side: 'third', step: 3, source: 'go' },
    { type: 'at', side: 'run', step: '3', source: 'go' },
    { type: 'at', side: 'run', step: 3, source: 'delete' },
    { type: 'command', command: 'constructor', side: 'run', step: 0 },
    { type: 'failed' },
  ])('%o is none', message => expect(isFromRunPage(message)).toBe(false));

  test('a kept state names its finding', () => {
    const subject = { choreography: 'Shop', verdict: 'v' };
    expect(isSavedRun({ subject, side: 'run', step: 1 })).toBe(true);
    expect(isSavedRun({ subject: { choreography: 'Shop' }, side: 'run', step: 1 })).toBe(false);
    expect(isSavedRun({ subject, side: 'run' })).toBe(false);
    expect(isSavedRun(null)).toBe(false);
  });
});

describe('messages of the simulator', () => {
  test.each([
    { type: 'take', revision: 1, option: 0 },
    { type: 'change', options: { redeliveries: 1, loss: false, entries: { A: 2 } } },
    { type: 'command', command: 'to-end' },
    { type: 'at', step: -1, source: 'light' },
  ])('%o is one', message => expect(isFromSimulator(message)).toBe(true));

  test.each([
    { type: 'take', revision: 1, option: '0' },
    { type: 'change', options: { seed: 1.5 } },
    { type: 'change', options: { entries: { A: 'many' } } },
    { type: 'change', options: { seed: 1, more: true } },
    { type: 'command', command: 'rm' },
    { type: 'at', step: 1 },
    null,
  ])('%o is none', message => expect(isFromSimulator(message)).toBe(false));

  test('a kept position is whole', () => {
    expect(isSavedSimulation({ position })).toBe(true);
    expect(isSavedSimulation({ position: { ...position, moves: [{ ...move, label: 1 }] } })).toBe(false);
    expect(isSavedSimulation({ position: { ...position, options: { loss: 'yes' } } })).toBe(false);
    expect(isSavedSimulation({})).toBe(false);
  });
});
