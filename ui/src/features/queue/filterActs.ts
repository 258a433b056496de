// What can be done with a saved filter, in the rail's menu and the list's.
import type { SavedFilter } from '../../ipc';
import type { IconName } from '../../parts/icons';
import { t } from '../../words/index.svelte';
import { filters } from './filters.svelte';

export const filterActs: Record<string, (one: SavedFilter) => void> = {
  edit: (one) => filters.edit(one),
  copy: (one) => filters.begin(`filter:${one.id}`),
  share: (one) => void filters.share(one, true),
  unshare: (one) => void filters.share(one, false),
  remove: (one) => void filters.remove(one),
};

type Choice = { value: string; text: string; icon: IconName };

/** A colleague's can be looked at and copied. */
export const filterChoices = (one: SavedFilter): Choice[] => [
  ...(one.mayChange
    ? [
        { value: 'edit', text: t('filter-edit-rename'), icon: 'draft' as const },
        one.shared
          ? { value: 'unshare', text: t('filter-unshare'), icon: 'lock' as const }
          : { value: 'share', text: t('filter-share'), icon: 'team' as const },
      ]
    : []),
  { value: 'copy', text: t('filter-make-copy'), icon: 'plus' },
  ...(one.mayChange ? [{ value: 'remove', text: t('filter-remove'), icon: 'trash' as const }] : []),
];
