// Colleagues by `@` within a note: what is typed after it, from a word's beginning to the caret, finds them by name, sound and initials.
import { ipc, type Colleague } from '../../ipc';
import { composer } from '../conversation/composer.svelte';

/** The sign at the beginning of a word or beside Chinese, and what was typed after it without a space. */
const asked = /(?:^|[^\p{Script=Latin}\p{N}._\-/@＠])[@＠]([^\s@＠]{0,24})$/u;

class MentionState {
  people = $state.raw<Colleague[]>([]);
  cursor = $state(0);
  /** Where the sign stands; none when nothing is asked. */
  from = $state<number | null>(null);
  query = $state('');
  /** A sign that was meant as a sign: not asked about again until it is gone. */
  #left: number | null = null;
  #round = 0;

  get open() {
    return this.from !== null && this.people.length > 0;
  }

  /** The text or the caret has moved. */
  look(body: string, caret: number) {
    const found = asked.exec(body.slice(0, caret));
    if (!found) {
      this.#left = null;
      return this.close();
    }
    const from = caret - found[1]!.length - 1;
    if (from === this.#left || (this.from === from && this.query === found[1])) return;
    this.from = from;
    this.query = found[1]!;
    this.cursor = 0;
    void this.#find();
  }

  async #find() {
    const round = ++this.#round;
    const people = await ipc.colleagues(this.query).catch(() => []);
    if (round === this.#round && this.from !== null) this.people = people;
  }

  move(by: number) {
    this.cursor = (this.cursor + by + this.people.length) % this.people.length;
  }

  /** The login stands in the text, so that it says who is meant whatever anybody is called. */
  take(at = this.cursor) {
    const person = this.people[at];
    const { from, query } = this;
    this.close();
    if (person && from !== null) composer.replace(from, query.length + 1, `@${person.login} `, null);
  }

  close() {
    this.#round++;
    this.from = null;
    this.people = [];
  }

  /** Esc: the sign stays as it was typed. */
  leave() {
    this.#left = this.from;
    this.close();
  }
}

export const mention = new MentionState();

class Told {
  names = $state.raw<string[]>([]);
  #round = 0;

  /** Who will hear of a note, as Rust reads it. */
  async read(body: string) {
    const round = ++this.#round;
    if (!/[@＠]/.test(body)) return void (this.names = []);
    const { tells } = await ipc.previewMessage('note', body).catch(() => ({ tells: [] }));
    if (round === this.#round) this.names = tells;
  }
}
export const told = new Told();
