// A new alert sounds once, softly, and only when the person wants sound.
import { screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { byId, openDesk } from '../../test-desk';
import { settings } from '../settings/settings.svelte';
import { alerts } from './alerts.svelte';

/** Counts the notes instead of playing them. */
function silentAudio() {
  const notes = vi.fn();
  const node = { connect: (next: unknown) => next, start: notes, stop() {}, frequency: {}, type: '' };
  const gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
  class Silent {
    state = 'running';
    currentTime = 0;
    destination = {};
    createOscillator = () => node;
    createGain = () => ({ ...node, gain });
  }
  vi.stubGlobal('AudioContext', Silent);
  return notes;
}
afterEach(() => vi.unstubAllGlobals());

test('a new alert sounds; what was there, what was taken and what is quiet does not', async () => {
  const notes = silentAudio();
  const { desk } = await openDesk();
  await screen.findByTestId('alert-count');
  expect(notes).not.toHaveBeenCalled();
  const first = desk.alertRows[0]!;
  desk.alertRows = [...desk.alertRows, { ...first, id: 'al-new' }];
  await alerts.read();
  expect(notes).toHaveBeenCalledTimes(2);
  await alerts.acknowledge('al-new');
  expect(notes).toHaveBeenCalledTimes(2);
  await settings.change({ sound: false });
  desk.alertRows = [...desk.alertRows, { ...first, id: 'al-quiet' }];
  await alerts.read();
  expect(notes).toHaveBeenCalledTimes(2);
});

test('a notification that stands for several opens the list', async () => {
  const { desk } = await openDesk();
  await screen.findByTestId('alert-count');
  desk.clickAlert(null);
  await waitFor(() => expect(byId('view-alerts').getAttribute('aria-current')).toBe('page'));
});
