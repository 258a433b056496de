// Plain text out of the small HTML that Rust sends, and the two guards a reply passes before it leaves.
import type { Piece } from '../ipc';
import { lang } from './index.svelte';

/** True when the text has structure beyond paragraphs and line breaks, so it needs its own frame. */
export const isRich = (html: string) => /<(?!\/?(?:p|br)\b)\/?[a-z]/i.test(html);

/** Paragraphs of an HTML text that has only p and br; tags it should not have are dropped, never interpreted. */
export function paragraphs(html: string): string[] {
  const lines = html
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/p>\s*<p[^>]*>/gi, '\n\n')
    .replace(/<[^>]*>/g, '');
  const plain = new DOMParser().parseFromString(lines, 'text/html').documentElement.textContent ?? '';
  return plain
    .split(/\n{2,}/)
    .map((p) => p.trim())
    .filter(Boolean);
}

/** The first [name] or {name} that nobody filled in. A link's [text](…) and a footnote's [1] are not placeholders. */
export function unfilled(text: string): string | null {
  const found = /\[(?=[^\]]*\p{L})[^[\]\n]{1,30}\](?!\()|\{\{?\s*[\p{L}_][^{}\n]{0,30}\}?\}/u.exec(text);
  return found?.[0] ?? null;
}

/** An input method is at work: this key belongs to it, not to us. */
export const composing = (e: KeyboardEvent) => e.isComposing || e.keyCode === 229;

const special = /[\\^$.*+?()[\]{}|]/g;

/** A text in pieces, each of the words a piece of its own. A Latin word counts only where a word begins. */
export function pieces(text: string, words: readonly string[]): Piece[] {
  const wanted = words.filter(Boolean).sort((a, b) => b.length - a.length);
  if (!wanted.length) return text ? [{ text, hit: false }] : [];
  const found = wanted.map((word) => (/^[a-z0-9]/i.test(word) ? '(?<![a-z0-9])' : '') + word.replace(special, '\\$&'));
  return text
    .split(new RegExp(`(${found.join('|')})`, 'giu'))
    .map((part, at) => ({ text: part, hit: at % 2 === 1 }))
    .filter((piece) => piece.text);
}

const lists: Record<string, Intl.ListFormat> = {};

/** Several things in one sentence. */
export function listed(words: string[]) {
  const tag = lang() === 'en' ? 'en-GB' : lang();
  lists[tag] ??= new Intl.ListFormat(tag, { type: 'conjunction' });
  return lists[tag].format(words);
}
