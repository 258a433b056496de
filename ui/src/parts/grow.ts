// A text area as tall as its text, by script: the window's engine has no field-sizing.

/** Fits the height to the text, up to `most` pixels. */
export function fit(area: HTMLTextAreaElement, most = 220) {
  area.style.height = 'auto';
  area.style.height = `${Math.min(area.scrollHeight, most)}px`;
}

/** To attach: fits now and whenever the text changes, typed or not. */
export const growing = (text: () => string) => (area: HTMLTextAreaElement) => {
  void text();
  fit(area);
};
