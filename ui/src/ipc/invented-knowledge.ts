// Invented knowledge: searched, read, written on, published, read by colleagues.
import { articles as given } from './invented-articles';
import { fail } from './invented-line';
import { InventedGuess } from './invented-guess';
import { me } from './invented-people';
import type * as T from './wire';

export const pieces = (text: string, query: string): T.Piece[] => {
  const at = text.toLowerCase().indexOf(query.toLowerCase());
  if (at < 0) return [{ text, hit: false }];
  return [text.slice(0, at), text.slice(at, at + query.length), text.slice(at + query.length)]
    .map((part, i) => ({ text: part, hit: i === 1 }))
    .filter((p) => p.text);
};

const line = (change: T.LineChange, text: string): T.DiffLine => ({ change, pieces: [{ text, hit: false }] });

export class InventedKnowledge extends InventedGuess {
  articles = new Map(given.map((a) => [a.id, structuredClone(a)]));
  articleDrafts = new Map<string, T.ArticleDraft>();
  /** What articles said before, by identity and version. */
  before = new Map<string, string>();

  protected _hit = (a: T.ArticleView, query: string): T.ArticleHit => ({
    id: a.id,
    title: pieces(a.title, query),
    snippet: pieces(a.answer.slice(0, 90), query),
    kind: a.kind,
    lang: a.lang,
    updatedAt: a.updatedAt,
    category: a.category,
    version: a.version,
    freshness: a.freshness,
    checkedAt: a.checkedAt,
    hasNews: !!a.notice && !a.notice.read,
    uses: a.uses,
  });
  search(query: string, filter: T.SearchFilter, limit: number): Promise<T.Hits> {
    const has = (text: string) => text.toLowerCase().includes(query.toLowerCase());
    const passes = (asked: unknown, value: unknown) => asked === undefined || asked === null || asked === value;
    const found = [...this.articles.values()].filter(
      (a) =>
        has(a.title + a.answer) &&
        a.version > 0 &&
        filter.only !== 'tickets' &&
        !filter.channel &&
        passes(filter.kind, a.kind) &&
        passes(filter.lang, a.lang),
    );
    const tickets = [...this.tickets.values()]
      .filter(
        (t) =>
          has(`${t.row.number} ${t.row.subject} ${t.row.customer}`) &&
          filter.only !== 'articles' &&
          !filter.kind &&
          !filter.lang &&
          passes(filter.channel, t.row.channel),
      )
      .slice(0, limit);
    return Promise.resolve({
      articles: found.slice(0, limit).map((a) => this._hit(a, query)),
      tickets: tickets.map((t) => ({
        id: t.row.id,
        number: t.row.number,
        subject: pieces(t.row.subject, query),
        subjectLang: t.row.subjectLang,
        snippet: [],
        customer: t.row.customer,
        at: t.row.updatedAt,
      })),
      building: null,
      tookUs: 3100,
    });
  }
  suggest = (_ticket: string) => Promise.resolve([...this.articles.values()].slice(0, 3).map((a) => this._hit(a, ' ')));
  article(id: string, _ticket: string | null): Promise<T.ArticleView> {
    const found = this.articles.get(id);
    return found ? Promise.resolve({ ...found, beingEdited: this.articleDrafts.has(id) }) : fail('gone');
  }
  articleDifference(id: string, version: number): Promise<T.DiffLine[]> {
    const before = this.before.get(`${id} ${version}`);
    const now = this.articles.get(id)?.answer ?? '';
    return before === undefined ? fail('gone') : Promise.resolve([line('gone', before), line('new', now)]);
  }
  /** A colleague lets an article say something else. */
  articleChanges(id: string, answer: string, notice: string | null = null) {
    const a = this.articles.get(id)!;
    this.before.set(`${id} ${a.version}`, a.answer);
    a.versions = [{ version: a.version, by: a.owner, at: a.updatedAt }, ...a.versions];
    Object.assign(a, { answer, version: a.version + 1, updatedAt: Date.now() });
    if (notice)
      a.notice = {
        what: notice,
        why: '',
        effect: '',
        guide: '',
        amends: '',
        at: Date.now(),
        read: false,
        unreadBy: null,
        readers: 1,
        people: 8,
      };
    this.say('knowledge');
  }
  outdated(cited: T.Cited[], _ticket: string | null): Promise<T.OutdatedCitation[]> {
    const changed = cited.flatMap(({ article, version }) => {
      const a = this.articles.get(article);
      if (!a || version === a.version) return [];
      const before = this.before.get(`${article} ${version}`) ?? '';
      const { title, freshness, answer } = a;
      const lines = [line('gone', before), line('new', answer)];
      return [{ article, title, taken: version, version: a.version, freshness, lines, before, answer }];
    });
    return Promise.resolve(changed);
  }
  quickReplies(query: string, _ticket: string | null): Promise<T.QuickReply[]> {
    const scripts = [...this.articles.values()].filter((a) => a.kind === 'script' && a.version > 0);
    const fits = (a: T.ArticleView) => a.shortcut?.startsWith(query) || a.title.includes(query);
    const reply = (a: T.ArticleView): T.QuickReply => ({
      article: a.id,
      version: a.version,
      title: a.title,
      shortcut: a.shortcut,
      text: a.answer,
      lang: a.lang,
      personal: a.personal,
      freshness: a.freshness,
    });
    return Promise.resolve(scripts.filter(fits).map(reply));
  }
  knowledgeOverview(): Promise<T.KnowledgeOverview> {
    const all = [...this.articles.values()];
    const notices = all.flatMap((a) =>
      a.notice ? [{ article: a.id, title: a.title, version: a.version, notice: a.notice }] : [],
    );
    const matters = all.flatMap((a): T.MatterRow[] => [
      ...a.requests.map((r) => ({
        article: a.id,
        title: a.title,
        kind: 'request' as const,
        by: r.by,
        at: r.at,
        due: r.due,
        mine: a.mayDecide,
      })),
      ...a.suggestions.map((s) => ({
        article: a.id,
        title: a.title,
        kind: 'suggestion' as const,
        by: s.by,
        at: s.at,
        due: null,
        mine: a.mayDecide,
      })),
    ]);
    const pinned = all.filter((a) => a.pinned).map((a) => ({ ...a, checkedAt: a.checkedAt ?? a.updatedAt }));
    return Promise.resolve({
      notices: notices.sort((a, b) => Number(a.notice.read) - Number(b.notice.read)),
      matters,
      pinned,
      goneBy: [],
    });
  }
  articleDraft(id: string | null): Promise<T.ArticleDraft | null> {
    const kept = this.articleDrafts.get(id ?? 'new');
    const a = id ? this.articles.get(id) : undefined;
    if (kept || !a) return Promise.resolve(kept ?? null);
    const { title, answer, kind, lang, pinned, purpose, shortcut, personal, validFrom, validUntil, reviewAt } = a;
    return Promise.resolve({
      article: a.id,
      base: a.version,
      title,
      questions: [],
      body: a.html.replace(/<[^>]+>/g, ''),
      answer,
      kind,
      lang,
      category: null,
      validFrom,
      validUntil,
      reviewAt,
      pinned,
      purpose,
      shortcut,
      personal,
      variantOf: null,
      why: '',
      notice: null,
      answers: a.requests.map((r) => r.id),
      files: a.files.map(({ hash, name, size }) => ({ hash, name, size })),
    });
  }
  saveArticleDraft(draft: T.ArticleDraft) {
    this.articleDrafts.set(draft.article ?? 'new', structuredClone(draft));
    return Promise.resolve(Date.now());
  }
  dropArticleDraft(id: string | null) {
    this.articleDrafts.delete(id ?? 'new');
    this.say('knowledge');
    return Promise.resolve();
  }
  async articleFromTicket(ticket: string): Promise<T.ArticleDraft> {
    if (this.articleDrafts.has('new')) return fail('article-being-written');
    const t = this.tickets.get(ticket)!;
    const of = (await this.articleDraft('k-replace'))!;
    const draft: T.ArticleDraft = {
      ...of,
      article: null,
      base: 0,
      title: t.row.subject,
      body: '[姓名]',
      answer: '',
      kind: 'faq',
    };
    await this.saveArticleDraft(draft);
    return draft;
  }
  protected _acted = (about: string, operation = `op${++this._n}`) => {
    this.say('knowledge', 'outbox');
    return Promise.resolve({ operation, about, number: '', at: Date.now(), undoUntil: null });
  };
  suggestArticle(draft: T.ArticleDraft, publish: boolean) {
    const id = draft.article ?? `k${++this._n}`;
    const operation = `op${++this._n}`;
    const of = this.articles.get(id) ?? {
      ...structuredClone(given[0]!),
      id,
      version: 0,
      mayDecide: false,
      html: '',
      answer: '',
      title: draft.title,
    };
    const { title, answer, kind, lang, shortcut, personal, pinned } = draft;
    if (publish)
      Object.assign(of, {
        title,
        answer,
        kind,
        lang,
        shortcut,
        personal,
        pinned,
        html: `<p>${draft.body}</p>`,
        version: of.version + 1,
      });
    else
      of.suggestions = [
        ...of.suggestions,
        {
          id: operation,
          by: me.name,
          mine: true,
          at: Date.now(),
          why: draft.why,
          notice: draft.notice,
          behind: false,
          lines: [line('new', draft.body)],
        },
      ];
    this.articles.set(id, of);
    this.articleDrafts.delete(draft.article ?? 'new');
    return this._acted(id, operation);
  }
  decideSuggestion(id: string, _version: number, suggestion: string, publish: boolean, _why: string) {
    const a = this.articles.get(id)!;
    a.suggestions = a.suggestions.filter((s) => s.id !== suggestion);
    if (publish) a.version++;
    return this._acted(id);
  }
  protected _article(id: string, part: Partial<T.ArticleView>) {
    Object.assign(this.articles.get(id)!, part);
    return this._acted(id);
  }
  withdrawArticle = (id: string, _version: number) => this._article(id, { freshness: 'withdrawn' });
  checkArticle = (id: string, _version: number, _requests: string[], reviewAt: number | null) =>
    this._article(id, { freshness: 'current', checkedAt: Date.now(), requests: [], reviewAt });
  requestChange(id: string, text: string) {
    const a = this.articles.get(id)!;
    const request = { id: `q${++this._n}`, by: me.name, at: Date.now(), due: Date.now() + 86_400_000, text };
    return this._article(id, { freshness: 'underReview', requests: [...a.requests, request] });
  }
  acknowledgeNotice(id: string, _version: number) {
    const { notice } = this.articles.get(id)!;
    return this._article(id, { notice: notice && { ...notice, read: true } });
  }
  unhelpful = (id: string, _ticket: string | null) => this._article(id, { unhelpful: this.articles.get(id)!.unhelpful + 1 });
  tickStep(id: string, _ticket: string, step: number, done: boolean) {
    const a = this.articles.get(id)!;
    a.steps = a.steps.map((s, at) => (at === step ? { ...s, done } : s));
    this.say('knowledge');
    return Promise.resolve();
  }
  noteSteps = (_id: string, ticket: string) => this._acted(ticket);
}
