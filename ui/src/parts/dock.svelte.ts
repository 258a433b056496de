// The panel docked above the reply: one lies open at a time. What is written in it stays with its ticket until it is noted,
// on the disk like everything that is written.
import { asDeskError, ipc, type DeskError, type Panel } from '../ipc';
import { conversation } from '../features/conversation/conversation.svelte';
import { errorText } from '../words/index.svelte';
import { toasts } from './toast.svelte';

export type Filled<M extends string = string> = { missing: M | null; error: DeskError | null };
export const unfilled = { missing: null, error: null };
export type Written<M extends string = string> = Filled<M | 'text'> & { text: string };
export const unwritten = { ...unfilled, text: '' };

/** Which panel is open, on which ticket, and on which of the things there. */
type Place = { ticket: string; panel: string; about: string };
/** One kind of thing that is noted there, as the dock knows it. */
type Kind = { flush(): Promise<void>; reset(): void; moves(from: string, into: string): Promise<() => void> };

/** A pause in typing, after which it is saved; who never pauses is saved each second. */
const REST = 300;
const LONGEST = 1000;

class Dock {
  #open = $state.raw<Place | null>(null);
  /** Raised to pull the caret into the panel: coming back to a ticket does not take it. */
  focusAsked = $state(false);
  #before: HTMLElement | null = null;
  kinds: Kind[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Since when something written is not on the disk. */
  #since: number | null = null;

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
    void this.keep();
  }
  /** What was noted needs its panel no more, unless another was opened meanwhile. */
  done(panel: string, ticket: string, about: string) {
    const open = this.#open;
    if (open?.panel === panel && open.ticket === ticket && open.about === about) this.close();
  }

  written() {
    if (this.#timer) clearTimeout(this.#timer);
    this.#since ??= performance.now();
    if (performance.now() - this.#since >= LONGEST) void this.keep();
    else this.#timer = setTimeout(() => void this.keep(), REST);
  }
  /** Saves all that is not on the disk yet. */
  async keep() {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#since = null;
    await Promise.all(this.kinds.map((kind) => kind.flush()));
  }

  /** All of it goes where the ticket went in one step, so that who writes is not interrupted. */
  async follow(from: string, into: string) {
    const moves = await Promise.all(this.kinds.map((kind) => kind.moves(from, into)));
    for (const move of moves) move();
    if (this.#open?.ticket === from) {
      if (document.activeElement?.closest('.dock')) this.focusAsked = true;
      this.#open = { ...this.#open, ticket: into };
    }
    void this.keep();
  }
  reset() {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#since = null;
    this.#open = null;
    this.#before = null;
    this.focusAsked = false;
  }
}

export const dock = new Dock();
conversation.onmerged.push((from, into) => dock.follow(from, into));

const keyOf = (ticket: string, about: string) => `${ticket} ${about}`;
export const joined = (...texts: string[]) => texts.filter((text) => text.trim()).join('\n\n');
/** What was chosen, without what nobody has chosen yet. */
const chosen = <D extends object>(draft: D) =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== null && value !== '')) as Partial<D>;

/** How it is with a draft on the disk: what it says there, as far as that is known, and whether it is being read from there. */
type Stored = { dirty: boolean; disk: string | null; reading: Promise<void> | null };

/** One kind of thing that is written or chosen there. */
export abstract class Kept<D extends Filled> {
  /** By ticket, then by what on it they are about; nothing, where it is something new. */
  #drafts = $state<Record<string, Record<string, D>>>({});
  #stored: Record<string, Stored> = {};
  #busy = false;
  /** Saving and noting, one after the other. */
  #saving: Promise<void> = Promise.resolve();
  /** Its parts in the window are known by it, and what is kept of it on the disk. */
  abstract readonly id: Panel;

  constructor() {
    dock.kinds.push(this);
  }

  /** Whether there is anything in it that must not be lost. */
  protected abstract begun(draft: D): boolean;
  /** What of it goes to the disk. */
  protected abstract lasting(draft: D): Partial<D>;
  /** What both say, one after the other. */
  protected abstract both(first: D, then: D): Partial<D>;

  /** What on the open ticket it is about, while the panel is open. */
  get about(): string | null {
    const place = dock.shown;
    return place?.panel === this.id ? place.about : null;
  }
  /** What is written on the open ticket, while the panel is open on it. */
  get shown(): D | null {
    const { about } = this;
    return about === null ? null : (this.#draft(conversation.id!, about) ?? null);
  }
  #draft(ticket: string, about: string): D | undefined {
    return this.#drafts[ticket]?.[about];
  }
  #stands(ticket: string, about: string): Stored {
    return (this.#stored[keyOf(ticket, about)] ??= { dirty: false, disk: null, reading: null });
  }

  /** Opens the panel on what was written before, here or on the disk, or on a blank; with what was asked for by opening it. */
  protected show(blank: D, about = '', asked: (draft: D) => Partial<D> = () => ({})) {
    const { id: ticket } = conversation;
    if (!ticket || !conversation.detail) return;
    const there = this.#draft(ticket, about);
    if (!there) (this.#drafts[ticket] ??= {})[about] = { ...blank, ...asked(blank) };
    dock.open({ ticket, panel: this.id, about });
    if (there && this.begun(there)) return this.write(asked(there));
    if (there) Object.assign(there, asked(there));
    const stored = this.#stands(ticket, about);
    stored.reading ??= this.#read(ticket, about, blank, asked).finally(() => (stored.reading = null));
  }
  /** What is typed until the disk answers is never written over. */
  async #read(ticket: string, about: string, blank: D, asked: (draft: D) => Partial<D>) {
    const draft = this.#draft(ticket, about)!;
    const stored = this.#stands(ticket, about);
    try {
      const json = (await ipc.docked(ticket, this.id, about)) ?? '';
      if (this.#draft(ticket, about) !== draft) return;
      stored.disk = json;
      const kept = this.#understood(json, blank);
      if (!kept) return;
      if (stored.dirty) Object.assign(draft, chosen(kept), chosen($state.snapshot(draft) as D), this.both(kept, draft));
      else Object.assign(draft, kept, asked(kept));
    } catch (e) {
      draft.error = asDeskError(e);
    }
  }
  /** What was kept, as far as it is of the same make as a blank; nothing, where it cannot be read. */
  #understood(json: string, blank: D): D | null {
    try {
      const kept = JSON.parse(json) as Record<string, unknown>;
      const alike = Object.entries(blank).filter(
        ([name, value]) => name in kept && (value === null || kept[name] === null || typeof kept[name] === typeof value),
      );
      const draft: D = { ...blank, ...Object.fromEntries(alike.map(([name]) => [name, kept[name]])), missing: null, error: null };
      return this.begun(draft) && this.holds(draft) ? draft : null;
    } catch {
      return null;
    }
  }
  /** Whether what was kept says something that is still known here. */
  protected holds(_draft: D): boolean {
    return true;
  }

  write(part: Partial<D>) {
    const { shown, about } = this;
    if (!shown || about === null) return;
    Object.assign(shown, part, { missing: null, error: null });
    this.#stands(conversation.id!, about).dirty = true;
    dock.written();
  }
  /** Says what is missing, and puts the caret there. */
  protected lacks(missing: NonNullable<D['missing']>) {
    if (this.shown) this.shown.missing = missing;
    document.getElementById(`${this.id}-${missing}`)?.focus();
  }
  abstract save(): Promise<void>;
  /** Whether Rust knows by the operation itself that there was a form, and that it is done. */
  protected abstract toldBy(draft: D): boolean;

  /** Saves what is not on the disk yet. */
  flush(): Promise<void> {
    for (const [ticket, drafts] of Object.entries(this.#drafts))
      for (const about of Object.keys(drafts))
        if (this.#stands(ticket, about).dirty) this.#saving = this.#saving.then(() => this.#keepOne(ticket, about));
    return this.#saving;
  }
  async #keepOne(ticket: string, about: string) {
    const stored = this.#stands(ticket, about);
    await stored.reading;
    const draft = this.#draft(ticket, about);
    if (!draft || !stored.dirty) return;
    stored.dirty = false;
    const json = this.begun(draft) ? JSON.stringify(this.lasting($state.snapshot(draft) as D)) : '';
    if (json === stored.disk) return;
    try {
      await ipc.saveDocked(ticket, this.id, about, json);
      stored.disk = json;
    } catch (e) {
      // Locked meanwhile, or noted: nothing here is to be saved any more.
      if (this.#draft(ticket, about) !== draft) return;
      stored.dirty = true;
      draft.error = asDeskError(e);
      if (this.shown !== draft) toasts.say('breach', errorText(draft.error), undefined, 8000);
    }
  }

  /** Of what both tickets have words for none are dropped: those of the one it became part of come first. */
  async moves(from: string, into: string): Promise<() => void> {
    await this.#saving;
    const kept: Record<string, string> = {};
    for (const about of Object.keys(this.#drafts[from] ?? {})) {
      await this.#stands(from, about).reading;
      const here = this.#draft(into, about);
      if (here && this.begun(here)) continue;
      const json = await ipc.docked(into, this.id, about).catch(() => null);
      // Where nothing was kept of the other, Rust answers with what was kept of this one.
      if (json && json !== this.#stands(from, about).disk) kept[about] = json;
    }
    return () => {
      for (const [about, draft] of Object.entries(this.#drafts[from] ?? {})) {
        const here = this.#draft(into, about);
        const there = here && this.begun(here) ? here : (this.#understood(kept[about] ?? '', draft) ?? here);
        // What was only chosen says less than what was chosen for words.
        const stands = there && this.begun(there);
        const joint: D = { ...draft, ...(stands ? { ...chosen(there), ...this.both(there, draft) } : {}), missing: null };
        (this.#drafts[into] ??= {})[about] = joint;
        if (this.begun(joint)) this.#stands(into, about).dirty = true;
        delete this.#stored[keyOf(from, about)];
      }
      delete this.#drafts[from];
    };
  }

  /** Once it is on the disk, the panel goes; when the disk refuses, it says so and keeps the text. */
  protected async commit(act: (ticket: string, draft: D, about: string) => Promise<unknown>): Promise<boolean> {
    const [draft, ticket, about] = [this.shown, conversation.id, this.about];
    if (!draft || !ticket || about === null || this.#busy) return false;
    this.#busy = true;
    draft.error = null;
    const told = this.toldBy(draft);
    const noted = this.#saving.then(async () => {
      try {
        await act(ticket, draft, about);
      } catch (e) {
        draft.error = asDeskError(e);
        return false;
      }
      const { disk } = this.#stands(ticket, about);
      delete this.#drafts[ticket]?.[about];
      delete this.#stored[keyOf(ticket, about)];
      dock.done(this.id, ticket, about);
      // What is said is no form any more; of what was done in another way Rust does not know that there was one.
      if (!told && disk !== '')
        await ipc
          .saveDocked(ticket, this.id, about, '')
          .catch((e) => toasts.say('breach', errorText(asDeskError(e)), undefined, 8000));
      return true;
    });
    this.#saving = noted.then(() => undefined);
    try {
      return await noted;
    } finally {
      this.#busy = false;
    }
  }

  reset() {
    this.#drafts = {};
    this.#stored = {};
    dock.reset();
  }
}

/** One kind of thing that is noted in words. */
export abstract class Docked<D extends Written> extends Kept<D> {
  protected begun(draft: D) {
    return !!draft.text.trim();
  }
  protected lasting(draft: D): Partial<D> {
    return { ...draft, missing: undefined, error: undefined };
  }
  protected both(first: D, then: D) {
    return { text: joined(first.text, then.text) } as Partial<D>;
  }
  protected toldBy(draft: D) {
    return !!draft.text.trim();
  }
}
