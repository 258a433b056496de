// Selecting in a list, what is done to all that is selected, and lists of one's own.
import type { Command } from '../../frame/command';
import { frame } from '../../frame/frame.svelte';
import { extendInList } from '../../frame/moving';
import type { IconName } from '../../parts/icons';
import { t } from '../../words/index.svelte';
import { settings } from '../settings/settings.svelte';
import { bulk, type BulkMenu } from './bulk.svelte';
import { filterActs, filterChoices } from './filterActs';
import { filters } from './filters.svelte';
import { queue } from './queue.svelte';
import { selection } from './selection.svelte';

type More = Partial<Pick<Command, 'key' | 'here' | 'why' | 'scope' | 'notInText' | 'args' | 'words' | 'group'>>;
const own = (id: string, icon: IconName, pinyin: string, run: () => void, more: More = {}): Command => ({
  id,
  group: 'palette-list',
  icon,
  words: `action-${id}`,
  pinyin,
  scope: 'list',
  run,
  ...more,
});
const noList = () => (frame.listShown ? undefined : t('palette-no-list'));
const noneSelected = () => (selection.size ? undefined : t('palette-none-selected'));

const inList: Command[] = [
  own('select', 'check', 'xuan zhong', () => queue.cursor && selection.toggle(queue.cursor), { key: 'X', why: noList }),
  own('select-down', 'down', 'xiang xia lian xu xuan zhong', () => extendInList(1), { key: 'Shift+J', why: noList }),
  own('select-up', 'up', 'xiang shang lian xu xuan zhong', () => extendInList(-1), { key: 'Shift+K', why: noList }),
  own('select-all', 'check', 'quan xuan lie biao', () => void selection.all(), { key: 'Ctrl+A', notInText: true, why: noList }),
  own('back-to-list', 'list', 'hui dao lie biao', () => frame.closeTicket(), {
    key: 'Backspace',
    here: () => frame.ticketOpen,
    why: () => (frame.ticketOpen ? undefined : t('palette-no-ticket')),
  }),
];

const onAll = (id: string, icon: IconName, key: string, pinyin: string, run: () => void) =>
  own(`bulk-${id}`, icon, `xuan zhong de ${pinyin}`, run, {
    key,
    scope: 'selection',
    group: 'palette-selected',
    why: noneSelected,
  });
const menu = (what: BulkMenu) => () => void (bulk.menu = what);

/** The keys are those of one ticket: what is selected comes before what is open. */
const onSelected: Command[] = [
  onAll('claim', 'user', 'Y', 'ren ling', () => bulk.run({ type: 'claim' })),
  onAll('solve', 'check', 'E', 'jie jue', () => bulk.solve()),
  {
    ...onAll('merge', 'merge', 'Shift+M', 'he bing', () => bulk.merge()),
    why: () => noneSelected() ?? (bulk.ofOne.length ? undefined : t('bulk-merge-not')),
  },
  onAll('owner', 'team', 'O', 'zhuan jie', menu('owner')),
  onAll('status', 'inbox', 'S', 'zhuang tai', menu('status')),
  onAll('urgency', 'risk', 'U', 'jin ji cheng du', menu('urgency')),
  onAll('category', 'board', 'I', 'lei bie', menu('category')),
  onAll('queue', 'list', 'Q', 'dui lie', menu('queue')),
  onAll('tag', 'tag', 'L', 'biao qian', menu('tag')),
  onAll('snooze', 'snooze', 'H', 'tui chi', menu('snooze')),
];

const looks: Command[] = [
  own('filter-new', 'filter', 'xin jian shai xuan', () => filters.begin()),
  own('layout-cards', 'board', 'lie biao ka pian', () => void settings.change({ listLayout: 'cards' }), {
    group: 'palette-looks',
  }),
  own('layout-table', 'list', 'lie biao biao ge', () => void settings.change({ listLayout: 'table' }), {
    group: 'palette-looks',
  }),
];

export const listCommands: Command[] = [...inList, ...onSelected, ...looks];

/** The lists that the person has, by name, and what can be done with the one that is shown. */
export function listOffers(): Command[] {
  const shown = filters.of(queue.view);
  return [
    ...filters.all.map((filter) =>
      own(`go-filter-${filter.id}`, filter.shared ? 'team' : 'filter', 'shai xuan', () => void frame.go(`filter:${filter.id}`), {
        group: 'palette-go',
        words: 'action-filter-go',
        args: { name: filter.name },
      }),
    ),
    ...(shown
      ? filterChoices(shown).map(({ value }) =>
          own(`filter-${value}`, 'filter', 'dang qian shai xuan', () => filterActs[value]?.(shown)),
        )
      : []),
  ];
}
