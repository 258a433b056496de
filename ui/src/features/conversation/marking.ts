// Marks words in a text that is already drawn: its text nodes are split, and nothing in it is read as HTML again.
import { pieces } from '../../words/text';

export function markIn(root: HTMLElement, words: readonly string[]) {
  if (!words.length) return;
  const page = root.ownerDocument;
  const walk = page.createTreeWalker(root, 4 /* NodeFilter.SHOW_TEXT, of whichever window the page is */);
  const texts: Text[] = [];
  while (walk.nextNode()) texts.push(walk.currentNode as Text);
  for (const text of texts) {
    const parts = pieces(text.data, words);
    if (!parts.some((part) => part.hit)) continue;
    text.replaceWith(
      ...parts.map((part) => {
        if (!part.hit) return page.createTextNode(part.text);
        const mark = page.createElement('mark');
        mark.textContent = part.text;
        return mark;
      }),
    );
  }
}
