// What the engine keeps is let go in a pause, now and then, and never under the hands.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startRests } from './rest';

const MINUTE = 60_000;
let taken: ReturnType<typeof vi.spyOn>;
let stop: () => void;
const press = () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'n' }));

beforeEach(() => {
  vi.useFakeTimers();
  const style = document.createElement('style');
  style.textContent = '.shown { color: red }';
  document.head.append(style);
  taken = vi.spyOn(document.styleSheets[0]!, 'deleteRule');
  stop = startRests();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  document.head.replaceChildren();
});

test('in the first pause after two minutes, once', () => {
  const before = document.styleSheets[0]!.cssRules.length;
  vi.advanceTimersByTime(3 * MINUTE);
  expect(taken).not.toHaveBeenCalled();
  for (let key = 0; key < 20; key++) {
    press();
    vi.advanceTimersByTime(100);
  }
  expect(taken, 'not while somebody types').not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  expect(taken).toHaveBeenCalledTimes(1);
  expect(document.styleSheets[0]!.cssRules.length, 'the sheet is as it was').toBe(before);
  press();
  vi.advanceTimersByTime(MINUTE);
  expect(taken, 'not again for two minutes').toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2 * MINUTE);
  press();
  vi.advanceTimersByTime(500);
  expect(taken).toHaveBeenCalledTimes(2);
});

test('not after the window has ended', () => {
  vi.advanceTimersByTime(3 * MINUTE);
  press();
  stop();
  vi.advanceTimersByTime(MINUTE);
  expect(taken).not.toHaveBeenCalled();
});
