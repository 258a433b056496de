// Finding a command by its words in any language, by pinyin in full, or by its initials. What is searched is folded once.
import type { Command } from '../../frame/command';
import type { Language } from '../../ipc';
import { inLang, lang } from '../../words/index.svelte';
import { team } from '../queue/team.svelte';

const LANGUAGES: Language[] = ['en', 'zh-Hans', 'zh-Hant'];
export const fold = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim();

const phrasesOf = (pinyin: string) => pinyin.split(',').map((phrase) => phrase.trim().split(/\s+/).filter(Boolean));
/** `ji cheng nuo` is had by jichengnuo and jcn, and from each syllable on: chengnuo, cn. */
export function soundsOf(pinyin: string): string[] {
  return phrasesOf(pinyin).flatMap((syllables) =>
    syllables.flatMap((_, from) => {
      const rest = syllables.slice(from);
      return [rest.join(''), rest.map((syllable) => syllable[0]).join('')];
    }),
  );
}

/** Words of a row: those that start a word count in Latin, those that lie anywhere in Chinese. */
export type Hay = string;
export const hayOf = (names: string[], pinyin: string): Hay => ` ${fold([...names, ...soundsOf(pinyin)].join(' '))}`;

/** The sound of a command: of its own words, as they were spelled, and of the names in it, as Rust spells them. */
export const soundOf = (c: Command): string =>
  [c.pinyin, ...Object.values(c.args ?? {}).map((name) => team.soundOf(String(name)))].filter(Boolean).join(', ');

const folded = new Map<string, Hay>();
let foldedIn: Language | null = null;
let foldedOf: unknown = null;
function hayOfCommand(c: Command): Hay {
  const sounds = team.now?.sounds;
  if (foldedIn !== lang() || foldedOf !== sounds) folded.clear();
  foldedIn = lang();
  foldedOf = sounds;
  const key = c.args ? `${c.id} ${JSON.stringify(c.args)}` : c.id;
  let hay = folded.get(key);
  if (hay === undefined)
    folded.set(
      key,
      (hay = hayOf(
        LANGUAGES.map((l) => inLang(l, c.words, c.args)),
        soundOf(c),
      )),
    );
  return hay;
}

const LATIN = /^[\x20-\x7e]+$/;
const starts = (hay: Hay, word: string) =>
  LATIN.test(word) ? hay.includes(` ${word}`) || hay.includes(`/${word}`) || hay.includes(`“${word}`) : hay.includes(word);
export function holds(hay: Hay, query: string): boolean {
  const wanted = fold(query).split(' ').filter(Boolean);
  return wanted.every((word) => starts(hay, word));
}

export const fits = (c: Command, query: string) => holds(hayOfCommand(c), query);

/** The syllables that a query was found by, and how much of each; nothing where it was found by words. */
export function soundFound(pinyin: string, query: string): { hit: string; rest: string }[] | null {
  const word = fold(query);
  if (!/^[a-z]{2,}$/.test(word)) return null;
  for (const syllables of phrasesOf(pinyin))
    for (let from = 0; from < syllables.length; from++) {
      const rest = syllables.slice(from);
      const initials = rest.map((s) => s[0]).join('');
      if (initials.startsWith(word)) return rest.slice(0, word.length).map((s) => ({ hit: s[0]!, rest: s.slice(1) }));
      if (!rest.join('').startsWith(word)) continue;
      let left = word.length;
      return rest.flatMap((s) => {
        if (left <= 0) return [];
        const hit = s.slice(0, left);
        left -= s.length;
        return [{ hit, rest: s.slice(hit.length) }];
      });
    }
  return null;
}
