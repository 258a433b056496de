// Articles as work: what knowledge asks of the person, and what a person does to an article. All of it works offline.
import { type ArticleView, ipc, type KnowledgeOverview, type Queued } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';

const QUARTER = 91 * 86_400_000;
const nothing: KnowledgeOverview = { notices: [], matters: [], pinned: [], goneBy: [] };

class WorkState {
  overview = $state.raw<KnowledgeOverview>(nothing);

  get unread() {
    return this.overview.notices.filter((row) => !row.notice.read);
  }
  /** Notices to be read and matters to be decided. */
  get asked() {
    return this.unread.length + this.overview.matters.filter((matter) => matter.mine).length;
  }

  async read() {
    this.overview = await ipc.knowledgeOverview();
  }

  async #done(doing: Promise<Queued>, said?: string) {
    await doing;
    if (said) toasts.say('check', t(said));
    // It is written. The list beside it is read again at every change, too.
    await this.read().catch(() => undefined);
  }
  acknowledge = (article: string, version: number) => void this.#done(ipc.acknowledgeNotice(article, version));
  publish = (article: string, version: number, suggestion: string) =>
    void this.#done(ipc.decideSuggestion(article, version, suggestion, true, ''), 'article-published');
  decline = (article: string, version: number, suggestion: string, why: string) =>
    this.#done(ipc.decideSuggestion(article, version, suggestion, false, why), 'suggestion-declined');
  withdraw = (article: string, version: number) => void this.#done(ipc.withdrawArticle(article, version), 'article-withdrawn');
  /** It holds, whatever was asked in these requests. A review that was due is due again in three months. */
  check(article: ArticleView, requests: string[]) {
    const due = article.reviewAt !== null && article.reviewAt <= Date.now();
    const reviewAt = due ? Date.now() + QUARTER : article.reviewAt;
    void this.#done(ipc.checkArticle(article.id, article.version, requests, reviewAt), 'article-checked');
  }
  requestChange = (article: string, text: string) => this.#done(ipc.requestChange(article, text), 'change-requested');
  unhelpful = (article: string, ticket: string | null) => void this.#done(ipc.unhelpful(article, ticket), 'unhelpful-noted');

  reset() {
    this.overview = nothing;
  }
}

export const work = new WorkState();
