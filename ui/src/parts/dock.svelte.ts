// The panel docked above the reply: one lies open at a time. What is written in it stays with its ticket until it is noted.
import { asDeskError, type DeskError } from '../ipc';
import { conversation } from '../features/conversation/conversation.svelte';

export type Written<M extends string = string> = { text: string; missing: M | 'text' | null; error: DeskError | null };
export const unwritten = { text: '', missing: null, error: null };

/** Which panel is open, on which ticket, and on which of the things there. */
type Place = { ticket: string; panel: string; about: string };

class Dock {
  #open = $state.raw<Place | null>(null);
  /** Raised to pull the caret into the panel: coming back to a ticket does not take it. */
  focusAsked = $state(false);
  #before: HTMLElement | null = null;

  /** Where the open panel lies, while its ticket is in sight. */
  get shown(): Place | null {
    return this.#open?.ticket === conversation.id ? this.#open : null;
  }
  open(place: Place) {
    if (!this.shown) this.#before = document.activeElement as HTMLElement | null;
    this.#open = place;
    this.focusAsked = true;
  }
  /** What was written stays for when it is opened again. */
  close() {
    this.#open = null;
    // Whoever writes elsewhere meanwhile goes on writing there.
    const at = document.activeElement;
    if ((!at || at === document.body || at.closest('.dock')) && this.#before?.isConnected) this.#before.focus();
    this.#before = null;
  }
  /** What was noted needs its panel no more, unless another was opened meanwhile. */
  done(panel: string, ticket: string, about: string) {
    const open = this.#open;
    if (open?.panel === panel && open.ticket === ticket && open.about === about) this.close();
  }
  follow(from: string, into: string) {
    if (this.#open?.ticket === from) this.#open = { ...this.#open, ticket: into };
  }
  reset() {
    this.#open = null;
    this.#before = null;
    this.focusAsked = false;
  }
}

export const dock = new Dock();
conversation.onmerged.push(async (from, into) => dock.follow(from, into));

/** One kind of thing that is noted there. */
export abstract class Docked<D extends Written> {
  /** By ticket, then by what on it they are about; nothing, where it is something new. */
  #drafts = $state<Record<string, Record<string, D>>>({});
  #busy = false;
  /** Its parts in the window are known by it. */
  abstract readonly id: string;

  constructor() {
    conversation.onmerged.push(async (from, into) => {
      for (const [about, draft] of Object.entries(this.#drafts[from] ?? {}))
        if (draft.text && !this.#drafts[into]?.[about]?.text) (this.#drafts[into] ??= {})[about] = draft;
      delete this.#drafts[from];
    });
  }

  /** What on the open ticket it is about, while the panel is open. */
  get about(): string | null {
    const place = dock.shown;
    return place?.panel === this.id ? place.about : null;
  }
  /** What is written on the open ticket, while the panel is open on it. */
  get shown(): D | null {
    const { about } = this;
    return about === null ? null : (this.#drafts[conversation.id!]?.[about] ?? null);
  }

  /** Opens the panel on what was written before, or on a blank. */
  protected show(blank: D, about = ''): D | null {
    const { id: ticket } = conversation;
    if (!ticket || !conversation.detail) return null;
    (this.#drafts[ticket] ??= {})[about] ??= blank;
    dock.open({ ticket, panel: this.id, about });
    return this.shown;
  }
  write(part: Partial<D>) {
    if (this.shown) Object.assign(this.shown, part, { missing: null, error: null });
  }
  /** Says what is missing, and puts the caret there. */
  protected lacks(missing: NonNullable<D['missing']>) {
    if (this.shown) this.shown.missing = missing;
    document.getElementById(`${this.id}-${missing}`)?.focus();
  }
  abstract save(): Promise<void>;

  /** Once it is on the disk, the panel goes; when the disk refuses, it says so and keeps the text. */
  protected async commit(act: (ticket: string, draft: D, about: string) => Promise<unknown>): Promise<boolean> {
    const [draft, ticket, about] = [this.shown, conversation.id, this.about];
    if (!draft || !ticket || about === null || this.#busy) return false;
    this.#busy = true;
    draft.error = null;
    try {
      await act(ticket, draft, about);
      delete this.#drafts[ticket]?.[about];
      dock.done(this.id, ticket, about);
      return true;
    } catch (e) {
      draft.error = asDeskError(e);
      return false;
    } finally {
      this.#busy = false;
    }
  }

  reset() {
    this.#drafts = {};
    dock.reset();
  }
}
