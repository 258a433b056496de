// An audio context that counts the notes instead of playing them.
import { vi } from 'vitest';

/** One for all tests of a file: the window opens its audio context once. */
const notes = vi.fn<(pitch: number) => void>();

/** Hears each note's pitch. Undone by `vi.unstubAllGlobals()`. */
export function silentAudio() {
  notes.mockClear();
  const gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
  class Silent {
    state = 'running';
    currentTime = 0;
    destination = {};
    createOscillator() {
      const frequency = { value: 0 };
      return { frequency, type: '', connect: (next: unknown) => next, start: () => notes(frequency.value), stop() {} };
    }
    createGain = () => ({ gain, connect: (next: unknown) => next });
  }
  vi.stubGlobal('AudioContext', Silent);
  return notes;
}
