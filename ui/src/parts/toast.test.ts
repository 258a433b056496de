// Toasts lie one above the other, each with its own time; what can be undone stays while somebody is at it.
import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Toast from './Toast.svelte';
import { toasts } from './toast.svelte';

beforeEach(() => {
  vi.useFakeTimers();
  render(Toast);
});
afterEach(() => {
  toasts.clear();
  vi.useRealTimers();
});

const texts = () => toasts.all.map((one) => one.text);

test('three at most; the oldest leaves first, and each leaves in its own time', () => {
  toasts.say('check', 'one', { text: 'Undo', act: () => undefined });
  vi.advanceTimersByTime(3000);
  toasts.say('check', 'two');
  toasts.say('check', 'three');
  expect(texts()).toEqual(['one', 'two', 'three']);
  toasts.say('check', 'four');
  expect(texts()).toEqual(['two', 'three', 'four']);
  vi.advanceTimersByTime(4100);
  expect(texts()).toEqual([]);
});

test('an undo outlives the next toast, and acts once', async () => {
  const act = vi.fn();
  const after = vi.fn();
  toasts.say('trash', 'gone', { text: 'Undo', act, after });
  toasts.say('check', 'saved');
  vi.advanceTimersByTime(5000);
  await tick();
  expect(texts()).toEqual(['gone']);
  await fireEvent.click(screen.getByTestId('toast-undo'));
  expect(act).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(10_000);
  expect(after).not.toHaveBeenCalled();
});

test('its time stands still while the pointer or the caret is on it; then what it told of is done', async () => {
  const after = vi.fn();
  toasts.say('trash', 'gone', { text: 'Undo', act: () => undefined, after });
  await tick();
  await fireEvent.pointerEnter(screen.getByTestId('toast'));
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['gone']);
  await fireEvent.pointerLeave(screen.getByTestId('toast'));
  vi.advanceTimersByTime(9_900);
  expect(after).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(after).toHaveBeenCalledOnce();
  expect(texts()).toEqual([]);
});

test('what is said again is said once', () => {
  toasts.say('check', 'Copied');
  toasts.say('check', 'Copied');
  expect(texts()).toEqual(['Copied']);
});

test('it lies at the foot of the list, above what lies there', async () => {
  const list = document.createElement('section');
  list.className = 'pane list';
  list.innerHTML = '<div class="bulk"></div>';
  document.body.append(list);
  const at = (box: Partial<DOMRect>) => () => box as DOMRect;
  list.getBoundingClientRect = at({ left: 204, width: 348, bottom: 700 });
  list.firstElementChild!.getBoundingClientRect = at({ top: 600 });
  vi.stubGlobal('innerHeight', 768);
  toasts.say('check', 'Copied');
  await tick();
  const { left, bottom, maxWidth } = screen.getByTestId('toast').parentElement!.style;
  expect([left, bottom, maxWidth]).toEqual(['212px', '176px', '332px']);
  list.remove();
  vi.unstubAllGlobals();
});
