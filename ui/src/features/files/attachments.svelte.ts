// The files of what is being written: one set per ticket and kind. Rust keeps each the moment it is added, so there is nothing to save.
import { asDeskError, ipc, type DeskError, type FileView, type TicketDetail } from '../../ipc';
import { conversation } from '../conversation/conversation.svelte';
import { content, MOST, refusal } from './reading';

type Kind = 'reply' | 'note';
type Reading = { id: number; name: string; size: number };
/** A file that was not taken, and why. */
export type Refused = { name: string; error: DeskError };
type Bundle = { files: FileView[]; reading: Reading[]; refused: Refused[] };

const none: Bundle = { files: [], reading: [], refused: [] };
const keyOf = (ticket: string, kind: Kind) => `${ticket} ${kind}`;

class Attachments {
  #sets = $state<Record<string, Bundle>>({});
  /** Whether files are being dragged over the conversation. */
  over = $state(false);
  /** Opens the computer's own dialog to choose files; there while a composer is. */
  picker: (() => void) | null = null;
  /** What left or was removed: a reading on its way from the disk may still name it. */
  #gone: Record<string, string[]> = {};
  #next = 1;
  /** Content is read one file at a time, so that never more than one lies in memory. */
  #line: Promise<void> = Promise.resolve();
  /** Rises when everything is forgotten: what was on its way then belongs to nobody. */
  #round = 0;

  constructor() {
    conversation.onread.push((detail) => this.#restore(detail));
  }

  of(ticket: string | null, kind: Kind): Readonly<Bundle> {
    return (ticket && this.#sets[keyOf(ticket, kind)]) || none;
  }
  #own(key: string): Bundle {
    if (!this.#sets[key]) this.#sets[key] = { files: [], reading: [], refused: [] };
    return this.#sets[key]!;
  }

  /** Takes what can be taken; what cannot is told by its name, and none of it is read. */
  async add(ticket: string, kind: Kind, given: File[]) {
    const set = this.#own(keyOf(ticket, kind));
    set.refused = [];
    for (const file of given) {
      const code = set.files.length + set.reading.length >= MOST ? 'too-many-files' : refusal(file);
      if (code) set.refused.push({ name: file.name, error: { code, detail: {} } });
      else this.#queue(ticket, kind, file);
    }
    await this.#line;
  }

  #queue(ticket: string, kind: Kind, file: File) {
    const key = keyOf(ticket, kind);
    const id = this.#next++;
    const round = this.#round;
    this.#own(key).reading.push({ id, name: file.name, size: file.size });
    this.#line = this.#line.then(async () => {
      if (round !== this.#round) return;
      let got: FileView | null = null;
      let error: DeskError | null = null;
      try {
        got = await ipc.attach(ticket, kind, file.name, await content(file));
      } catch (e) {
        error = asDeskError(e);
      }
      if (round !== this.#round) return;
      const set = this.#own(key);
      set.reading = set.reading.filter((r) => r.id !== id);
      if (got) this.#put(key, [got]);
      if (error) set.refused.push({ name: file.name, error });
    });
  }

  #put(key: string, files: FileView[]) {
    const set = this.#own(key);
    const named = files.map((f) => f.hash);
    this.#gone[key] = (this.#gone[key] ?? []).filter((hash) => !named.includes(hash));
    set.files = [...set.files.filter((f) => !named.includes(f.hash)), ...files];
  }

  async remove(ticket: string, kind: Kind, file: FileView) {
    const key = keyOf(ticket, kind);
    const before = $state.snapshot(this.#own(key).files);
    this.#own(key).files = before.filter((f) => f.hash !== file.hash);
    (this.#gone[key] ??= []).push(file.hash);
    try {
      await ipc.detach(ticket, kind, file.hash);
    } catch (e) {
      this.#put(key, before);
      this.#own(key).refused = [{ name: file.name, error: asDeskError(e) }];
    }
  }

  /** They leave with the text. Given back, so that they can be put back if the disk refuses. */
  take(ticket: string, kind: Kind): FileView[] {
    const key = keyOf(ticket, kind);
    const { files } = this.of(ticket, kind);
    if (!this.#sets[key]) return [];
    (this.#gone[key] ??= []).push(...files.map((f) => f.hash));
    this.#sets[key] = { files: [], reading: [], refused: [] };
    return $state.snapshot(files);
  }
  putBack(ticket: string, kind: Kind, files: FileView[]) {
    if (files.length) this.#put(keyOf(ticket, kind), files);
  }

  /** What stands on the disk is newer than what stands here: the next reading brings it. */
  forget(ticket: string, kind: Kind) {
    delete this.#sets[keyOf(ticket, kind)];
    delete this.#gone[keyOf(ticket, kind)];
  }

  /** The disk's drafts bring what is not here yet; what was just added here stays even if a reading does not know it. */
  #restore({ row, drafts }: TicketDetail) {
    for (const { kind, files } of drafts) {
      if (kind === 'customer' || !files.length) continue;
      const key = keyOf(row.id, kind);
      const fresh = files.filter((f) => !this.#gone[key]?.includes(f.hash));
      if (!fresh.length) continue;
      const here = this.of(row.id, kind).files.filter((f) => !fresh.some((g) => g.hash === f.hash));
      this.#own(key).files = [...fresh, ...here];
    }
  }

  reset() {
    this.#round++;
    this.#sets = {};
    this.#gone = {};
    this.over = false;
  }
}

export const attachments = new Attachments();
