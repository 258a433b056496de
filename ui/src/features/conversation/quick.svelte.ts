// Words by `/`: what is typed after it, from a word's beginning to the caret, finds templates and quick replies.
import { ipc, type QuickReply } from '../../ipc';
import { composer } from './composer.svelte';
import { conversation } from './conversation.svelte';

/** A slash at the beginning of a word, and what was typed after it without a space. */
const asked = /(?:^|\s)\/([^\s/]{0,24})$/u;

class QuickState {
  replies = $state.raw<QuickReply[]>([]);
  cursor = $state(0);
  /** Where the slash stands; none when nothing is asked. */
  from = $state<number | null>(null);
  query = $state('');
  /** The person has moved the cursor: what stands there is meant. */
  #moved = false;
  /** A slash that was meant as a slash: not asked about again until it is gone. */
  #left: number | null = null;
  #round = 0;

  get open() {
    return this.from !== null;
  }

  /** The text or the caret has moved. */
  look(body: string, caret: number) {
    const found = asked.exec(body.slice(0, caret));
    if (!found) {
      this.#left = null;
      return this.close();
    }
    const from = caret - found[1]!.length - 1;
    if (from === this.#left) return;
    if (this.from === from && this.query === found[1]) return;
    this.from = from;
    this.query = found[1]!;
    this.cursor = 0;
    this.#moved = false;
    // What was found for fewer letters is not what these mean.
    this.replies = [];
    void this.#find();
  }

  async #find() {
    const round = ++this.#round;
    const replies = await ipc.quickReplies(this.query, conversation.id).catch(() => []);
    if (round === this.#round && this.open) this.replies = replies;
  }

  move(by: number) {
    this.#moved = true;
    const n = this.replies.length + 1;
    this.cursor = (this.cursor + by + n) % n;
  }

  /** Whether Enter is for the list: a reply is there, or the person went to the last row. */
  get offers() {
    return this.replies.length > 0 || this.#moved;
  }

  /** Takes what is at the cursor; false when that is none of the replies. */
  take(at = this.cursor): boolean {
    const reply = this.replies[at];
    if (!reply || this.from === null) return false;
    const from = this.from;
    this.close();
    composer.replace(from, this.query.length + 1, reply.text, { article: reply.article, version: reply.version });
    return true;
  }

  /** What was typed goes on being asked about in the knowledge panel: the slash and it leave the text. */
  takeAway(): string {
    const { from, query } = this;
    this.close();
    if (from !== null) composer.replace(from, query.length + 1, '', null);
    return query;
  }

  close() {
    this.#round++;
    this.from = null;
    this.replies = [];
  }

  /** Esc: the slash stays as it was typed. */
  leave() {
    this.#left = this.from;
    this.close();
  }
}

export const quick = new QuickState();
