// Files as people read them: a name that keeps its end when the middle gives way, and how much it weighs.
import { t } from './index.svelte';

/** Signs that draw nothing themselves and can make a name read as another one, e.g. a program as a picture. */
const hidden = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name as it is shown; the one it is saved under is Rust's matter. */
export const shownName = (name: string) => name.replace(hidden, '\ufffd');

/** What comes before the end of a name may be cut; its ending and a little before it stay. */
export function halves(name: string): [head: string, tail: string] {
  const signs = Array.from(shownName(name));
  const dot = signs.lastIndexOf('.');
  const ending = dot > 0 ? Math.min(signs.length - dot, 8) : 0;
  const cut = Math.max(0, signs.length - ending - 4);
  return [signs.slice(0, cut).join(''), signs.slice(cut).join('')];
}

export function size(bytes: number): string {
  if (bytes < 1000) return t('size-bytes', { n: bytes });
  if (bytes < 1000 * 1024) return t('size-kilobytes', { n: Math.max(1, Math.round(bytes / 1024)) });
  return t('size-megabytes', { n: (bytes / 1_048_576).toFixed(1) });
}

/** How far something is, for a file of this size; nothing until it moves. */
export function percent({ size, moved }: { size: number; moved: number }): string {
  return moved > 0 && size > 0 ? `${Math.min(99, Math.floor((moved / size) * 100))}%` : '';
}
