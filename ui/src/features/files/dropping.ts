// Files dragged into the window: taken where they may land, and nowhere opened in its place.

const carriesFiles = (e: DragEvent) => !!e.dataTransfer?.types.includes('Files');

/** A place where files may land. Where the drag has left is not told reliably, so its standing still for a while tells it. */
export const landing = (over: (is: boolean) => void, give: (files: File[]) => void) => (place: HTMLElement) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function say(is: boolean) {
    clearTimeout(timer);
    over(is);
    if (is) timer = setTimeout(() => over(false), 500);
  }
  function drag(e: DragEvent) {
    if (!carriesFiles(e) || !e.dataTransfer) return;
    e.preventDefault();
    e.dataTransfer.dropEffect = 'copy';
    say(true);
  }
  function drop(e: DragEvent) {
    if (!carriesFiles(e)) return;
    e.preventDefault();
    say(false);
    give([...(e.dataTransfer?.files ?? [])]);
  }
  place.addEventListener('dragenter', drag);
  place.addEventListener('dragover', drag);
  place.addEventListener('drop', drop);
  return () => {
    say(false);
    place.removeEventListener('dragenter', drag);
    place.removeEventListener('dragover', drag);
    place.removeEventListener('drop', drop);
  };
};

/** Dropped anywhere else, a file would take the window's place. */
export function elsewhere(e: DragEvent) {
  if (e.defaultPrevented || !carriesFiles(e)) return;
  e.preventDefault();
  if (e.dataTransfer) e.dataTransfer.dropEffect = 'none';
}
