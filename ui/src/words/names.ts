// Names of people and firms: one field, never split or turned round; only what is too small for a name shows a part of it.
import { lang } from './index.svelte';

const HAN = /\p{Script=Han}/u;
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const marks = (text: string) => [...letters.segment(text)].map((one) => one.segment);

/**
 * What stands for a name in a small circle. A Chinese name is called by its last characters, as colleagues call each other; one in
 * letters by the first of its first and its last word. A name in both is called by its Chinese part.
 */
export function initials(name: string, most = 2): string {
  const han = marks(name).filter((mark) => HAN.test(mark));
  if (han.length) return han.slice(-Math.min(most, Math.max(1, han.length - 1))).join('');
  const words = name.split(/[\s·・]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const chosen = most > 1 && words.length > 1 ? [words[0]!, words.at(-1)!] : words.slice(0, 1);
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
