// Opens the whole window on an invented desk, the way a story begins.
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import App from './App.svelte';
import { speakThrough } from './ipc';
import { InventedDesk } from './ipc/invented';

export const GU = 't10482';
export const TAO = 't10479';

export async function openDesk(params = '') {
  const desk = new InventedDesk(new URLSearchParams(params));
  speakThrough(desk);
  const user = userEvent.setup();
  const { unmount } = render(App);
  if (!params.includes('stage=')) await screen.findByTestId('row-10471');
  return { desk, user, unmount };
}

export const byId = <E extends HTMLElement = HTMLElement>(id: string) => screen.getByTestId<E>(id);
export const text = () => screen.getByTestId<HTMLTextAreaElement>('composer-text');

/** A key as an input method delivers it: the browser says it is composing. */
export function composingKey(key: string, more: KeyboardEventInit = {}) {
  return new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, isComposing: true, ...more });
}
