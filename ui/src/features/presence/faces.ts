// How a colleague is drawn in little room, and what is said of them in words.
import type { ColleagueView, Doing } from '../../ipc';
import type { IconName } from '../../parts/icons';
import { t } from '../../words/index.svelte';

/** The family name of a Chinese name; of others the first letters of the first and the last word. */
export function initials(name: string): string {
  const han = /\p{Script=Han}/u.exec(name);
  if (han) return han[0];
  const words = name.split(/[\s-]+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return ends.map((word) => [...word][0]!.toLocaleUpperCase()).join('');
}

export const doingIcon: Record<Doing, IconName> = { looks: 'eye', notes: 'note', replies: 'draft' };

export const doingText = ({ name, doing }: ColleagueView) => t(`presence-${doing}`, { name });
