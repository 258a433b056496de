// The invented desk's files: kept in memory, fetched and sent along as Rust does with real ones.
import { fail } from './invented-line';
import { InventedSchedules } from './invented-schedules';
import type * as T from './wire';

/** A picture that nobody took: a lamp that blinks red. */
const lamp = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 320"><rect width="480" height="320" fill="#39434a"/><rect x="150" y="40" width="180" height="280" rx="18" fill="#eceff0"/><circle cx="240" cy="110" r="16" fill="#d3372c"/><rect x="200" y="170" width="80" height="60" rx="8" fill="#8e9aa1"/></svg>',
)}`;
const pictures = /\.(png|jpe?g|gif|webp)$/i;

export class InventedFiles extends InventedSchedules {
  #pictures = new Map([['f-light', lamp]]);
  /** Names under which files were saved to the invented computer. */
  saved: string[] = [];

  /** Every view of a file, wherever it hangs. */
  #change(hash: string, part: Partial<T.FileView>) {
    for (const t of this.tickets.values())
      for (const i of t.timeline) {
        if (i.type !== 'message' || !i.files.some((f) => f.hash === hash)) continue;
        i.files = i.files.map((f) => (f.hash === hash ? { ...f, ...part } : f));
        this.say({ ticket: t.row.id });
      }
  }
  #find(hash: string): T.FileView | undefined {
    for (const t of this.tickets.values()) {
      const all = [...t.drafts, ...t.timeline.filter((i) => i.type === 'message')].flatMap((x) => x.files);
      const found = all.find((f) => f.hash === hash);
      if (found) return found;
    }
  }

  attachToArticle(name: string, content: string): Promise<T.FileView> {
    const size = Math.floor((content.length * 3) / 4);
    return Promise.resolve({ name, size, hash: `f${++this._n}`, image: pictures.test(name), state: 'here', moved: 0 });
  }
  attach(ticket: string, kind: T.MessageKind, name: string, content: string): Promise<T.FileView> {
    const t = this.tickets.get(ticket);
    const size = Math.floor((content.length * 3) / 4) - (/=*$/.exec(content)?.[0].length ?? 0);
    const draft = t?.drafts.find((d) => d.kind === kind);
    if (!size) return fail('file-empty');
    if ((draft?.files.length ?? 0) >= 10) return fail('too-many-files');
    const file: T.FileView = { name, size, hash: `f${++this._n}`, image: pictures.test(name), state: 'here', moved: 0 };
    if (file.image) this.#pictures.set(file.hash, `data:image/png;base64,${content}`);
    // A call that is not a ticket yet.
    if (!t) this.keptFiles = [...this.keptFiles, file];
    else if (draft) draft.files = [...draft.files, file];
    else t.drafts.push({ kind, body: '', savedAt: Date.now(), articles: [], files: [file] });
    this.say('lists');
    return Promise.resolve(file);
  }
  detach(ticket: string, kind: T.MessageKind, hash: string) {
    const t = this.tickets.get(ticket);
    if (!t) this.keptFiles = this.keptFiles.filter((f) => f.hash !== hash);
    if (!t) return Promise.resolve();
    for (const d of t.drafts) if (d.kind === kind) d.files = d.files.filter((f) => f.hash !== hash);
    t.drafts = t.drafts.filter((d) => d.body || d.files.length);
    this.say('lists');
    return Promise.resolve();
  }
  wantFile(hash: string) {
    const file = this.#find(hash);
    if (!file) return fail('gone');
    this.#change(hash, { state: 'coming' });
    if (this.line.state === 'offline') return Promise.resolve();
    setTimeout(() => this.#change(hash, { moved: Math.round(file.size * 0.42) }), 400);
    setTimeout(() => this.#change(hash, { state: 'here', moved: 0 }), 1200);
    return Promise.resolve();
  }
  saveFile(hash: string, name: string): Promise<boolean> {
    const file = this.#find(hash);
    if (!file || file.state === 'away' || file.state === 'coming') return fail('file-away');
    this.saved.push(name);
    return Promise.resolve(true);
  }
  filePreview = (hash: string) => Promise.resolve<string | null>(this.#pictures.get(hash) ?? null);
}
