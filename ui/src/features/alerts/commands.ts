// What can be done about alerts.
import type { Command } from '../../frame/command';
import { frame } from '../../frame/frame.svelte';
import type { IconName } from '../../parts/icons';
import { t } from '../../words/index.svelte';
import { actOn, alertAtHand } from './acting';
import { alerts } from './alerts.svelte';

const elsewhere = () =>
  frame.place !== 'alerts' ? t('palette-alerts-first') : alertAtHand() ? undefined : t('palette-no-alert');
const notFresh = () => elsewhere() ?? (alertAtHand()?.acknowledged ? t('acknowledged') : undefined);
/** None is taken note of that is not in sight. */
const noneFresh = () =>
  frame.place !== 'alerts' ? t('palette-alerts-first') : alerts.fresh.length ? undefined : t('palette-no-alert');
const freshIds = () => alerts.fresh.map((a) => a.id);

const own = (id: string, icon: IconName, pinyin: string, run: () => void, more: Partial<Command> = {}): Command => ({
  id,
  group: 'palette-alerts',
  icon,
  words: `action-${id}`,
  pinyin,
  scope: 'alerts',
  why: notFresh,
  run,
  ...more,
});

/** After so many minutes it is said again. */
const SNOOZES: [number, string, string?][] = [
  [5, 'fen zhong hou zai ti xing'],
  [15, 'fen zhong hou zai ti xing', 'Z'],
  [60, 'xiao shi hou zai ti xing'],
];

export const alertCommands: Command[] = [
  own('take', 'user', 'jie shou zhe tiao ti xing', () => void actOn((id) => alerts.take(id), true), {
    key: 'T',
    // Nobody's is taken also when it was acknowledged.
    why: () => elsewhere() ?? (alertAtHand()?.owner === null ? undefined : notFresh()),
  }),
  own('acknowledge', 'check', 'zhi dao le, yi zhi xi', () => void actOn((id) => alerts.acknowledge([id])), { key: 'A' }),
  ...SNOOZES.map(([minutes, pinyin, key]) =>
    own(`snooze-${minutes}`, 'snooze', `${pinyin}, shao hou`, () => void actOn((id) => alerts.snooze([id], minutes)), { key }),
  ),
  own('acknowledge-all', 'check', 'ti xing quan bu zhi dao le', () => void alerts.acknowledge(freshIds()), { why: noneFresh }),
  own('snooze-all', 'snooze', 'ti xing quan bu shao hou', () => void alerts.snooze(freshIds(), 15), { why: noneFresh }),
];
