// The window's keys. A letter alone never fires while someone types or an input method composes.
import { composer } from '../features/conversation/composer.svelte';
import { conversation } from '../features/conversation/conversation.svelte';
import { recording } from '../features/complaints/complaints.svelte';
import { attachments } from '../features/files/attachments.svelte';
import { listKey } from '../features/queue/keys';
import { selection } from '../features/queue/selection.svelte';
import { asking } from '../features/requests/requests.svelte';
import { stage } from '../features/stage/stage.svelte';
import { tasks } from '../features/tasks/tasks.svelte';
import { dock } from '../parts/dock.svelte';
import { composing } from '../words/text';
import { frame } from './frame.svelte';

export function typing(target: EventTarget | null): boolean {
  const el = target as HTMLElement | null;
  return !!el?.closest?.('input, textarea, select, [contenteditable="true"]');
}

function write(kind: 'reply' | 'note') {
  if (!conversation.detail) return;
  void composer.switchTo(kind);
  composer.focusAsked = true;
}

const letters: Record<string, () => void> = {
  n: () => void frame.nextUp(),
  r: () => write('reply'),
  m: () => write('note'),
  e: () => conversation.transition('solved'),
  p: () => tasks.open(),
  d: () => asking.open(),
  c: () => recording.open(),
  '/': () => frame.openInsert(),
  '?': () => (frame.over = 'keys'),
};

/** These act on the open ticket, so it must be in sight. */
const onTicket = new Set(['r', 'm', 'e', 'p', 'd', 'c', '/']);

/** J and K belong to whatever list is shown; it listens for this. */
export const moveEvent = 'holdfast-move';

/** Something lies over the window: letters must not act on what it hides. */
export const overlaid = () => !!frame.over || !!document.querySelector('dialog[open]');

export function windowKeys(e: KeyboardEvent) {
  if (composing(e) || stage.desk?.stage !== 'open') return;
  const key = e.key.toLowerCase();
  if (e.ctrlKey || e.metaKey) {
    if (key === 'k' && !e.shiftKey) {
      e.preventDefault();
      frame.over = frame.over === 'palette' ? null : 'palette';
    } else if (key === 'n' && e.shiftKey) {
      e.preventDefault();
      frame.over = null;
      frame.openCapture();
    } else if (key === 'a' && e.shiftKey && frame.conversationShown && !overlaid()) {
      e.preventDefault();
      attachments.picker?.();
    } else if (key === 'a' && !e.shiftKey && frame.listShown && !overlaid() && !typing(e.target)) {
      e.preventDefault();
      void selection.all();
    }
    return;
  }
  if (e.defaultPrevented) return;
  if (e.key === 'Escape') return escape(e);
  if (overlaid()) return;
  if (e.altKey || typing(e.target)) return;
  // The list's own keys, and those for all that is selected.
  if (frame.listShown && listKey(e)) return e.preventDefault();
  if (e.key === 'Backspace' && frame.ticketOpen) {
    e.preventDefault();
    return frame.closeTicket();
  }
  if (key === 'j' || key === 'k') {
    e.preventDefault();
    return window.dispatchEvent(new CustomEvent(moveEvent, { detail: key === 'j' ? 1 : -1 }));
  }
  const act = letters[key];
  if (!act || (!frame.conversationShown && onTicket.has(key))) return;
  e.preventDefault();
  act();
}

/** Esc steps back one layer: the drawer, the panel, what is being noted, out of the text, what is selected, then from a ticket to the alert
 *  or the table. */
function escape(e: KeyboardEvent) {
  if (frame.over) frame.over = null;
  else if (frame.drawer) frame.drawer = false;
  else if (frame.side !== 'customer') frame.closeSide();
  else if (dock.shown && frame.conversationShown) dock.close();
  else if (typing(e.target)) (e.target as HTMLElement).blur();
  else if (selection.size && frame.listShown) selection.clear();
  else if (frame.ticketOpen) frame.closeTicket();
}
