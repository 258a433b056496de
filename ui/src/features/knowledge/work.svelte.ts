// Articles as work: what knowledge asks of the person, and what a person does to an article. All of it works offline.
import { ipc, type KnowledgeOverview, type Queued } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';

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
    await this.read();
  }
  acknowledge = (article: string) => void this.#done(ipc.acknowledgeNotice(article));
  publish = (article: string, suggestion: string) =>
    void this.#done(ipc.decideSuggestion(article, suggestion, true, ''), 'article-published');
  decline = (article: string, suggestion: string, why: string) =>
    void this.#done(ipc.decideSuggestion(article, suggestion, false, why), 'suggestion-declined');
  withdraw = (article: string) => void this.#done(ipc.withdrawArticle(article), 'article-withdrawn');
  check = (article: string, reviewAt: number | null) => void this.#done(ipc.checkArticle(article, reviewAt), 'article-checked');
  requestChange = (article: string, text: string) => void this.#done(ipc.requestChange(article, text), 'change-requested');
  unhelpful = (article: string, ticket: string | null) => void this.#done(ipc.unhelpful(article, ticket), 'unhelpful-noted');

  reset() {
    this.overview = nothing;
  }
}

export const work = new WorkState();
