// What leads do with the schedules.
import type { Command } from '../../frame/command';
import { frame } from '../../frame/frame.svelte';
import type { IconName } from '../../parts/icons';
import { t } from '../../words/index.svelte';
import { schedules } from './schedules.svelte';

const elsewhere = () =>
  frame.place !== 'schedules' ? t('palette-schedules-first') : schedules.mayEdit ? undefined : t('schedule-read-only');
const unchanged = () => elsewhere() ?? (schedules.writing?.changes ? undefined : t('palette-unchanged'));

const own = (id: string, icon: IconName, pinyin: string, run: () => void, more: Partial<Command> = {}): Command => ({
  id,
  group: 'palette-schedules',
  icon,
  words: `action-${id}`,
  pinyin,
  scope: 'schedules',
  why: unchanged,
  run,
  ...more,
});

export function beginSchedule() {
  schedules.begin();
  requestAnimationFrame(() => document.getElementById('schedule-name')?.focus());
}

export const scheduleCommands: Command[] = [
  own('schedule-save', 'check', 'bao cun ying ye shi jian', () => void schedules.save(), { key: 'Ctrl+S' }),
  own('schedule-undo', 'history', 'che hui ying ye shi jian de gai dong', () => schedules.writing?.undo(), {
    key: 'Ctrl+Z',
    notInText: true,
    why: elsewhere,
  }),
  own('schedule-discard', 'trash', 'fang qi ying ye shi jian de gai dong', () => schedules.discard()),
  own('schedule-new', 'plus', 'xin ying ye shi jian', beginSchedule, { words: 'schedule-new', why: elsewhere }),
];
