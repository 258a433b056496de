// Putting the open ticket aside: until a time, or until the customer writes; and taking it back.
import { asDeskError, ipc, type TicketRow } from '../../ipc';
import { Form, unfilled, type Filled } from '../../parts/form.svelte';
import { toasts, wayBack } from '../../parts/toast.svelte';
import { errorText, t } from '../../words/index.svelte';
import { now } from '../../words/now.svelte';
import { dayAndTime } from '../../words/times';
import { conversation } from '../conversation/conversation.svelte';

/** What was typed of a time stays typed. */
export type Draft = Filled & { until: number | null; words: string };

export const isSnoozed = (row: TicketRow) => row.snoozedUntil !== null || row.snoozedUntilReply;
export const snoozedText = ({ snoozedUntil }: TicketRow) =>
  snoozedUntil === null ? t('snoozed-chip-reply') : t('snoozed-chip', { time: dayAndTime(snoozedUntil, now.ms) });

class SnoozeState extends Form<Draft> {
  readonly id = 'snooze';
  protected readonly fields = ['words'] as const;

  open() {
    this.show({ ...unfilled, until: null, words: '' });
  }
  /** As it was before: not aside, or aside until another time. */
  #before({ id, snoozedUntil, snoozedUntilReply }: TicketRow) {
    const act = snoozedUntil !== null || snoozedUntilReply ? ipc.snooze(id, snoozedUntil) : ipc.wake(id);
    void act.catch((e) => toasts.say('breach', errorText(asDeskError(e)), undefined, 8000));
  }
  #said(text: string, row: TicketRow) {
    toasts.say(
      'snooze',
      text,
      wayBack(() => this.#before(row)),
    );
  }

  /** From its panel, which says what Rust refuses. */
  async save() {
    const [draft, row] = [this.shown, conversation.detail?.row];
    if (!draft || !row) return;
    const { until } = draft;
    if (await this.commit((ticket) => ipc.snooze(ticket, until))) this.#done(until, row);
  }
  #done(until: number | null, row: TicketRow) {
    this.#said(until === null ? t('snoozed-done-reply') : t('snoozed-done', { time: dayAndTime(until, now.ms) }), row);
  }
  choose(until: number | null) {
    this.write({ until });
    return this.save();
  }
  /** In one step, without its panel. */
  async until(until: number | null) {
    const row = conversation.detail?.row;
    if (!row) return;
    await ipc.snooze(row.id, until);
    this.#done(until, row);
  }
  async wake() {
    const row = conversation.detail?.row;
    if (!row) return;
    await ipc.wake(row.id);
    this.#said(t('woken-done', { number: row.number }), row);
  }
}

export const snoozing = new SnoozeState();
