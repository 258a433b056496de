// Read in the page: what of its words is cut off though nothing says it may be, what lies over something else, what is out of the window.

/** May give way by design: it says so with `cut`, scrolls, or is for screen readers alone. */
const judge = () => {
  const wrong = [];
  const name = (el) => {
    const id = el.closest('[data-testid]')?.getAttribute('data-testid') ?? '';
    return `${el.tagName.toLowerCase()}.${[...el.classList].join('.')} (${id}) “${(el.textContent ?? '').trim().slice(0, 40)}”`;
  };
  const visible = (el) => {
    const box = el.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const gives = (el) => {
    for (let at = el; at && at !== document.body; at = at.parentElement) {
      if (at.matches('.cut, .vh, textarea, input, svg, iframe')) return true;
    }
    return false;
  };
  const top = [...document.querySelectorAll('dialog[open]')].at(-1);
  const all = [
    ...document.querySelectorAll(
      'button, .btn, .chip, .clock, .st, .nav, label, .lab, h1, h2, h3, h4, dt, th, .keys > span, kbd, .vip, .fresh',
    ),
  ].filter((el) => visible(el) && !el.closest('.vh'));
  for (const el of all) {
    const style = getComputedStyle(el);
    if (el.scrollWidth > el.clientWidth + 1 && el.clientWidth && style.display !== 'inline' && !gives(el)) {
      const scrolls = /auto|scroll/.test(style.overflowX);
      const inner = [...el.querySelectorAll('.cut')].some((cut) => cut.scrollWidth > cut.clientWidth);
      if (!scrolls && !(inner && el.scrollWidth <= el.clientWidth + 2))
        wrong.push(`cut: ${name(el)} ${el.scrollWidth} > ${el.clientWidth}`);
    }
    const box = el.getBoundingClientRect();
    // Cut off by what is around it.
    for (let at = el.parentElement; at && at !== document.body; at = at.parentElement) {
      const around = getComputedStyle(at);
      if (around.position === 'fixed') break;
      if (/hidden|clip/.test(around.overflowX) && !/auto|scroll/.test(around.overflowY)) {
        const edge = at.getBoundingClientRect();
        if ((box.right > edge.right + 1 || box.left < edge.left - 1) && !gives(el))
          wrong.push(`out of ${at.className || at.tagName}: ${name(el)} ${Math.round(box.right - edge.right)} px`);
        break;
      }
    }
    if (box.right > innerWidth + 1 || box.left < -1) wrong.push(`out of the window: ${name(el)}`);
  }
  // Words that end in the middle of a letter: dots are only made of what flows in the box that is too narrow for it.
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = words.nextNode(); text; text = words.nextNode()) {
    const of = text.parentElement;
    if (!text.data.trim() || !visible(of) || of.closest('.vh, .narrow-vh, .measure, textarea')) continue;
    range.selectNodeContents(text);
    const line = range.getBoundingClientRect();
    let flows = true;
    for (let at = of; at && at !== document.body; at = at.parentElement) {
      const { display, overflowX, textOverflow } = getComputedStyle(at);
      if (/auto|scroll/.test(overflowX)) break;
      if (/hidden|clip/.test(overflowX)) {
        const edge = at.getBoundingClientRect();
        const seen = line.left < edge.right - 1 && line.top < edge.bottom && line.bottom > edge.top;
        const dots = textOverflow === 'ellipsis' && flows && !/flex|grid/.test(display);
        if (seen && line.right > edge.right + 1.5 && !dots)
          wrong.push(`cut without dots: ${name(of)} by ${Math.round(line.right - edge.right)} px`);
        if (seen && line.right > edge.right + 1.5) break;
      }
      flows &&= display === 'inline' || display === 'contents';
    }
  }
  // Neighbours in the same layer do not lie over each other.
  const flat = all.filter(
    (el) =>
      (!top || top.contains(el)) &&
      el.matches('button, .btn, .chip, .clock, .nav, label') &&
      getComputedStyle(el).position === 'static',
  );
  for (let i = 0; i < flat.length; i++) {
    const a = flat[i].getBoundingClientRect();
    for (let j = i + 1; j < flat.length; j++) {
      if (flat[i].contains(flat[j]) || flat[j].contains(flat[i]) || flat[i].parentElement !== flat[j].parentElement) continue;
      const b = flat[j].getBoundingClientRect();
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 2 && down > 2) wrong.push(`over each other: ${name(flat[i])} and ${name(flat[j])}`);
    }
  }
  return wrong;
};

export const clipped = `(${judge})()`;
