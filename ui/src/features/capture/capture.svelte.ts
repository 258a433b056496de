// The quick capture of a call: a form that survives anything, with the caller found while the number is typed.
import {
  asDeskError,
  ipc,
  type ContactChannel,
  type CustomerMatch,
  type DeskError,
  type GuessView,
  type NewCall,
  type Queued,
  type Urgency,
} from '../../ipc';

/** Saved at a pause in typing, and each second for who never pauses. */
const REST = 300;
const LONGEST = 1000;
export type Form = {
  phone: string;
  caller: string;
  customer: string | null;
  channel: ContactChannel;
  question: string;
  product: string;
  callBack: string;
  urgency: Urgency;
  category: string | null;
  queue: string | null;
  recover: boolean;
  startedAt: number;
};
const empty = (): Form => ({
  phone: '',
  caller: '',
  customer: null,
  channel: 'phone',
  question: '',
  product: '',
  callBack: '',
  urgency: 'normal',
  category: null,
  queue: null,
  recover: true,
  startedAt: Date.now(),
});

/** The first sentence, short enough for a list row. */
export function subjectOf(question: string): string {
  const line = question.trim().split(/\n|(?<=[。！？!?])|(?<=\.)\s/u)[0] ?? '';
  const letters = Array.from(line.replace(/[。.]$/u, ''));
  return letters.length > 80 ? `${letters.slice(0, 79).join('')}…` : letters.join('');
}

class CaptureState {
  form = $state<Form>(empty());
  number = $state('');
  matches = $state.raw<CustomerMatch[]>([]);
  cursor = $state(0);
  error = $state<DeskError | null>(null);
  missing = $state(false);
  /** What the question may be about; taken by hand, never by itself. */
  guesses = $state.raw<GuessView[]>([]);
  #guessing = 0;
  #save: ReturnType<typeof setTimeout> | null = null;
  /** Since when something typed is not on the disk. */
  #since: number | null = null;
  #look: ReturnType<typeof setTimeout> | null = null;
  #round = 0;
  #loaded = false;

  get touched() {
    const { phone, caller, question, product, callBack } = this.form;
    return [phone, caller, question, product, callBack].some((text) => text.trim() !== '');
  }
  get picked(): CustomerMatch | null {
    return this.matches.find((m) => m.id === this.form.customer) ?? null;
  }

  /** Restores a half-filled form once; a form nobody touched starts its clock anew. */
  async open() {
    if (!this.#loaded) {
      this.#loaded = true;
      try {
        const kept = await ipc.loadCapture();
        if (kept && !this.touched) Object.assign(this.form, JSON.parse(kept) as Partial<Form>);
      } catch {
        // A form that cannot be read is an empty form.
      }
    }
    if (!this.touched) this.form.startedAt = Date.now();
    else if (this.form.phone) this.#lookUp();
    this.number = await ipc.captureNumber().catch(() => '');
  }

  changed() {
    this.missing = false;
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

  phoneChanged() {
    this.form.customer = null;
    this.cursor = 0;
    this.changed();
    this.#lookUp();
  }

  #lookUp() {
    if (this.#look) clearTimeout(this.#look);
    const text = this.form.phone.trim();
    if (text.length < 2) return void (this.matches = []);
    this.#look = setTimeout(async () => {
      const round = ++this.#round;
      const found = await ipc.matchCustomers(text).catch(() => []);
      if (round === this.#round) this.matches = found;
    }, 60);
  }

  pick(match: CustomerMatch) {
    this.form.customer = match.id;
    this.form.caller = match.name;
    this.changed();
  }

  /** Saves the call as a ticket. Answers null when something is missing or the disk refused. */
  async send(): Promise<Queued | null> {
    const form = $state.snapshot(this.form);
    if (!form.question.trim()) {
      this.missing = true;
      return null;
    }
    const call: NewCall = {
      ...form,
      caller: form.caller.trim() || form.phone.trim(),
      phone: form.phone.trim(),
      subject: subjectOf(form.question),
      question: form.question.trim(),
      product: form.product.trim() || null,
      callBack: form.callBack.trim() || null,
    };
    try {
      const queued = await ipc.capture(call);
      this.clear();
      await ipc.saveCapture('');
      return queued;
    } catch (e) {
      this.error = asDeskError(e);
      return null;
    }
  }

  clear() {
    if (this.#save) clearTimeout(this.#save);
    if (this.#look) clearTimeout(this.#look);
    this.#round++;
    this.form = empty();
    this.matches = [];
    this.guesses = [];
    this.#guessing++;
    this.error = null;
    this.missing = false;
  }

  reset() {
    this.clear();
    this.#loaded = false;
    this.number = '';
  }
}

export const capture = new CaptureState();
