// What was sent and can still be taken back: a line that says for how long, a key, and the way back into the text.
import { frame } from '../../frame/frame.svelte';
import { asDeskError, ipc, type Queued, type Sending, type TicketDetail } from '../../ipc';
import { toasts, wayBack } from '../../parts/toast.svelte';
import { errorText, t } from '../../words/index.svelte';
import { now } from '../../words/now.svelte';
import { dayAndTime } from '../../words/times';
import { composer } from './composer.svelte';
import { conversation } from './conversation.svelte';

type One = { operation: string; ticket: string; until: number; toast: number };

/** For so long the key takes back what was put off; its ticket and the outbox offer it until it leaves. */
const AT_HAND = 10_000;

class Sent {
  /** By this computer's clock, the newest last. */
  #all = $state.raw<One[]>([]);

  constructor() {
    composer.onsent.push((queued, detail, sending) => this.#say(queued, detail, sending));
  }

  /** The newest reply that can be taken back. */
  get last(): One | undefined {
    return this.#all.filter((one) => one.until > Date.now()).at(-1);
  }

  #say({ operation, at, undoUntil }: Queued, { row }: TicketDetail, sending: Sending) {
    if (undoUntil === null) return;
    const undo = { ...wayBack(() => void this.takeBack(row.id, operation)), text: t('take-back') };
    const left = sending.at === null ? undoUntil - at : AT_HAND;
    const toast =
      sending.at === null
        ? toasts.count('sentoff', (seconds) => t('sent-undo', { name: row.customer, seconds }), undo, left)
        : toasts.say('clock', t('sent-later', { time: dayAndTime(sending.at, now.ms) }), undo, left);
    const all = this.#all.filter((one) => one.until > Date.now());
    this.#all = [...all, { operation, ticket: row.id, until: Date.now() + left, toast }];
  }

  #forget(operation: string) {
    const one = this.#all.find((other) => other.operation === operation);
    if (!one) return;
    this.#all = this.#all.filter((other) => other !== one);
    toasts.close(one.toast);
  }

  /** Back into the text it came from, wherever that is. */
  async takeBack(ticket: string, operation: string) {
    this.#forget(operation);
    try {
      for (const place of await composer.takeBack(ticket, operation)) {
        if (frame.conversationShown && conversation.id === place.ticket) await conversation.reread();
        else await frame.openTicket(place.ticket);
        composer.focusAsked = true;
      }
      toasts.say('history', t('taken-back'));
    } catch (e) {
      toasts.say('breach', errorText(asDeskError(e)), undefined, 8000);
    }
  }

  /** Whether the key takes anything back now: what a toast offers to, or a reply whose toast gave way to newer ones. */
  get some() {
    return !!(toasts.last ?? this.last);
  }
  takeBackLast() {
    const { last } = this;
    if (toasts.last) toasts.undo(toasts.last);
    else if (last) void this.takeBack(last.ticket, last.operation);
  }

  /** What was put off leaves now. */
  async leave(operation: string) {
    this.#forget(operation);
    try {
      await ipc.sendNow(operation);
    } catch (e) {
      toasts.say('breach', errorText(asDeskError(e)), undefined, 8000);
    }
  }

  reset() {
    this.#all = [];
  }
}

export const sent = new Sent();
