// The window's keys. A letter alone never fires while someone types or an input method composes.
import { alertsListen } from '../features/alerts/acting';
import { calls } from '../features/outages/calls.svelte';
import { selection } from '../features/queue/selection.svelte';
import { stage } from '../features/stage/stage.svelte';
import { tour } from '../features/tour/tour.svelte';
import { dock } from '../parts/dock.svelte';
import { isPlain, pressOf } from '../parts/keyText';
import { toasts } from '../parts/toast.svelte';
import { t } from '../words/index.svelte';
import { composing } from '../words/text';
import type { Command, Scope } from './command';
import { commandOf, commands, nameOf } from './commands';
import { frame } from './frame.svelte';
import { keyOf } from './keymap';
import { sequence } from './sequence.svelte';

export function typing(target: EventTarget | null): boolean {
  const el = target as HTMLElement | null;
  return !!el?.closest?.('input, textarea, select, [contenteditable="true"]');
}

/** Something lies over the window: letters must not act on what it hides. */
export const overlaid = () => !!frame.over || !!document.querySelector('dialog[open]');

const within = (target: EventTarget | null, selector: string) => !!(target as HTMLElement | null)?.closest?.(selector);

/** Where the keys of each scope work now. Those of what is written are heard by what is written in. */
const listens: Record<Exclude<Scope, 'writing'>, (target: EventTarget | null) => boolean> = {
  alerts: alertsListen,
  held: () => frame.place === 'held',
  // The panel beside is another's.
  schedules: (target) => frame.place === 'schedules' && !within(target, '.capture'),
  calls: () => frame.place === 'outages' && calls.tab === 'calls',
  selection: () => frame.listShown && selection.size > 0,
  // These act on the open ticket, so it must be in sight.
  ticket: () => frame.conversationShown,
  list: () => frame.place !== 'schedules' && frame.place !== 'knowledge',
  anywhere: () => true,
};
const INNER_FIRST = Object.keys(listens) as (keyof typeof listens)[];

/** A button, a link and a menu take these for themselves. */
const ofButtons = (press: string, target: EventTarget | null) =>
  ['Enter', 'Space'].includes(press) && within(target, 'button, a, summary, [role="menu"], [role="option"] button');

const ofText = ({ notInText }: Command) => (typeof notInText === 'function' ? notInText() : notInText);

/** Whether a key is that of a command; for parts that listen for themselves. */
export function isKey(e: KeyboardEvent, id: string): boolean {
  const command = commands.find((c) => c.id === id);
  return !composing(e) && !!command && pressOf(e) === keyOf(command);
}

/** Those whose key works here, what lies further in before what lies around it. */
function listening(target: EventTarget | null): Command[] {
  const over = overlaid();
  return INNER_FIRST.filter((scope) => listens[scope](target)).flatMap((scope) =>
    commands.filter((c) => c.scope === scope && (!over || c.over)),
  );
}

/** Whether a command's key does something on the page as it is now. */
export function works(id: string): boolean {
  const command = commandOf(id);
  if (!command || command.scope === 'writing' || !listens[command.scope](null)) return false;
  return (command.here?.() ?? true) && !command.why?.();
}

function act(command: Command) {
  const why = command.why?.();
  if (why) toasts.say('eye', t('key-not-now', { name: nameOf(command), why }));
  else command.run();
}

export function windowKeys(e: KeyboardEvent) {
  if (composing(e) || !stage.open || e.defaultPrevented) return;
  if (e.key === 'Escape') return sequence.first ? (sequence.end(), e.preventDefault()) : escape(e);
  const press = pressOf(e);
  if (!press) return;
  const inText = typing(e.target);
  if ((inText && isPlain(press)) || ofButtons(press, e.target)) return sequence.end();
  const { first } = sequence;
  sequence.end();
  const there = listening(e.target).filter((c) => !inText || !ofText(c));
  const found = there.find((c) => keyOf(c) === (first ? `${first} ${press}` : press));
  if (found) {
    e.preventDefault();
    return act(found);
  }
  // Another key ends what was begun, and does nothing else.
  if (first) return e.preventDefault();
  const following = there.filter((c) => keyOf(c).startsWith(`${press} `));
  if (!following.length) return;
  e.preventDefault();
  if (!e.repeat) sequence.begin(press, following);
}

/** Esc steps back one layer: the drawer, the panel, what is being noted, out of the text, what is selected, then from a ticket to the alert
 *  or the table. */
function escape(e: KeyboardEvent) {
  if (frame.over) frame.over = null;
  else if (overlaid()) return;
  else if (tour.shown) tour.end();
  else if (frame.drawer) frame.drawer = false;
  else if (frame.side !== 'customer') frame.closeSide();
  else if (dock.shown && frame.conversationShown) dock.close();
  else if (typing(e.target)) (e.target as HTMLElement).blur();
  else if (selection.size && frame.listShown) selection.clear();
  else if (frame.ticketOpen) frame.closeTicket();
}
