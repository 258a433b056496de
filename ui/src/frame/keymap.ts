// Which key a command has: its own, or the one the person chose; and which keys would get into each other's way.
import { settings } from '../features/settings/settings.svelte';
import { capsOf } from '../parts/keyText';
import type { Command, Scope } from './command';
import { commandOf, commands } from './commands';

export const keyOf = (c: Command): string => settings.now.keys?.[c.id] ?? c.key ?? '';
/** Whether the person chose it. */
export const isChosen = (c: Command) => keyOf(c) !== (c.key ?? '');
export function capsOfCommand(id: string): string[] {
  const command = commandOf(id);
  return command ? capsOf(keyOf(command)) : [];
}
/** A title that names the key, too. */
export function withKey(text: string, id: string): string {
  const caps = capsOfCommand(id);
  return caps.length ? `${text} (${caps.join(' ')})` : text;
}

/** Where two keys can both be meant. What is held, the schedules and the calls take the place of a ticket. */
const APART: Partial<Record<Scope, Scope[]>> = {
  held: ['ticket', 'alerts', 'schedules', 'writing'],
  schedules: ['ticket', 'alerts', 'held', 'writing'],
  calls: ['ticket', 'alerts', 'held', 'schedules', 'writing'],
  alerts: ['held', 'schedules', 'writing'],
  // What is selected is meant before what is open.
  selection: ['ticket', 'alerts', 'held', 'schedules', 'calls', 'writing'],
};
const overlap = (a: Scope, b: Scope) => !APART[a]?.includes(b) && !APART[b]?.includes(a);

const begins = (short: string, long: string) => long.startsWith(`${short} `);
const meet = (a: string, b: string) => !!a && !!b && (a === b || begins(a, b) || begins(b, a));

/** The commands that would be in the way of a command's new key. */
export const inTheWay = (of: Command, key: string): Command[] =>
  commands.filter((other) => other.id !== of.id && overlap(of.scope, other.scope) && meet(key, keyOf(other)));

/** What the window, the lists, the text and the system need for themselves. */
const TEXT = ['A', 'C', 'V', 'X', 'Y', 'Z', 'Shift+Z', 'Insert'].map((key) => `Ctrl+${key}`);
const SYSTEM = ['Ctrl+W', 'Ctrl+Q', 'Alt+F4', 'Alt+Tab', 'Ctrl+Alt+Delete', 'F11', 'F12', 'Ctrl+Shift+I'];
const LISTS = ['Enter', 'Space', 'Tab', 'Shift+Tab', 'Escape', 'Backspace', 'Delete', 'Home', 'End', 'PageUp', 'PageDown'];
const ARROWS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

/** Why a key cannot be anybody's, as the id of its words; nothing where it can. */
export function reserved(of: Command, key: string): 'keys-no-text' | 'keys-no-system' | 'keys-no-list' | 'keys-no-alone' | null {
  if (key === of.key) return null;
  const presses = key.split(' ');
  if (presses.some((press) => TEXT.includes(press))) return 'keys-no-text';
  if (presses.some((press) => SYSTEM.includes(press))) return 'keys-no-system';
  if (presses.some((press) => [...LISTS, ...ARROWS, ...ARROWS.map((a) => `Shift+${a}`)].includes(press))) return 'keys-no-list';
  // Who sends while writing cannot do it by a letter.
  if (of.scope === 'writing' && !/^(Ctrl|Alt)\+|^F\d/.test(key)) return 'keys-no-alone';
  return null;
}
