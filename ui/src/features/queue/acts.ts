// What the palette can do with lists: select, act on what is selected, filters, and how lists look.
import { frame } from '../../frame/frame.svelte';
import type { IconName } from '../../parts/icons';
import { t } from '../../words/index.svelte';
import type { Action } from '../palette/actions';
import { settings } from '../settings/settings.svelte';
import { bulk, type BulkMenu } from './bulk.svelte';
import { filterActs, filterChoices } from './filterActs';
import { filters } from './filters.svelte';
import { queue } from './queue.svelte';
import { selection } from './selection.svelte';

type Row = [id: string, icon: IconName, pinyin: string, key: string | undefined, run: () => void];

export function listActions(): Action[] {
  const why = selection.size ? undefined : t('palette-none-selected');
  const menu = (what: BulkMenu) => () => void (bulk.menu = what);
  const onSelected: Row[] = [
    ['bulk-claim', 'user', 'xuanzhong renling xz rl', 'T', () => bulk.run({ type: 'claim' })],
    ['bulk-solve', 'check', 'xuanzhong jiejue xz jj', 'E', () => bulk.run({ type: 'transition', to: 'solved' })],
    ['bulk-owner', 'team', 'xuanzhong zhuanjie xz zj', 'O', menu('owner')],
    ['bulk-status', 'inbox', 'xuanzhong zhuangtai xz zt', 'S', menu('status')],
    ['bulk-urgency', 'risk', 'xuanzhong jinji chengdu xz jjcd', 'U', menu('urgency')],
    ['bulk-category', 'board', 'xuanzhong fenlei xz fl', 'G', menu('category')],
    ['bulk-queue', 'list', 'xuanzhong duilie xz dl', 'Q', menu('queue')],
    ['bulk-tag', 'tag', 'xuanzhong biaoqian xz bq', 'L', menu('tag')],
    ['bulk-snooze', 'snooze', 'xuanzhong shaohou xz sh', 'Z', menu('snooze')],
  ];
  const one = filters.of(queue.view);
  const look: Row[] = [
    ['select-all', 'check', 'quanxuan qx', 'Ctrl A', () => void selection.all()],
    ['filter-new', 'filter', 'xinjian shaixuan xjsx', undefined, () => filters.begin()],
    ['layout-cards', 'board', 'buju kapian bj kp', undefined, () => void settings.change({ listLayout: 'cards' })],
    ['layout-table', 'list', 'buju biaoge bj bg', undefined, () => void settings.change({ listLayout: 'table' })],
  ];
  const said = ([id, icon, pinyin, key, run]: Row, group: Action['group'], why?: string): Action => ({
    id,
    group,
    icon,
    words: `action-${id}`,
    pinyin,
    key,
    why,
    run,
  });
  return [
    ...onSelected.map((row) => said(row, 'palette-ticket', why)),
    ...look.map((row) => said(row, 'palette-window')),
    ...filters.all.map((filter): Action => ({
      id: `go-filter-${filter.id}`,
      group: 'palette-go',
      icon: filter.shared ? 'team' : 'filter',
      words: 'action-filter-go',
      args: { name: filter.name },
      pinyin: 'shaixuan sx',
      run: () => void frame.go(`filter:${filter.id}`),
    })),
    ...(one
      ? filterChoices(one).map(({ value }): Action => ({
          id: `filter-${value}`,
          group: 'palette-window',
          icon: 'filter',
          words: `action-filter-${value}`,
          pinyin: 'shaixuan sx',
          run: () => filterActs[value]?.(one),
        }))
      : []),
  ];
}
