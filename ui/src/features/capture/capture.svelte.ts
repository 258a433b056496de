// The quick capture of a call: a form that survives anything, with the caller found while a number or a name is typed.
import { asDeskError, ipc, type ContactKind, type CustomerMatch, type DeskError, type GuessView, type Urgency } from '../../ipc';
import { attachments } from '../files/attachments.svelte';
import { blank, type By, type Form, type Missing } from './call';

/** Saved at a pause in typing, and each second for who never pauses. */
const REST = 300;
const LONGEST = 1000;
/** A pause in typing, after which callers are looked for. */
const LOOK = 60;
/** Where the files of a call lie until it is a ticket: among what is being written on the ticket that it becomes. */
export const FILES = 'note';

class CaptureState {
  form = $state<Form>(blank());
  number = $state('');
  matches = $state.raw<CustomerMatch[]>([]);
  /** What the contact was understood as. */
  kind = $state.raw<ContactKind | null>(null);
  /** The field whose words the matches fit. */
  by = $state<By>('contact');
  cursor = $state(0);
  error = $state<DeskError | null>(null);
  missing = $state<Missing | null>(null);
  /** What the question may be about; taken by hand, never by itself. */
  guesses = $state.raw<GuessView[]>([]);
  #guessing = 0;
  #save: ReturnType<typeof setTimeout> | null = null;
  /** Since when something typed is not on the disk. */
  #since: number | null = null;
  #look: ReturnType<typeof setTimeout> | null = null;
  #round = 0;
  #loaded = false;
  /** The name that a whole number brought by itself: it goes again with the number. */
  #brought: string | null = null;

  get files() {
    return attachments.of(this.form.ticket, FILES);
  }
  get touched() {
    const { contact, caller, question, product, callBack, when, answer } = this.form;
    return (
      [contact, caller, question, product, callBack, when, answer].some((text) => text.trim() !== '') ||
      this.files.files.length > 0
    );
  }
  get picked(): CustomerMatch | null {
    return this.matches.find((m) => m.id === this.form.customer) ?? null;
  }
  /** Who it is, as far as that is clear: who was picked, the only one found, or the only one who is reached just so. */
  get likely(): CustomerMatch | null {
    const exact = this.matches.filter((m) => m.exact);
    const only = (some: CustomerMatch[]) => (some.length === 1 ? some[0]! : null);
    return this.picked ?? only(this.matches) ?? only(exact);
  }

  /** Restores a half-filled form once; a form nobody touched starts its clock anew. */
  async open() {
    if (!this.#loaded) {
      this.#loaded = true;
      try {
        const kept = await ipc.loadCapture();
        if (kept && !this.touched) {
          Object.assign(this.form, JSON.parse(kept.json) as Partial<Form>);
          if (this.form.ticket) attachments.putBack(this.form.ticket, FILES, kept.files);
        }
      } catch {
        // A form that cannot be read is an empty form.
      }
    }
    if (!this.touched) this.form.startedAt = Date.now();
    else if (!this.matches.length) this.#lookUp(this.form.contact.trim() ? 'contact' : 'caller');
    const call = await ipc.captureNumber().catch(() => null);
    this.number = call?.number ?? '';
    this.form.ticket ??= call?.ticket ?? null;
  }

  changed() {
    this.missing = null;
    if (this.#save) clearTimeout(this.#save);
    this.#since ??= performance.now();
    if (performance.now() - this.#since >= LONGEST) void this.keep();
    else this.#save = setTimeout(() => void this.keep(), REST);
  }

  questionChanged() {
    this.changed();
    void this.#guess();
  }

  async #guess() {
    const round = ++this.#guessing;
    const { question } = this.form;
    const guesses = question.trim() ? await ipc.guess(question).catch(() => []) : [];
    if (round === this.#guessing) this.guesses = guesses;
  }

  /** Those that say something else than the form does. */
  get offered() {
    const { category, queue, urgency } = this.form;
    const said = { category, queue, urgency };
    return this.guesses.filter((guess) => said[guess.what] !== guess.value);
  }

  take(guess: GuessView) {
    if (guess.what === 'urgency') this.form.urgency = guess.value as Urgency;
    else this.form[guess.what] = guess.value;
    this.changed();
  }

  /** Files are on the disk as soon as they are read; that they belong to this form is noted with it. */
  async attach(given: File[]) {
    const { ticket } = this.form;
    if (!ticket) return;
    await attachments.add(ticket, FILES, given);
    this.changed();
  }

  /** The kept form may be another one now; one being filled in here stays. */
  async again(shown: boolean) {
    if (this.touched) return;
    this.#loaded = false;
    if (shown) await this.open();
  }

  async keep() {
    // A form that was never looked at here is on the disk as it was left, and nothing here knows what it says.
    if (!this.#loaded) return;
    if (this.#save) clearTimeout(this.#save);
    this.#since = null;
    await ipc
      .saveCapture(this.touched ? JSON.stringify($state.snapshot(this.form)) : '')
      .catch((e: unknown) => (this.error = asDeskError(e)));
  }

  /** Something else was typed: whoever was picked by this field is picked no more. A way to reach someone who is known is just noted. */
  typed(by: By) {
    const { form } = this;
    this.changed();
    if (form.customer && by === 'contact' && this.by === 'caller') return void this.#understand();
    if (by === 'contact' && this.#brought !== null && form.caller === this.#brought) form.caller = '';
    this.#brought = null;
    form.customer = null;
    this.cursor = 0;
    this.#lookUp(by);
  }

  async #understand() {
    const { contact } = this.form;
    const found = await ipc.matchCustomers(contact).catch(() => null);
    if (contact === this.form.contact) this.kind = found?.contact ?? null;
  }

  #lookUp(by: By) {
    if (this.#look) clearTimeout(this.#look);
    const text = this.form[by].trim();
    const round = ++this.#round;
    if (!text) {
      this.matches = [];
      if (by === 'contact') this.kind = null;
      return;
    }
    this.#look = setTimeout(async () => {
      const found = await ipc.matchCustomers(text).catch(() => null);
      if (round !== this.#round) return;
      this.by = by;
      this.matches = found?.customers ?? [];
      if (by === 'contact') this.kind = found?.contact ?? null;
      this.#bring();
    }, LOOK);
  }

  /** A whole number of one customer alone says who calls, unless another name was typed. */
  #bring() {
    const exact = this.matches.filter((m) => m.exact);
    if (this.by !== 'contact' || exact.length !== 1 || this.form.customer || this.form.caller.trim()) return;
    const [match] = exact;
    this.form.customer = match!.id;
    this.form.caller = this.#brought = match!.name;
    this.changed();
  }

  pick(match: CustomerMatch) {
    this.#brought = null;
    this.form.customer = match.id;
    this.form.caller = match.name;
    if (!this.form.contact.trim() && match.reached) {
      this.form.contact = match.reached;
      void this.#understand();
    }
    this.changed();
  }

  /** What was noted is on its way elsewhere: it is not kept as a form any more. */
  rest() {
    if (this.#save) clearTimeout(this.#save);
  }

  clear() {
    this.rest();
    if (this.#look) clearTimeout(this.#look);
    this.#since = null;
    this.#round++;
    if (this.form.ticket) attachments.forget(this.form.ticket, FILES);
    this.form = blank();
    this.matches = [];
    this.kind = null;
    this.guesses = [];
    this.#guessing++;
    this.#brought = null;
    this.error = null;
    this.missing = null;
  }

  reset() {
    this.clear();
    this.#loaded = false;
    this.number = '';
  }
}

export const capture = new CaptureState();
