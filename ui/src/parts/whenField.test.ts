// A time in plain words: what it means is said while it is typed, and an input method is never interrupted.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { speakThrough } from '../ipc';
import { InventedDesk } from '../ipc/invented';
import { composingKey } from '../test-desk';
import { now } from '../words/now.svelte';
import WhenField from './WhenField.svelte';
import { usualTimes } from './usual';

const HOUR = 3_600_000;
const desk = () => {
  const made = new InventedDesk(new URLSearchParams());
  speakThrough(made);
  return made;
};
const show = () => {
  const onpick = vi.fn<(at: number) => void>();
  render(WhenField, { label: 'When, in your own words', onpick });
  return { onpick, user: userEvent.setup(), field: screen.getByTestId<HTMLInputElement>('when') };
};
const means = () => screen.getByTestId('when-means').textContent.trim();
beforeEach(() => now.start());
afterEach(() => now.stop());

test('what is typed is understood while it is typed, and Enter goes on with it', async () => {
  desk();
  const { onpick, user, field } = show();
  await user.type(field, 'tomorrow 9');
  await waitFor(() => expect(means()).toBe('That is tomorrow 09:00'));
  await user.keyboard('{Enter}');
  expect(onpick).toHaveBeenCalledOnce();
  expect(new Date(onpick.mock.calls[0]![0]).getHours()).toBe(9);
});

test('who is faster than the answer gets what was typed last', async () => {
  const made = desk();
  const asked = vi.spyOn(made, 'timeInWords');
  const { onpick, user, field } = show();
  await user.type(field, '2h{Enter}');
  await waitFor(() => expect(onpick).toHaveBeenCalledOnce());
  expect(asked).toHaveBeenCalledExactlyOnceWith('2h');
  expect(onpick.mock.calls[0]![0] - Date.now()).toBeGreaterThan(1.9 * HOUR);
});

test('words that mean nothing yet are said to, and do nothing', async () => {
  desk();
  const { onpick, user, field } = show();
  await user.type(field, 'someday{Enter}');
  await waitFor(() => expect(means()).toContain('Not understood yet'));
  expect(field.getAttribute('aria-invalid')).toBe('true');
  await user.clear(field);
  expect(means()).toBe('');
  expect(onpick).not.toHaveBeenCalled();
});

test('a time that has passed is named, and not taken', async () => {
  const made = desk();
  vi.spyOn(made, 'timeInWords').mockImplementation(() => Promise.resolve(Date.now() - HOUR));
  const { onpick, user, field } = show();
  await user.type(field, 'an hour ago{Enter}');
  await waitFor(() => expect(means()).toMatch(/^That was .*\. Choose a later time\.$/));
  expect(onpick).not.toHaveBeenCalled();
});

test('while an input method composes nothing is asked, and Enter is its own', async () => {
  const made = desk();
  const asked = vi.spyOn(made, 'timeInWords');
  const { onpick, field } = show();
  field.value = 'ming tian';
  await fireEvent(field, new InputEvent('input', { bubbles: true, isComposing: true }));
  await fireEvent(field, composingKey('Enter'));
  await new Promise((done) => setTimeout(done, 120));
  expect(asked).not.toHaveBeenCalled();
  field.value = '明天9点';
  await fireEvent(field, new CompositionEvent('compositionend', { bubbles: true }));
  await waitFor(() => expect(means()).toBe('That is tomorrow 09:00'));
  expect(onpick).not.toHaveBeenCalled();
});

test('a usual time is taken in one step; Monday is not offered where that is tomorrow', async () => {
  desk();
  const { onpick, user } = show();
  await user.click(screen.getByTestId('when-tomorrow'));
  expect(onpick).toHaveBeenCalledOnce();
  const ids = (day: string) => usualTimes(new Date(day).getTime()).map(({ id }) => id);
  expect(ids('2026-11-26T12:00')).toEqual(['hour', 'tomorrow', 'monday']);
  expect(ids('2026-11-29T12:00')).toEqual(['hour', 'tomorrow']);
});
