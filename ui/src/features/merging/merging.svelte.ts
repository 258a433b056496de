// Two tickets of one customer become one: finding the other one, seeing both, and which of the two is left.
import { frame } from '../../frame/frame.svelte';
import { asDeskError, ipc, type Language, type MergeChoices, type MergeSide } from '../../ipc';
import { Form, unfilled, type Filled } from '../../parts/form.svelte';
import { toasts, wayBack } from '../../parts/toast.svelte';
import { errorText, t } from '../../words/index.svelte';
import { conversation } from '../conversation/conversation.svelte';
import { linking } from '../links/links.svelte';

export type Draft = Filled<'text'> & { text: string; choices: MergeChoices | null; at: number; turned: boolean };
export type Pair = { goes: MergeSide; left: MergeSide };

/** A pause in typing, after which it is looked for. */
const REST = 60;

const refused = (e: unknown) => void toasts.say('breach', errorText(asDeskError(e)), undefined, 8000);

class MergingState extends Form<Draft> {
  readonly id = 'merging';
  protected readonly fields = ['text'] as const;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;

  open() {
    this.show({ ...unfilled, text: '', choices: null, at: 0, turned: false });
    void this.#find();
  }
  type(text: string) {
    this.write({ text, at: 0, turned: false });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#find(), REST);
  }
  async #find() {
    clearTimeout(this.#timer);
    const [draft, { id }] = [this.shown, conversation];
    if (!draft || !id) return;
    const round = ++this.#round;
    const choices = await ipc.mergeChoices(id, draft.text).catch(() => null);
    if (round === this.#round) draft.choices = choices;
  }
  step(by: number) {
    const { shown } = this;
    const n = shown?.choices?.others.length ?? 0;
    if (shown && n) this.write({ at: (shown.at + by + n) % n, turned: false });
  }

  /** Which of the two goes, and which is left: the one that is open goes, unless nothing can come to the other. */
  pair({ choices, at, turned }: Draft): Pair | null {
    const other = choices?.others[at];
    if (!choices || !other) return null;
    const { own } = choices;
    const ownStays = turned !== (other.notLeft !== null && own.notLeft === null);
    return ownStays ? { goes: other, left: own } : { goes: own, left: other };
  }
  /** That of the open one is known; the others are of the same customer. */
  langOf({ ticket }: MergeSide): Language | undefined {
    const { detail } = conversation;
    return (ticket === detail?.row.id ? detail.row.subjectLang : detail?.customer?.lang) ?? undefined;
  }
  turn() {
    if (this.shown) this.write({ turned: !this.shown.turned });
  }

  async save() {
    await this.#find();
    const draft = this.shown;
    const pair = draft && this.pair(draft);
    if (!pair) return this.lacks('text');
    const { goes, left } = pair;
    if (goes.ticket === conversation.id) conversation.expected.add(goes.ticket);
    let operation = '';
    const done = await this.commit(async () => {
      operation = (await ipc.mergeTicket(goes.ticket, left.ticket)).operation;
    });
    if (!done) return void conversation.expected.delete(goes.ticket);
    const undo = wayBack(() => void this.#takeBack(operation, goes.ticket));
    toasts.say('merge', t('merge-done', { from: goes.number, into: left.number }), undo);
  }
  /** It never was; whoever asks for it is where they were. */
  async #takeBack(operation: string, ticket: string) {
    await ipc
      .takeBack([operation])
      .then(() => frame.openTicket(ticket))
      .catch(refused);
  }

  /** What became part of the open ticket last stands for itself again. */
  apart() {
    const { id, detail } = conversation;
    if (!id || !detail?.apart) return;
    const { ticket, number } = detail.apart;
    const open = { text: t('merge-open', { number }), act: () => void frame.openTicket(ticket) };
    ipc
      .unmergeTicket(id, ticket)
      .then(() => toasts.say('merge', t('unmerge-done', { number }), open))
      .catch(refused);
  }

  /** Of two customers: they belong together all the same. */
  link() {
    const text = this.shown?.text ?? '';
    linking.open();
    linking.type(text);
  }

  override reset() {
    super.reset();
    clearTimeout(this.#timer);
    this.#round++;
  }
}

export const merging = new MergingState();
