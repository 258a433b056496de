// Names of people and firms: one field, never split or turned round; only what is too small for a name shows a part of it.
import { lang } from './index.svelte';

const HAN = /\p{Script=Han}/u;
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const marks = (text: string) => [...letters.segment(text)].map((one) => one.segment);

/**
 * What stands for a name in a circle. A Chinese name is called by its last characters, as colleagues call each other: by two where
 * there is room, by one where there is not. One in letters by the first of its first and of its last word. A name in both is called
 * by its Chinese part.
 */
export function initials(name: string, room: 1 | 2 = 1): string {
  const han = marks(name).filter((mark) => HAN.test(mark));
  if (han.length) return han.slice(-Math.min(room, Math.max(1, han.length - 1))).join('');
  const words = name.split(/[\s·・]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const chosen = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return chosen
    .map((word) => marks(word.replace(/^[^\p{L}\p{N}]+/u, ''))[0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

const orders: Record<string, Intl.Collator> = {};
/** Names in the order of the language: Chinese ones by their sound, and by strokes in Taiwan. Numbers in them count as numbers. */
export function byName(a: string, b: string): number {
  const tag = { en: 'en', 'zh-Hans': 'zh-Hans-u-co-pinyin', 'zh-Hant': 'zh-Hant-u-co-stroke' }[lang()];
  orders[tag] ??= new Intl.Collator(tag, { numeric: true });
  return orders[tag].compare(a, b);
}
