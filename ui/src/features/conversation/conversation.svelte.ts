// The open ticket: its details as last read, and the acts on it. Acts queue in Rust; the ticket is re-read when Rust says so.
import {
  asDeskError,
  ipc,
  type DeskError,
  type Field,
  type Queued,
  type Status,
  type TicketDetail,
  type TimelineItem,
} from '../../ipc';
import { painted, soon } from '../../parts/soon';
import { toasts } from '../../parts/toast.svelte';
import { errorText, t } from '../../words/index.svelte';
import { asked } from './asked.svelte';

/** Not something of mine that waits: that has no place among what the server sent. */
const delivered = (item: TimelineItem) => item.state === null || item.state === 'sent';

class ConversationState {
  id = $state<string | null>(null);
  detail = $state.raw<TicketDetail | null>(null);
  older = $state.raw<TimelineItem[]>([]);
  error = $state<DeskError | null>(null);
  /** Where "since you last looked" lies: fixed while the ticket stays open. */
  since = $state<number | null>(null);
  /** Set by "next up": why this ticket comes first. */
  why = $state<string | null>(null);
  #heard = 0;
  #ahead: { detail: TicketDetail; heard: number } | null = null;
  onread: ((detail: TicketDetail) => void)[] = [];
  /** The open ticket became part of another: what is being written there goes along before that one is opened. */
  onmerged: ((from: string, into: string) => Promise<void>)[] = [];
  /** Tickets that this person has just made part of another: that they went is no news. */
  expected = new Set<string>();

  /** Reads a ticket before it is opened, so that it opens in one frame; unless it does not come at once, or there is news meanwhile. */
  async ahead(id: string) {
    const heard = this.#heard;
    const detail = await soon(ipc.ticket(id));
    this.#ahead = detail ? { detail, heard } : null;
  }
  /** Something changed: what was read before may not be so any more. */
  hears() {
    this.#heard += 1;
  }

  async open(id: string, why: string | null = null) {
    const ahead = this.#ahead;
    this.#ahead = null;
    this.why = why;
    if (this.id !== id) {
      this.id = id;
      this.older = [];
      this.since = null;
      this.error = null;
    }
    if (ahead?.detail.row.id === id && ahead.heard === this.#heard) this.#take(ahead.detail, true);
    else await this.reread(true);
    void painted().then(() => {
      if (this.id === id && !this.error) void ipc.markRead(id).catch(() => undefined);
    });
  }

  async reread(first = false) {
    const id = this.id;
    if (!id) return;
    try {
      const detail = await ipc.ticket(id);
      if (this.id !== id) return;
      if (detail.row.id !== id) return await this.#follow(id, detail);
      this.#take(detail, first);
      if (!first && document.hasFocus()) void ipc.markRead(id).catch(() => undefined);
    } catch (e) {
      if (this.id !== id) return;
      this.error = asDeskError(e);
      this.detail = null;
    }
  }

  #take(detail: TicketDetail, first: boolean) {
    if (first && this.since === null) this.since = detail.lastRead;
    this.#keepPushedOut(detail);
    this.detail = detail;
    this.error = null;
    for (const f of this.onread) f(detail);
  }

  async #follow(from: string, { row }: TicketDetail) {
    for (const f of this.onmerged) await f(from, row.id);
    if (this.id !== from) return;
    if (!this.expected.delete(from)) toasts.say('merge', t('ticket-part-of', { number: row.number }), undefined, 8000);
    await this.open(row.id);
  }

  /** New messages push the oldest out of what Rust sends; once earlier ones are shown, no gap may open between. */
  #keepPushedOut(next: TicketDetail) {
    if (!this.older.length || !this.detail) return;
    const have = new Set([...this.older, ...next.timeline].map((i) => i.id));
    const from = next.timeline[0]?.at ?? Infinity;
    const gone = this.detail.timeline.filter((i) => delivered(i) && i.at <= from && !have.has(i.id));
    if (gone.length) this.older = [...this.older, ...gone];
  }

  async showEarlier() {
    const { detail, id } = this;
    if (!detail || !id) return;
    const first = this.items.find((i) => i.type === 'message' && delivered(i));
    if (!first) return;
    const more = await ipc.earlier(id, first.at, first.id);
    if (this.id !== id) return;
    const have = new Set(this.items.map((i) => i.id));
    this.older = [...more.filter((i) => !have.has(i.id)), ...this.older];
  }

  get earlier() {
    const shown = this.older.filter((i) => i.type === 'message').length;
    return Math.max(0, (this.detail?.earlier ?? 0) - shown);
  }

  get items(): TimelineItem[] {
    const now = this.detail?.timeline ?? [];
    if (!this.older.length) return now;
    const have = new Set(now.map((i) => i.id));
    return [...this.older.filter((i) => !have.has(i.id)), ...now];
  }

  async #act(what: Promise<Queued | void>) {
    try {
      await what;
    } catch (e) {
      toasts.say('breach', errorText(asDeskError(e)), undefined, 8000);
    }
  }

  transition(to: Status) {
    const { detail } = this;
    if (!detail) return;
    if (!detail.transitions.includes(to)) {
      const detailText = { from: t(`status-${detail.row.status}`), to: t(`status-${to}`) };
      return toasts.say('breach', errorText({ code: 'not-legal', detail: detailText }), undefined, 6000);
    }
    void this.#act(ipc.transition(detail.row.id, to, null));
  }
  setField(field: Field, value: string) {
    if (this.id) void this.#act(ipc.setField(this.id, field, value));
  }
  /** What is somebody's is taken with a reason. */
  claim() {
    if (this.detail?.ownerId) asked.what = 'take-over';
    else if (this.id) void this.#act(ipc.claim(this.id, ''));
  }
  untag(tag: string) {
    if (this.id) void this.#act(ipc.tag(this.id, [], [tag]));
  }
  noteChange(operation: string, again: boolean) {
    void this.#act(ipc.noteChange(operation, again));
  }
  /** A change that was refused was understood. */
  decide(operation: string) {
    void this.#act(ipc.decide(operation, 'discard', null));
  }

  reset() {
    this.#ahead = null;
    this.id = null;
    this.detail = null;
    this.older = [];
    this.error = null;
    this.since = null;
    this.why = null;
  }
}

export const conversation = new ConversationState();
