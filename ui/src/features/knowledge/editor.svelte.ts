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

  async open(article: string | null) {
    const draft = (await ipc.articleDraft(article)) ?? blank();
    const view = article ? await ipc.article(article, conversation.id) : null;
    this.#begin(draft, view?.mayDecide ?? knowledge.leads);
  }

  /** The same in another language: a new article that says which one it was made from. */
  async translate(article: ArticleView) {
    const kept = await ipc.articleDraft(null);
    if (kept) return this.#begin(kept, knowledge.leads);
    const of = await ipc.articleDraft(article.id);
    if (!of) return;
    const other: Language = of.lang === 'en' ? 'zh-Hans' : 'en';
    this.#begin(
      { ...of, article: null, base: 0, lang: other, variantOf: of.variantOf ?? of.article, answers: [], why: '' },
      knowledge.leads,
    );
  }

  async fromTicket(ticket: string) {
    try {
      this.#begin(await ipc.articleFromTicket(ticket), knowledge.leads);
    } catch (e) {
      const error = asDeskError(e);
      if (error.code !== 'article-being-written') throw e;
      // One is half written: it comes first, and nothing is overwritten.
      toasts.say('draft', t('error-article-being-written'));
      await this.open(null);
    }
  }

  #begin(draft: ArticleDraft, mayPublish: boolean) {
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
    this.#timer = setTimeout(() => void this.keep(), REST);
  }

  async keep() {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const draft = $state.snapshot(this.draft);
    if (!draft) return;
    try {
      this.savedAt = await ipc.saveArticleDraft(draft);
      await this.#look();
    } catch (e) {
      this.error = asDeskError(e);
    }
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
    if (this.#timer) await this.keep();
    this.draft = null;
    await knowledge.reread();
  }

  async drop() {
    if (this.#timer) clearTimeout(this.#timer);
    const article = this.draft?.article ?? null;
    this.draft = null;
    await ipc.dropArticleDraft(article);
    await knowledge.reread();
  }

  async send(publish: boolean) {
    const draft = $state.snapshot(this.draft);
    if (!draft) return;
    if (!draft.title.trim() || !draft.body.trim()) return void (this.missing = true);
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    try {
      const queued = await ipc.suggestArticle(draft, publish || draft.personal);
      this.draft = null;
      toasts.say('check', t(publish || draft.personal ? 'article-published' : 'article-suggested'));
      await knowledge.open(queued.about);
      await work.read();
    } catch (e) {
      this.error = asDeskError(e);
    }
  }

  reset() {
    if (this.#timer) clearTimeout(this.#timer);
    this.draft = null;
    this.error = null;
    this.faults = [];
  }
}

export const editor = new EditorState();
