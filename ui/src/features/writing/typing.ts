// A change of a text area as if it were typed: what is undone is undone together with what was typed around it.
import type { Edit } from './marks';

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
