// What is being written: one text per ticket and kind, saved as a draft when typing rests, and sent in one step.
import {
  asDeskError,
  ipc,
  type Cited,
  type DeskError,
  type DraftPlace,
  type OutdatedCitation,
  type Queued,
  type Sending,
  type TicketDetail,
} from '../../ipc';
import { unfilled } from '../../words/text';
import { attachments } from '../files/attachments.svelte';
import type { Edit } from '../writing/marks';
import { conversation } from './conversation.svelte';
import { AT_ONCE } from './sending';

export type Kind = 'reply' | 'note';
type Text = {
  body: string;
  articles: Cited[];
  savedAt: number | null;
  dirty: boolean;
  /** When any of it was last put on the disk, as the disk says; and up to when that was of a text that has been sent since. */
  lastSaved: number;
  sentUpTo: number;
  /** It is being sent: nothing of it comes back unless that fails. */
  leaving: boolean;
};

/** A pause in typing, after which the text is saved; who never pauses is saved each second. */
const REST = 300;
const LONGEST = 1000;
const blank = (): Text => ({
  body: '',
  articles: [],
  savedAt: null,
  dirty: false,
  lastSaved: 0,
  sentUpTo: 0,
  leaving: false,
});
const keyOf = (ticket: string, kind: Kind) => `${ticket} ${kind}`;
const joined = (...texts: string[]) => texts.filter((text) => text.trim()).join('\n\n');

class ComposerState {
  /** Reply unless the person, or a draft, chose a note on this very ticket. */
  kinds = $state<Record<string, Kind>>({});
  texts = $state<Record<string, Text>>({});
  error = $state<DeskError | null>(null);
  /** Articles in the text that say something else by now: it does not leave before its author has chosen. */
  #outdated = $state.raw<{ of: string; changed: OutdatedCitation[]; sending: Sending } | null>(null);
  /** Raised to pull the caret into the text. */
  focusAsked = $state(false);
  /** The text area as it stands takes a change as if it were typed; false where there is none. */
  typing: ((edit: Edit) => boolean) | null = null;
  /** Where the caret was, so that an article lands there. */
  caret: [number, number] | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Since when something written is not on the disk. */
  #since: number | null = null;
  #saving: Promise<void> = Promise.resolve();
  /** Something comes back into these: what is written in them meanwhile is saved once both are one text. */
  #awaited = new Set<string>();
  /** A reply of this ticket is on its way. */
  onsent: ((queued: Queued, detail: TicketDetail, sending: Sending) => void)[] = [];

  constructor() {
    conversation.onread.push((detail) => this.#restore(detail));
    conversation.onmerged.push((from, into) => this.#moves(from, into));
  }

  get kind(): Kind {
    return (conversation.id && this.kinds[conversation.id]) || 'reply';
  }
  get now(): Text {
    return (conversation.id && this.texts[keyOf(conversation.id, this.kind)]) || blank();
  }
  /** Those of the text that is open now; another ticket's dialog never acts on this one. */
  get outdated(): OutdatedCitation[] {
    const { id } = conversation;
    return id && this.#outdated?.of === keyOf(id, this.kind) ? this.#outdated.changed : [];
  }
  leaveOutdated() {
    this.#outdated = null;
  }
  get unfilled() {
    return this.kind === 'reply' ? unfilled(this.now.body) : null;
  }

  #own(ticket: string, kind: Kind): Text {
    const key = keyOf(ticket, kind);
    if (!this.texts[key]) this.texts[key] = blank();
    return this.texts[key]!;
  }

  write(body: string) {
    if (!conversation.id) return;
    const text = this.#own(conversation.id, this.kind);
    text.body = body;
    // What was taken away with all of the text is quoted no more.
    if (!body.trim()) text.articles = [];
    text.dirty = true;
    // What is on the disk is no longer what stands here.
    text.savedAt = null;
    this.error = null;
    if (this.#timer) clearTimeout(this.#timer);
    this.#since ??= performance.now();
    if (performance.now() - this.#since >= LONGEST) void this.flush();
    else this.#timer = setTimeout(() => void this.flush(), REST);
  }

  /** Saves every text that is not on the disk yet. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#since = null;
    for (const [key, text] of Object.entries(this.texts)) {
      if (!text.dirty || this.#awaited.has(key)) continue;
      const [ticket, kind] = key.split(' ') as [string, Kind];
      text.dirty = false;
      const { body, articles } = $state.snapshot(text);
      this.#saving = this.#saving.then(async () => {
        try {
          const at = await ipc.saveDraft(ticket, kind, body, articles);
          text.lastSaved = at;
          if (text.body === body) text.savedAt = at;
        } catch (e) {
          text.dirty = true;
          this.error = asDeskError(e);
        }
      });
    }
    return this.#saving;
  }

  /** Rust puts what was saved where the ticket went, beside what was being written there. */
  async #moves(from: string, into: string) {
    await this.flush();
    const chosen = this.kinds[into] ?? this.kinds[from] ?? 'reply';
    for (const kind of ['reply', 'note'] as const) {
      this.takeUp(from, kind);
      this.takeUp(into, kind);
    }
    this.kinds[into] = chosen;
  }

  async switchTo(kind: Kind) {
    this.caret = null;
    if (conversation.id) this.kinds[conversation.id] = kind;
    await this.flush();
  }

  /**
   * Drafts from the disk fill empty texts; they never overwrite what is being written. A ticket that was read before its reply left
   * still has what was saved of that: it does not come back.
   */
  #restore(detail: TicketDetail) {
    for (const { kind, body, articles, savedAt } of detail.drafts) {
      if (kind === 'customer' || !body) continue;
      const text = this.#own(detail.row.id, kind);
      if (text.dirty || text.body || text.leaving || savedAt <= text.sentUpTo) continue;
      Object.assign(text, { body, articles: [...articles], savedAt, lastSaved: savedAt });
    }
    // A note alone brings the note to the front; with both, the reply comes first.
    const { id } = detail.row;
    if (this.kinds[id]) return;
    if (!this.#begun(id, 'reply') && this.#begun(id, 'note')) this.kinds[id] = 'note';
  }

  #begun(ticket: string, kind: Kind) {
    return !!this.texts[keyOf(ticket, kind)]?.body || attachments.of(ticket, kind).files.length > 0;
  }

  /** What stands on the disk is newer than what stands here: the next reading brings it. */
  takeUp(ticket: string, kind: Kind) {
    delete this.texts[keyOf(ticket, kind)];
    attachments.forget(ticket, kind);
    this.kinds[ticket] = kind;
    this.caret = null;
  }

  /** What was sent stands in its draft again, joined there with what was begun since. What is typed until that is done stays, too. */
  async takeBack(ticket: string, operation: string): Promise<DraftPlace[]> {
    await this.flush();
    const key = keyOf(ticket, 'reply');
    const before = this.texts[key]?.body ?? '';
    this.#awaited.add(key);
    try {
      const { drafts } = await ipc.takeBack([operation]);
      for (const place of drafts) await this.#comeBack(place, before);
      return drafts;
    } finally {
      this.#awaited.delete(key);
      void this.flush();
    }
  }
  async #comeBack({ ticket, kind }: DraftPlace, before: string) {
    if (kind === 'customer') return;
    const text = this.texts[keyOf(ticket, kind)];
    if (text?.dirty) {
      const { drafts } = await ipc.ticket(ticket);
      const disk = drafts.find((draft) => draft.kind === kind);
      const back = disk?.body ?? '';
      // The disk knows how the text stood before it was written on.
      const both = before && back.includes(before) ? back.replace(before, () => text.body) : joined(back, text.body);
      Object.assign(text, { body: both, articles: [...text.articles, ...(disk?.articles ?? [])], dirty: true });
      this.kinds[ticket] = kind;
      this.caret = null;
    } else this.takeUp(ticket, kind);
  }

  /** Puts an article's answer where the caret is, and remembers that it was used. */
  insert(answer: string, cited: Cited) {
    const { body } = this.now;
    const [from, to] = this.caret ?? [body.length, body.length];
    const gap = from > 0 && !/\s$/.test(body.slice(0, from)) ? '\n' : '';
    this.replace(from, to - from, gap + answer, cited);
  }

  /** Puts a few words where the caret is, apart from what stands beside them. */
  put(words: string) {
    const { body } = this.now;
    const [from, to] = this.caret ?? [body.length, body.length];
    const beside = (text: string) => /[\p{L}\p{N}]/u.test(text) && !/\p{Script=Han}/u.test(text);
    const before = beside(body.slice(0, from).slice(-1)) ? ' ' : '';
    const after = beside(body.slice(to, to + 1)) ? ' ' : '';
    this.replace(from, to - from, before + words + after, null);
  }

  /** Puts words in the place of others, and remembers whose they are. */
  replace(from: number, length: number, words: string, cited: Cited | null) {
    if (!conversation.id) return;
    const { body } = this.now;
    const end = from + words.length;
    const edit = { from, to: from + length, words, select: [end, end] as [number, number] };
    if (!this.typing?.(edit)) this.write(body.slice(0, from) + words + body.slice(from + length));
    this.caret = [end, end];
    if (cited) this.#cite(cited);
    this.focusAsked = true;
  }

  /** Of two versions of one article in a text the earlier one counts: its words may still stand there. */
  #cite(cited: Cited) {
    const text = this.#own(conversation.id!, this.kind);
    const before = text.articles.find((other) => other.article === cited.article);
    const version = Math.min(cited.version, before?.version || cited.version);
    text.articles = [...text.articles.filter((other) => other !== before), { ...cited, version }];
  }

  /** The new words take the place of the old ones. */
  takeNewWords() {
    const changed = this.outdated;
    for (const { before, answer } of changed) this.write(this.now.body.replaceAll(before, () => answer));
    this.#haveSeen();
    this.focusAsked = true;
  }

  /** Its author writes on, having seen how the articles stand now. */
  edit() {
    this.#haveSeen();
    this.focusAsked = true;
  }

  async sendAnyway() {
    if (!this.outdated.length) return;
    const { sending } = this.#outdated!;
    this.#haveSeen();
    await this.send(sending);
  }

  /** What holds in another version counts as seen in that one; what does not hold at all is no longer quoted. */
  #haveSeen() {
    if (!conversation.id) return;
    const text = this.#own(conversation.id, this.kind);
    for (const { article, version, freshness } of this.outdated) {
      const holds = version !== null && !['withdrawn', 'expired', 'notYet'].includes(freshness);
      text.articles = text.articles.filter((other) => other.article !== article);
      if (holds) text.articles.push({ article, version });
    }
    text.dirty = true;
    this.leaveOutdated();
  }

  /** True when it left, with the files that go along. The text is cleared at once; if the disk refuses, it comes back with the reason. */
  async send(sending: Sending = AT_ONCE): Promise<boolean> {
    const { id, detail } = conversation;
    if (!id || !detail) return false;
    const kind = this.kind;
    const text = this.#own(id, kind);
    const { body, articles } = $state.snapshot(text);
    const { files, reading } = attachments.of(id, kind);
    // Nothing leaves without a file that was meant to go along.
    if ((!body.trim() && !files.length) || this.unfilled || reading.length) return false;
    const along = attachments.take(id, kind);
    if (this.#timer) clearTimeout(this.#timer);
    Object.assign(text, { body: '', articles: [], savedAt: null, dirty: false, leaving: true });
    this.caret = null;
    this.error = null;
    try {
      const said = this.#saving.then(async () => {
        if (kind !== 'reply') return void (await ipc.note(id, body));
        const queued = await ipc.reply(id, body, detail.seen, articles, sending);
        for (const f of this.onsent) f(queued, detail, sending);
      });
      // Its draft goes with it in one commit; what is written meanwhile is saved after that, never before.
      this.#saving = said.catch(() => {});
      await said;
      text.sentUpTo = text.lastSaved;
      return true;
    } catch (e) {
      if (!text.body) Object.assign(text, { body, articles, dirty: true });
      attachments.putBack(id, kind, along);
      const error = asDeskError(e);
      const changed = error.code === 'article-outdated' ? await ipc.outdated(articles, id).catch(() => []) : [];
      if (changed.length) this.#outdated = { of: keyOf(id, kind), changed, sending };
      else this.error = error;
      return false;
    } finally {
      text.leaving = false;
    }
  }

  reset() {
    this.leaveOutdated();
    this.focusAsked = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.texts = {};
    this.kinds = {};
    this.error = null;
    this.caret = null;
  }
}

export const composer = new ComposerState();
