// What the engine keeps without use is let go while the hands rest.

/** So often at most, in ms. */
const EVERY = 2 * 60_000;
/** So long after the last key or click, in ms: whoever types on does not wait for it. */
const PAUSE = 400;

/**
 * WebKit keeps how every element looked that had a `style` of its own: of each bar in a clock's story and in a schedule some kilobytes,
 * long after they are gone, until a style sheet changes. So a rule for nothing comes and goes; the window is styled anew.
 */
function letGo() {
  const [sheet] = document.styleSheets;
  if (sheet) sheet.deleteRule(sheet.insertRule('#nothing {}', sheet.cssRules.length));
}

/** Answers what ends it. */
export function startRests(): () => void {
  let last = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = () => {
    last = Date.now();
    letGo();
  };
  const onUse = () => {
    clearTimeout(timer);
    if (Date.now() - last >= EVERY) timer = setTimeout(rest, PAUSE);
  };
  const uses = ['keydown', 'pointerdown', 'wheel'];
  for (const use of uses) window.addEventListener(use, onUse, { passive: true, capture: true });
  return () => {
    clearTimeout(timer);
    for (const use of uses) window.removeEventListener(use, onUse, { capture: true });
  };
}
