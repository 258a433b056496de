// What the engine keeps of typing, to undo it.
import type { Edit } from './marks';

/** A change of a text area as if it were typed: what is undone is undone together with what was typed around it. */
export function type(area: HTMLTextAreaElement, { from, to, words, select }: Edit) {
  const { value } = area;
  const wanted = value.slice(0, from) + words + value.slice(to);
  area.focus();
  area.setSelectionRange(from, to);
  // The one way of a page into the undo of a text area; it has no other name, and every engine knows it.
  if (words) document.execCommand?.('insertText', false, words);
  else if (from !== to) document.execCommand?.('delete');
  if (area.value !== wanted) {
    area.value = value;
    area.setRangeText(words, from, to, 'end');
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  area.setSelectionRange(...select);
}

/**
 * Of an area that holds one text after another: the steps that were typed in one are of no use in the next, and are let go. WebKit
 * would keep them for as long as the page stands, and knows one way to forget them: a frame that closes.
 */
export const holding = (_text: string) => (area: HTMLTextAreaElement) => {
  let typed = false;
  const onTyped = () => (typed = true);
  area.addEventListener('input', onTyped);
  return () => {
    area.removeEventListener('input', onTyped);
    if (!typed) return;
    const frame = document.createElement('iframe');
    frame.hidden = true;
    document.body.append(frame);
    frame.remove();
  };
};
