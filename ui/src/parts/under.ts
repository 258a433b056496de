// Whether something lies over the window; the styles know it by an attribute.
let over = 0;

/** Something lies over the window from now on, until the answer is called. */
export function cover(): () => void {
  over += 1;
  document.documentElement.toggleAttribute('data-under', true);
  return () => {
    over -= 1;
    document.documentElement.toggleAttribute('data-under', over > 0);
  };
}
