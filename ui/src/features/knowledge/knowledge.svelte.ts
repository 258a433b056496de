// Searching what is known: hits as they are typed, and the article that is open.
import { conversation } from '../conversation/conversation.svelte';
import { stage } from '../stage/stage.svelte';
import { asDeskError, ipc, type ArticleHit, type ArticleView, type DeskError, type Hits, type SearchFilter } from '../../ipc';

const REST = 60;
const none: Hits = { articles: [], tickets: [], building: null, tookUs: 0 };

class KnowledgeState {
  query = $state('');
  /** What the search is narrowed by; what is left out narrows nothing. */
  filter = $state.raw<SearchFilter>({});
  /** How long ago its `since` was chosen to be. */
  age = $state<'' | 'week' | 'month' | 'year'>('');
  hits = $state.raw<Hits>(none);
  /** Offered before anything is typed: what fits the open ticket. */
  suggested = $state.raw<ArticleHit[]>([]);
  article = $state.raw<ArticleView | null>(null);
  /** The ticket whose customer stands in the open article's answer. */
  filledFor = $state<string | null>(null);
  cursor = $state(0);
  error = $state<DeskError | null>(null);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #round = 0;

  /** Whether the person decides about articles that nobody owns yet. */
  get leads() {
    const role = stage.desk?.agent?.role;
    return role === 'lead' || role === 'administrator';
  }
  get searching() {
    return this.query.trim() !== '' || this.narrowed;
  }
  get narrowed() {
    return Object.values(this.filter).some((value) => value !== undefined && value !== null);
  }
  get articles() {
    return this.searching ? this.hits.articles : this.suggested;
  }
  get tickets() {
    return this.searching ? this.hits.tickets : [];
  }

  type(query: string) {
    this.query = query;
    this.cursor = 0;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.search(), REST);
  }

  narrow(by: SearchFilter) {
    this.filter = { ...this.filter, ...by };
    this.cursor = 0;
    void this.search();
  }

  /** An answer to an older question is dropped. */
  async search() {
    const round = ++this.#round;
    if (!this.searching) return void (this.hits = none);
    try {
      const hits = await ipc.search(this.query.trim(), this.filter, 50);
      if (round !== this.#round) return;
      this.hits = hits;
      this.error = null;
    } catch (e) {
      if (round === this.#round) this.error = asDeskError(e);
    }
  }

  async suggest(ticket: string | null) {
    try {
      this.suggested = ticket ? await ipc.suggest(ticket) : [];
    } catch {
      this.suggested = [];
    }
  }

  async open(id: string) {
    this.error = null;
    try {
      const ticket = conversation.id;
      const article = await ipc.article(id, ticket);
      this.article = article;
      this.filledFor = ticket;
    } catch (e) {
      this.article = null;
      this.error = asDeskError(e);
    }
  }

  async reread() {
    if (this.searching) await this.search();
    if (this.article) await this.open(this.article.id);
  }

  reset() {
    this.#round++;
    if (this.#timer) clearTimeout(this.#timer);
    this.query = '';
    this.filter = {};
    this.age = '';
    this.hits = none;
    this.suggested = [];
    this.article = null;
    this.filledFor = null;
    this.error = null;
    this.cursor = 0;
  }
}

export const knowledge = new KnowledgeState();
