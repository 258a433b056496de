// What is new in the open ticket and not in sight yet, and what is said of it when it comes.
import type { TimelineItem } from '../../ipc';
import { t } from '../../words/index.svelte';

/** Not something that was done at this desk: what I did is not news to me. Nor a warning, which its clock shows. */
export const isNews = (item: TimelineItem) =>
  item.type === 'event' ? item.operation === null && item.level !== 'warning' : !item.mine;

export class Arriving {
  /** New and below what is shown, the first first. */
  unseen = $state.raw<string[]>([]);
  /** What a screen reader is told. */
  told = $state('');
  #known: readonly string[] | null = null;

  /** Takes up what is there now; answers what of it came since, at the end. */
  take(items: readonly TimelineItem[], since: number | null): TimelineItem[] {
    const known = this.#known;
    const ids = items.map((i) => i.id);
    this.#known = ids;
    if (!known) {
      if (since !== null) this.unseen = items.filter((i) => i.at > since && isNews(i)).map((i) => i.id);
      return [];
    }
    // What was shown of earlier times stands before what was known.
    const from = items.findIndex((i) => known.includes(i.id));
    const came = items.filter((i, at) => at > from && !known.includes(i.id));
    const news = came.filter(isNews);
    this.unseen = [...this.unseen.filter((id) => ids.includes(id)), ...news.map((i) => i.id)];
    if (news.length) this.told = this.#say(news);
    return came;
  }

  #say(news: TimelineItem[]): string {
    const [only] = news;
    if (news.length > 1 || only?.type !== 'message') return t('arrived', { n: news.length });
    return t(only.kind === 'note' ? 'arrived-note' : 'arrived-message', { name: only.author });
  }

  seen(isInSight: (id: string) => boolean) {
    if (!this.unseen.length) return;
    const left = this.unseen.filter((id) => !isInSight(id));
    if (left.length !== this.unseen.length) this.unseen = left;
  }
}
