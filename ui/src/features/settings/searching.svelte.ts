// Searching the settings: what was found, on which part, and which commands a key could be chosen for.
import type { Command } from '../../frame/command';
import { commands } from '../../frame/commands';
import type { Language } from '../../ipc';
import { inLang } from '../../words/index.svelte';
import { fits, fold, hayOf, holds } from '../palette/finding';
import { SETTINGS } from './catalogue';
import { settings, type Tab } from './settings.svelte';

export type SettingId = keyof typeof SETTINGS;
const LANGUAGES: Language[] = ['en', 'zh-Hans', 'zh-Hant'];
const IDS = Object.keys(SETTINGS) as SettingId[];
let hays: [SettingId, string][] | null = null;
const folded = () =>
  (hays ??= IDS.map((id) => [
    id,
    hayOf(
      LANGUAGES.flatMap((l) => SETTINGS[id].words.map((w) => inLang(l, w))),
      SETTINGS[id].pinyin,
    ),
  ]));

class Searching {
  query = $state('');
  words = $derived(fold(this.query).split(' ').filter(Boolean));
  found = $derived(
    new Set<SettingId>(this.words.length ? folded().flatMap(([id, hay]) => (holds(hay, this.query) ? [id] : [])) : []),
  );
  /** Whoever looks for a command by its name means its key; who looks for keys means them all. */
  commands = $derived<Command[]>(
    this.words.length && !this.found.has('keys') ? commands.filter((c) => fits(c, this.query)) : [...commands],
  );

  /** Whether the search led to the part that is shown. */
  #led = false;

  count(tab: Tab): number {
    if (!this.words.length) return 0;
    if (tab === 'keys') return this.commands.length;
    return [...this.found].filter((id) => SETTINGS[id].tab === tab).length;
  }
  /** The part that the person chose stays while something is found there; otherwise that of the settings found, then the keys. */
  type(query: string) {
    this.query = query;
    if (!this.words.length || (!this.#led && this.count(settings.tab))) return;
    const [first] = this.found;
    const tab = first ? SETTINGS[first].tab : this.commands.length ? 'keys' : null;
    if (!tab || tab === settings.tab) return;
    settings.tab = tab;
    this.#led = true;
  }
  /** A part is chosen by hand. */
  pick(tab: Tab) {
    settings.tab = tab;
    this.#led = false;
  }
  reset() {
    this.query = '';
    this.#led = false;
  }
}

export const searching = new Searching();
