// A form in the panel docked above the reply: what is chosen in it stays in memory with its ticket until it is done.
import { tick } from 'svelte';
import { conversation } from '../features/conversation/conversation.svelte';
import { asDeskError, type DeskError } from '../ipc';
import { dock } from './dock.svelte';

export type Filled<M extends string = string> = { missing: M | null; error: DeskError | null };
export const unfilled = { missing: null, error: null };

export abstract class Form<D extends Filled> {
  #drafts = $state<Record<string, D>>({});
  #busy = false;
  /** Its parts in the window are known by it. */
  abstract readonly id: string;

  constructor() {
    dock.kinds.push(this);
  }

  /** What is filled in on the open ticket, while the panel is open on it. */
  get shown(): D | null {
    const place = dock.shown;
    return place?.panel === this.id ? (this.#drafts[place.ticket] ?? null) : null;
  }
  /** Opens the panel on what was filled in before, or on a blank; with what was asked for by opening it. */
  protected show(blank: D, asked: Partial<D> = {}) {
    const { id: ticket } = conversation;
    if (!ticket || !conversation.detail) return;
    this.#drafts[ticket] = { ...blank, ...this.#drafts[ticket], ...asked, ...unfilled };
    dock.open({ ticket, panel: this.id, about: '' });
  }
  write(part: Partial<D>) {
    if (this.shown) Object.assign(this.shown, unfilled, part);
  }
  /** Says what is missing, and puts the caret there. */
  protected lacks(missing: NonNullable<D['missing']>) {
    if (this.shown) this.shown.missing = missing;
    void tick().then(() => {
      const place = document.getElementById(`${this.id}-${missing}`);
      (place?.querySelector<HTMLElement>('button, input, textarea') ?? place)?.focus();
    });
  }
  abstract save(): Promise<void>;

  /** Once Rust has it, the panel goes; when Rust refuses, it says so and keeps what was chosen. */
  protected async commit(act: (ticket: string, draft: D) => Promise<unknown>): Promise<boolean> {
    const [draft, ticket] = [this.shown, conversation.id];
    if (!draft || !ticket || this.#busy) return false;
    this.#busy = true;
    draft.error = null;
    try {
      await act(ticket, draft);
    } catch (e) {
      draft.error = asDeskError(e);
      return false;
    } finally {
      this.#busy = false;
    }
    delete this.#drafts[ticket];
    dock.done(this.id, ticket, '');
    return true;
  }

  flush = () => Promise.resolve();
  /** What was filled in on the ticket it became part of stands. */
  moves(from: string, into: string): Promise<() => void> {
    return Promise.resolve(() => {
      const draft = this.#drafts[from];
      if (draft) this.#drafts[into] ??= draft;
      delete this.#drafts[from];
    });
  }
  reset() {
    this.#drafts = {};
    this.#busy = false;
  }
}
