// An article being written: saved at each pause in typing, so that a `kill -9` in mid-sentence costs nothing; suggested or
// published as one act.
import { asDeskError, ipc, type ArticleDraft, type ArticleView, type DeskError, type FaultyLine, type Language } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { lang, t } from '../../words/index.svelte';
import { conversation } from '../conversation/conversation.svelte';
import { content, MOST, refusal } from '../files/reading';
import { knowledge } from './knowledge.svelte';
import { work } from './work.svelte';

const REST = 400;
const LONGEST = 1000;
const blank = (): ArticleDraft => ({
  article: null,
  base: 0,
  title: '',
  questions: [],
  body: '',
  answer: '',
  kind: 'faq',
  lang: lang() as Language,
  category: null,
  validFrom: null,
  validUntil: null,
  reviewAt: null,
  pinned: false,
  purpose: null,
  shortcut: null,
  personal: false,
  variantOf: null,
  why: '',
  notice: null,
  answers: [],
  files: [],
});

class EditorState {
  draft = $state<ArticleDraft | null>(null);
  savedAt = $state<number | null>(null);
  error = $state<DeskError | null>(null);
  faults = $state.raw<FaultyLine[]>([]);
  /** The article is mine to decide about: publishing needs nobody's leave. */
  mayPublish = $state(false);
  missing = $state(false);
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Since when something written is not on the disk. */
  #since: number | null = null;
  /** What is on its way to the disk: nothing overtakes it. */
  #saving: Promise<void> = Promise.resolve();

  async open(article: string | null) {
    const draft = (await ipc.articleDraft(article)) ?? blank();
    const view = article ? await ipc.article(article, conversation.id) : null;
    await this.#begin(draft, view?.mayDecide ?? knowledge.leads);
  }

  /** The same in another language: a new article that says which one it was made from. */
  async translate(article: ArticleView) {
    const kept = await ipc.articleDraft(null);
    if (kept) {
      toasts.say('draft', t('error-article-being-written'));
      return this.#begin(kept, knowledge.leads);
    }
    const of = await ipc.articleDraft(article.id);
    if (!of) return;
    const other: Language = of.lang === 'en' ? 'zh-Hans' : 'en';
    await this.#begin(
      {
        ...of,
        article: null,
        base: 0,
        lang: other,
        shortcut: null,
        pinned: false,
        purpose: null,
        notice: null,
        variantOf: of.variantOf ?? of.article,
        answers: [],
        why: '',
      },
      knowledge.leads,
    );
  }

  async fromTicket(ticket: string) {
    try {
      await this.keep();
      await this.#begin(await ipc.articleFromTicket(ticket), knowledge.leads);
    } catch (e) {
      const error = asDeskError(e);
      if (error.code !== 'article-being-written') throw e;
      // One is half written: it comes first, and nothing is overwritten.
      toasts.say('draft', t('error-article-being-written'));
      await this.open(null);
    }
  }

  async #begin(draft: ArticleDraft, mayPublish: boolean) {
    // What was being written until now stays as its own draft.
    await this.keep();
    this.error = null;
    this.missing = false;
    this.savedAt = null;
    this.mayPublish = mayPublish;
    this.draft = draft;
    void this.#look();
  }

  changed() {
    this.missing = false;
    this.error = null;
    this.savedAt = null;
    if (this.#timer) clearTimeout(this.#timer);
    this.#since ??= performance.now();
    if (performance.now() - this.#since >= LONGEST) void this.keep();
    else this.#timer = setTimeout(() => void this.keep(), REST);
  }

  #rest() {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#since = null;
  }

  /** Writes down what is not on the disk yet. */
  keep(): Promise<void> {
    const unsaved = this.#since !== null;
    this.#rest();
    const draft = $state.snapshot(this.draft);
    if (!draft || !unsaved) return this.#saving;
    this.#saving = this.#saving.then(async () => {
      try {
        const at = await ipc.saveArticleDraft(draft);
        if (this.#since === null) this.savedAt = at;
        await this.#look();
      } catch (e) {
        this.error = asDeskError(e);
      }
    });
    return this.#saving;
  }

  /** Rust keeps each file the moment it is added; the draft then names it. */
  async attach(given: File[]) {
    for (const file of given) {
      const draft = this.draft;
      if (!draft) return;
      const code = draft.files.length >= MOST ? 'too-many-files' : refusal(file);
      try {
        if (code) throw { code, detail: {} };
        const { hash, name, size } = await ipc.attachToArticle(file.name, await content(file));
        draft.files = [...draft.files.filter((other) => other.hash !== hash), { hash, name, size }];
        this.#since ??= performance.now();
        await this.keep();
      } catch (e) {
        this.error = asDeskError(e);
        return;
      }
    }
  }

  detach(hash: string) {
    if (!this.draft) return;
    this.draft.files = this.draft.files.filter((file) => file.hash !== hash);
    this.changed();
  }

  /** What the desk would not go by, line by line. */
  async #look() {
    const draft = this.draft;
    this.faults = draft?.purpose ? await ipc.faults(draft.purpose, draft.body) : [];
  }

  /** Closes; what is written stays as a draft. */
  async close() {
    await this.keep();
    this.draft = null;
    await knowledge.reread();
  }

  async drop() {
    this.#rest();
    const article = this.draft?.article ?? null;
    this.draft = null;
    await this.#saving;
    await ipc.dropArticleDraft(article);
    await knowledge.reread();
  }

  async send(publish: boolean) {
    const draft = $state.snapshot(this.draft);
    if (!draft) return;
    if (!draft.title.trim() || !draft.body.trim()) return void (this.missing = true);
    // Taken away at once, so that a second key finds nothing to send; it comes back when the disk refuses.
    this.#rest();
    this.draft = null;
    let queued;
    try {
      await this.#saving;
      queued = await ipc.suggestArticle(draft, publish || draft.personal);
    } catch (e) {
      this.draft = draft;
      this.#since = performance.now();
      this.error = asDeskError(e);
      return this.keep();
    }
    // From here on it is written: whatever fails now must not bring it back to be sent again.
    await knowledge.open(queued.about);
    const waits = knowledge.article?.suggestions.find((suggestion) => suggestion.id === queued.operation);
    toasts.say('check', t(!waits ? 'article-published' : waits.behind ? 'article-suggested-behind' : 'article-suggested'));
    // The list beside it is read again at every change, too.
    await work.read().catch(() => undefined);
  }

  reset() {
    this.#rest();
    this.draft = null;
    this.error = null;
    this.faults = [];
  }
}

export const editor = new EditorState();
