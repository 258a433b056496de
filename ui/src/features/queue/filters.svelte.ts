// Filters of one's own and of the team: what was saved, and the one that is being written.
import { asDeskError, ipc, type DeskError, type FilterDraft, type FilterRule, type SavedFilter } from '../../ipc';
import { anyRule } from '../../parts/choices';
import { toasts, wayBack } from '../../parts/toast.svelte';
import { errorText, t } from '../../words/index.svelte';
import { filterOf, queue, type ListPlace } from './queue.svelte';

/** What a view holds, as far as a rule can say it. */
function ruleOf(place: ListPlace): FilterRule {
  const rule = anyRule();
  if (place === 'mine' || place === 'drafts') rule.owner = { who: 'me' };
  else if (place === 'unassigned') rule.owner = { who: 'nobody' };
  else if (place === 'hot') rule.hot = true;
  else if (place === 'waiting') rule.statuses = ['pending'];
  return rule;
}

class Filters {
  all = $state.raw<SavedFilter[]>([]);
  editing = $state<FilterDraft | null>(null);
  error = $state.raw<DeskError | null>(null);
  /** How many the rule being written would hold now. */
  count = $state<number | null>(null);
  #counting: ReturnType<typeof setTimeout> | null = null;
  #asked = 0;
  /** The list of a filter is to be shown, or none of them any more. */
  onshow: (place: ListPlace) => unknown = () => undefined;

  #reading: Promise<void> | null = null;
  #stale = false;
  /** One reading at a time, and one more after it for all that asked meanwhile: each list is counted anew with every one. */
  read(): Promise<void> {
    this.#stale = !!this.#reading;
    this.#reading ??= this.#readAll().finally(() => (this.#reading = null));
    return this.#reading;
  }
  async #readAll() {
    do {
      this.#stale = false;
      this.all = await ipc.filters();
    } while (this.#stale);
  }
  of = (place: string) => this.all.find((one) => one.id === filterOf(place));
  /** What a list is called. */
  nameOf = (place: string) => (filterOf(place) === null ? t(`view-${place}`) : (this.of(place)?.name ?? t('filter')));
  /** As for views: the list that is shown knows best. */
  countOf = (one: SavedFilter) =>
    queue.view === `filter:${one.id}` && queue.ready && !queue.error ? queue.shown.total : one.count;

  /** A new one, begun from what is shown. */
  begin(place: ListPlace = queue.view) {
    const one = this.of(place);
    const rule = one ? $state.snapshot(one.rule) : ruleOf(place);
    this.#write({ id: null, name: one ? t('filter-copy', { name: one.name }) : '', shared: false, rule });
  }
  edit({ id, name, shared, rule }: SavedFilter) {
    this.#write({ id, name, shared, rule: structuredClone(rule) });
  }
  #write(draft: FilterDraft) {
    this.error = null;
    this.count = null;
    this.editing = draft;
  }
  close() {
    this.editing = null;
  }

  /** Soon, so that it is not asked at each letter; the last question asked is the one that is answered. */
  recount(rule: FilterRule) {
    if (this.#counting) clearTimeout(this.#counting);
    const asked = ++this.#asked;
    this.#counting = setTimeout(async () => {
      const n = await ipc.countFilter(rule).catch(() => null);
      if (asked === this.#asked) this.count = n;
    }, 120);
  }

  async save() {
    const { editing } = this;
    if (!editing) return;
    try {
      const id = await ipc.saveFilter($state.snapshot(editing));
      await this.read();
      this.close();
      this.onshow(`filter:${id}`);
    } catch (e) {
      this.error = asDeskError(e);
    }
  }

  async share({ id, name, rule }: SavedFilter, shared: boolean) {
    await this.#saying(async () => {
      await ipc.saveFilter({ id, name, shared, rule });
      toasts.say('team', t(shared ? 'filter-shared' : 'filter-unshared', { name }));
    });
  }

  /** At once; its toast brings it back. */
  async remove(one: SavedFilter) {
    const { id, name, shared, rule } = one;
    const shown = queue.view === `filter:${id}`;
    await this.#saying(async () => {
      await ipc.removeFilter(id);
      if (shown) this.onshow('mine');
      const back = async () => {
        const again = await ipc.saveFilter({ id: null, name, shared, rule });
        await this.read();
        if (shown) this.onshow(`filter:${again}`);
      };
      toasts.say(
        'trash',
        t('filter-removed', { name }),
        wayBack(() => void this.#saying(back)),
      );
    });
  }
  async #saying(act: () => Promise<void>) {
    try {
      await act();
      await this.read();
    } catch (e) {
      toasts.say('breach', errorText(asDeskError(e)), undefined, 8000);
    }
  }

  reset() {
    this.all = [];
    this.editing = null;
    this.error = null;
    this.#asked++;
  }
}

export const filters = new Filters();
