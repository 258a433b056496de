// A text area as tall as its text, by script: the window's engine has no field-sizing. It is measured on a copy that stands
// outside of everything, so that a letter moves nothing but what it must.

/** What of an area's style its height hangs on. */
const TOLD = ['font', 'letterSpacing', 'lineHeight', 'padding', 'borderWidth', 'borderStyle', 'boxSizing', 'wordBreak'] as const;

let copy: HTMLTextAreaElement | null = null;
let of: { area: HTMLTextAreaElement; width: number } | null = null;

/** The copy of this area, alike until another area or another width is asked for. */
function copyOf(area: HTMLTextAreaElement): HTMLTextAreaElement {
  if (!copy?.isConnected) {
    copy = document.createElement('textarea');
    copy.tabIndex = -1;
    copy.ariaHidden = 'true';
    copy.className = 'measure';
    document.body.append(copy);
    of = null;
  }
  const width = area.offsetWidth;
  if (of?.area !== area || of.width !== width) {
    const style = getComputedStyle(area);
    for (const name of TOLD) copy.style[name] = style[name];
    copy.style.width = `${width}px`;
    copy.rows = area.rows;
    of = { area, width };
  }
  return copy;
}

/** Fits the height to the text, up to `most` pixels. */
export function fit(area: HTMLTextAreaElement, most = 220) {
  const measured = copyOf(area);
  measured.value = area.value;
  const height = `${Math.min(measured.scrollHeight, most)}px`;
  if (area.style.height !== height) area.style.height = height;
}

/** To attach: fits now and whenever the text changes, typed or not. */
export const growing = (text: () => string) => (area: HTMLTextAreaElement) => {
  void text();
  fit(area);
};
