// What a key or the palette asks of the parts of the open ticket: the part that can do it answers.
import { tick, untrack } from 'svelte';
import type { Mark } from '../writing/marks';

export type Ask =
  | 'send'
  | 'send-pending'
  | 'send-solved'
  | 'send-later'
  | `mark-${Mark}`
  | 'preview'
  | 'status'
  | 'urgency'
  | 'category'
  | 'owner'
  | 'take-over'
  | 'queue'
  | 'subject'
  | 'tag'
  | 'story'
  | 'earlier'
  | 'demand';

class Asked {
  what = $state.raw<Ask | null>(null);
}
export const asked = new Asked();

/** Within a component: does what is asked of it, once its ticket is in sight. */
export function answers(acts: Partial<Record<Ask, () => void>>) {
  $effect(() => {
    const { what } = asked;
    if (!what) return;
    const act = acts[what];
    if (!act) return;
    untrack(() => {
      asked.what = null;
      void tick().then(() => act());
    });
  });
}
