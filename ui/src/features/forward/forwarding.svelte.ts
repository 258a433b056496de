// Sending part of a conversation on to somebody outside: one message or all of it, under words of one's own.
import { asDeskError, ipc, type ForwardPreview } from '../../ipc';
import { Docked, unwritten, type Written } from '../../parts/dock.svelte';
import { toasts, wayBack } from '../../parts/toast.svelte';
import { errorText, t } from '../../words/index.svelte';
import { conversation } from '../conversation/conversation.svelte';

export type Draft = Written<'to'> & { to: string; subject: string };

/** What can be the address of one person. Rust judges it again. */
export const isAddress = (text: string) => /^[^\s@,;<>"()]+@(?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]{2,}$/u.test(text.trim());

class Forwarding extends Docked<Draft> {
  readonly id = 'forward';
  /** What would go, as Rust puts it together; and of what. */
  #preview = $state.raw<{ of: string; shown: ForwardPreview } | null>(null);
  #round = 0;

  /** One message, or the conversation. */
  open(message = '') {
    this.show({ ...unwritten, to: '', subject: '' }, message);
    void this.read();
  }
  get preview(): ForwardPreview | null {
    const preview = this.#preview;
    return preview?.of === `${conversation.id} ${this.about}` ? preview.shown : null;
  }

  async read() {
    const round = ++this.#round;
    const { id } = conversation;
    const { about } = this;
    if (!id || about === null) return;
    try {
      const shown = await ipc.forwardPreview(id, about || null);
      if (round === this.#round) this.#preview = { of: `${id} ${about}`, shown };
    } catch (e) {
      if (round === this.#round && this.shown) this.shown.error = asDeskError(e);
    }
  }

  async save() {
    const { shown: draft, preview } = this;
    if (!draft || !preview) return;
    const to = draft.to.trim();
    if (!isAddress(to)) return this.lacks('to');
    const { messages } = preview;
    const subject = draft.subject.trim() || preview.subject;
    const said = await this.commit(async (ticket, { text: body }, about) => {
      const given = { message: about || null, to, subject, body, messages };
      const { operation, at, undoUntil } = await ipc.forward(ticket, given, null);
      this.#say(operation, to, undoUntil === null ? 0 : undoUntil - at, about);
    });
    // Something was written meanwhile: what will go is shown anew.
    if (!said && this.shown?.error?.code === 'forward-changed') void this.read();
  }
  #say(operation: string, to: string, left: number, about: string) {
    if (!left) return void toasts.say('fwd', t('forward-sent', { to }));
    const undo = { ...wayBack(() => void this.#takeBack(operation, about)), text: t('take-back') };
    toasts.count('fwd', (seconds) => t('forward-undo', { to, seconds }), undo, left);
  }
  async #takeBack(operation: string, about: string) {
    try {
      await ipc.takeBack([operation]);
      this.open(about);
    } catch (e) {
      toasts.say('breach', errorText(asDeskError(e)), undefined, 8000);
    }
  }
}

export const forwarding = new Forwarding();
