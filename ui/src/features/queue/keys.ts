// The keys of a list: selecting, and what is done to all that is selected.
import { bulk, type BulkMenu } from './bulk.svelte';
import { queue } from './queue.svelte';
import { selection } from './selection.svelte';

/** J, K and the arrows with Shift; the list listens for this. */
export const extendEvent = 'holdfast-extend';

const menus: Record<string, BulkMenu> = {
  o: 'owner',
  s: 'status',
  u: 'urgency',
  g: 'category',
  q: 'queue',
  l: 'tag',
  z: 'snooze',
};

function select(key: string, shift: boolean): boolean {
  if (key === 'x' && !shift && queue.cursor) selection.toggle(queue.cursor);
  else if ((key === 'j' || key === 'k') && shift)
    window.dispatchEvent(new CustomEvent(extendEvent, { detail: key === 'j' ? 1 : -1 }));
  else return false;
  return true;
}

/** What a letter does in the list, or to what is selected; whether it did anything. */
export function listKey(e: KeyboardEvent): boolean {
  const key = e.key.toLowerCase();
  if (select(key, e.shiftKey)) return true;
  if (!selection.size || e.shiftKey) return false;
  const menu = menus[key];
  if (key === 't') bulk.run({ type: 'claim' });
  else if (key === 'e') bulk.run({ type: 'transition', to: 'solved' });
  else if (menu) bulk.menu = menu;
  else return false;
  return true;
}
