// What is done to all that is selected: at once, with what could not be done and why, and taken back from its toast.
import { asDeskError, ipc, type BulkAct, type BulkRefused, type DeskError, type TicketRow } from '../../ipc';
import { toasts, wayBack } from '../../parts/toast.svelte';
import { errorText, known, reasonText, t } from '../../words/index.svelte';
import { queue } from './queue.svelte';
import { selection } from './selection.svelte';
import { team } from './team.svelte';

/** A menu of the bar that a key opens. */
export type BulkMenu = 'owner' | 'status' | 'urgency' | 'category' | 'queue' | 'tag' | 'snooze';
/** What is asked for before it is done. */
export type Asked =
  | { what: 'assign'; agent: string; name: string }
  | { what: 'merge'; rows: TicketRow[] }
  | { what: 'tag' | 'untag' | 'until' | 'solve' };

/** Why it could not be done to one of several: shorter than to one alone, where there are words for it. */
export function whyNot(error: DeskError): string {
  const id = `bulk-why-${error.code}`;
  return known(id) ? reasonText({ id, args: error.detail }) : errorText(error);
}

/** What was done, in a word or two. */
function nameOf(act: BulkAct): string {
  if (act.type === 'claim') return t('claim');
  if (act.type === 'assign') return t('hand-over');
  if (act.type === 'transition') return t(`status-${act.to}`);
  if (act.type === 'solve') return t('status-solved');
  if (act.type === 'merge') return t('merge-button');
  if (act.type === 'tag') return t('field-tag');
  if (act.type === 'snooze') return t('snooze-ticket');
  if (act.type === 'wake') return t('bulk-back');
  const { field, value } = act;
  if (field === 'urgency') return t(`urgency-${value}`);
  return field === 'category' ? team.category(value) : (team.now?.queues.find((q) => q.id === value)?.name ?? t('field-queue'));
}

class Bulk {
  /** What could not be done last time. */
  refused = $state.raw<BulkRefused[]>([]);
  /** The menu that is to open. */
  menu = $state<BulkMenu | null>(null);
  asked = $state.raw<Asked | null>(null);
  busy = $state(false);

  constructor() {
    queue.onturn.push(() => this.reset());
  }

  /** What was done is no longer selected; what could not be stays, and is named. */
  async act(act: BulkAct) {
    const tickets = selection.ids;
    if (!tickets.length || this.busy) return;
    this.busy = true;
    this.refused = [];
    try {
      const { done, refused, undo } = await ipc.bulk(tickets, act);
      const left = new Set(refused.map(({ ticket }) => ticket));
      selection.drop(tickets.filter((id) => !left.has(id)));
      this.refused = refused;
      if (!done) return;
      const text = t('bulk-done', { n: done, what: nameOf(act) });
      toasts.say('check', text, undo.length ? wayBack(() => void this.#takeBack(undo, done)) : undefined);
    } finally {
      this.busy = false;
    }
  }

  /** From a key or a menu: nobody waits for the answer, so what Rust refuses as a whole is said. */
  run(act: BulkAct) {
    this.act(act).catch((e: unknown) => toasts.say('breach', errorText(asDeskError(e)), undefined, 8000));
  }

  /** To solve is asked about, with one answer for all. */
  solve() {
    if (selection.size) this.asked = { what: 'solve' };
  }
  /** What is selected, where all of it is here and of one customer. */
  get ofOne(): TicketRow[] {
    const rows = selection.ids.map((id) => queue.row(queue.indexOf(id))).filter((row) => row !== undefined);
    const alike = rows.every((row) => row.customerId === rows[0]!.customerId);
    return rows.length > 1 && rows.length === selection.size && alike ? rows : [];
  }
  merge() {
    if (this.ofOne.length) this.asked = { what: 'merge', rows: this.ofOne };
  }

  /** What was done to one may be several things: it is told by tickets. */
  async #takeBack(undo: string[], tickets: number) {
    try {
      const { count } = await ipc.takeBack(undo);
      const left = undo.length - count;
      if (left) toasts.say('history', t('bulk-undone-some', { n: count, left }), undefined, 8000);
      else toasts.say('history', t('bulk-undone', { n: tickets }));
    } catch (e) {
      toasts.say('breach', errorText(asDeskError(e)), undefined, 8000);
    }
  }

  reset() {
    this.refused = [];
    this.menu = null;
    this.asked = null;
  }
}

export const bulk = new Bulk();
