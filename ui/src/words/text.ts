// Plain text out of the small HTML that Rust sends, and the two guards a reply passes before it leaves.

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
