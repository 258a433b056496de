// Tickets that belong together: finding the other one, linking, and taking a link away.
import { asDeskError, ipc, type LinkView, type TicketHit } from '../../ipc';
import { Form, unfilled, type Filled } from '../../parts/form.svelte';
import { toasts, wayBack } from '../../parts/toast.svelte';
import { errorText, t } from '../../words/index.svelte';
import { conversation } from '../conversation/conversation.svelte';

export type Draft = Filled<'text'> & { text: string; hits: TicketHit[] | null; at: number };

/** A pause in typing, after which it is looked for. */
const REST = 60;
const MOST = 6;

class LinkingState extends Form<Draft> {
  readonly id = 'link';
  protected readonly fields = ['text'] as const;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;

  open() {
    this.show({ ...unfilled, text: '', hits: null, at: 0 });
  }
  type(text: string) {
    this.write({ text, at: 0 });
    this.look();
  }
  /** Looks for what is written, once typing rests. */
  look() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#find(), REST);
  }
  /** A ticket is not linked with itself, nor twice. */
  #offered = (hit: TicketHit) => hit.id !== conversation.id && !conversation.detail?.links.some((link) => link.ticket === hit.id);
  async #find() {
    clearTimeout(this.#timer);
    const draft = this.shown;
    const round = ++this.#round;
    const words = draft?.text.replace(/^#/, '').trim();
    if (!draft) return;
    const hits = words ? await ipc.search(words, {}, MOST).catch(() => null) : null;
    if (round === this.#round) draft.hits = hits?.tickets.filter(this.#offered) ?? null;
  }
  step(by: number) {
    const { shown } = this;
    if (shown?.hits?.length) shown.at = (shown.at + by + shown.hits.length) % shown.hits.length;
  }

  async save() {
    await this.#find();
    const draft = this.shown;
    const hit = draft?.hits?.[draft.at];
    if (!hit) return this.lacks('text');
    await this.link(hit);
  }
  async link(hit: TicketHit) {
    if (await this.commit((ticket) => ipc.linkTickets(ticket, hit.id, true))) {
      const ticket = conversation.id!;
      toasts.say(
        'link',
        t('link-done', { number: hit.number }),
        wayBack(() => this.#set(ticket, hit.id, false)),
      );
    }
  }
  remove(link: LinkView) {
    const ticket = conversation.id;
    if (!ticket) return;
    this.#set(ticket, link.ticket, false);
    toasts.say(
      'x',
      t('link-removed', { number: link.number || t('link-missing') }),
      wayBack(() => this.#set(ticket, link.ticket, true)),
    );
  }
  #set(ticket: string, other: string, linked: boolean) {
    ipc.linkTickets(ticket, other, linked).catch((e) => toasts.say('breach', errorText(asDeskError(e)), undefined, 8000));
  }

  override reset() {
    super.reset();
    clearTimeout(this.#timer);
    this.#round++;
  }
}

export const linking = new LinkingState();
