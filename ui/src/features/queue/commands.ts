// Going about: to a view, along the list, from one ticket to the next.
import type { Command } from '../../frame/command';
import { frame, type Place } from '../../frame/frame.svelte';
import { moveInList } from '../../frame/moving';
import type { IconName } from '../../parts/icons';
import { t } from '../../words/index.svelte';
import { alerts } from '../alerts/alerts.svelte';
import { openAlert } from '../alerts/opening';
import { queue } from './queue.svelte';

const PLACES: [Place, IconName, string, string][] = [
  ['mine', 'inbox', 'G M', 'wo de gong dan'],
  ['team', 'team', 'G T', 'tuan dui'],
  ['unassigned', 'unassigned', 'G U', 'wei fen pei, wei zhi pai'],
  ['atRisk', 'risk', 'G R', 'you chao shi feng xian, yu shi feng xian'],
  ['hot', 'hot', 'G H', 'qing xu ji dong'],
  ['waiting', 'wait', 'G W', 'deng dai zhong'],
  ['promises', 'promise', 'G P', 'cheng nuo'],
  ['followUps', 'follow', 'G F', 'hui fang'],
  ['mentions', 'at', 'G I', 'ti dao wo de'],
  ['snoozed', 'snooze', 'G Z', 'yi tui chi'],
  ['drafts', 'draft', 'G D', 'cao gao'],
  ['held', 'held', 'G E', 'dai nin jue ding'],
  ['offline', 'sentoff', 'G O', 'li xian shi xie de'],
  ['knowledge', 'book', 'G K', 'zhi shi ku'],
  ['notices', 'notice', 'G N', 'bian geng tong zhi'],
  ['outages', 'outage', 'G B', 'gu zhang'],
  ['alerts', 'bell', 'G A', 'ti xing'],
  ['schedules', 'calendar', 'G S', 'ying ye shi jian, pai ban, ban biao'],
];

/** The ticket before or after the open one, as the list beside it has them. */
async function beside(by: number) {
  if (frame.place === 'alerts') {
    const rows = alerts.ordered;
    const to = rows[rows.findIndex((row) => row.id === alerts.selected?.id) + by];
    if (!to) return;
    alerts.cursor = to.id;
    return openAlert(to);
  }
  await queue.move(by);
  if (queue.cursor) await frame.openTicket(queue.cursor);
}
const inList = () =>
  ['held', 'offline', 'knowledge', 'notices', 'schedules', 'outages'].includes(frame.place) ? t('palette-no-list') : undefined;

const along = (id: string, icon: IconName, key: string, pinyin: string, run: () => void): Command => ({
  id,
  group: 'palette-list',
  icon,
  words: `action-${id}`,
  pinyin,
  key,
  scope: 'list',
  run,
});

export const goCommands: Command[] = [
  { ...along('next', 'next', 'N', 'xia yi zhang', () => void frame.nextUp()), words: 'next-up', scope: 'anywhere' },
  along('move-down', 'down', 'J', 'lie biao wang xia', () => moveInList(1)),
  along('move-up', 'up', 'K', 'lie biao wang shang', () => moveInList(-1)),
  { ...along('after', 'right', ']', 'da kai hou yi zhang', () => void beside(1)), why: inList },
  { ...along('before', 'left', '[', 'da kai qian yi zhang', () => void beside(-1)), why: inList },
  ...PLACES.map(([place, icon, key, pinyin]): Command => ({
    id: `go-${place}`,
    group: 'palette-go',
    icon,
    words: `view-${place}`,
    pinyin,
    key,
    scope: 'anywhere',
    run: () => void frame.go(place),
  })),
];
