// What puts the open ticket aside, and takes it back.
import type { Command } from '../../frame/command';
import { t } from '../../words/index.svelte';
import { conversation } from '../conversation/conversation.svelte';
import { noTicket, onTicket } from '../conversation/onTicket';
import { offered, timeOf, type Time } from '../queue/snoozing';
import { isSnoozed, snoozing } from './snooze.svelte';

const detail = () => conversation.detail;
/** What is done needs to be put aside no more. */
const isDone = () => ['solved', 'closed'].includes(detail()?.row.status ?? '');
const why = () => noTicket() ?? (isDone() ? t('palette-done') : undefined);
const here = () => !!detail() && !isDone();
const snoozed = () => !!detail() && isSnoozed(detail()!.row);

const SOUNDS: Record<Time, string> = {
  hours2: 'tui chi liang xiao shi',
  today: 'tui chi dao jin tian bang wan',
  tomorrow: 'tui chi dao ming tian zao shang',
  monday: 'tui chi dao zhou yi zao shang',
  week: 'tui chi yi zhou',
};
const times = (Object.keys(SOUNDS) as Time[]).map((time) =>
  onTicket(`snooze-${time}`, 'snooze', SOUNDS[time], () => void snoozing.until(timeOf[time](Date.now())), {
    why,
    here: () => here() && offered(Date.now()).includes(time),
  }),
);

export const snoozeCommands: Command[] = [
  onTicket('snooze', 'snooze', 'tui chi zhe zhang gong dan, shao hou', () => snoozing.open(), { key: 'H', why }),
  ...times,
  onTicket('snooze-reply', 'snooze', 'tui chi dao ke hu hui fu', () => void snoozing.until(null), { why, here }),
  onTicket('wake', 'bell', 'qu hui zhe zhang gong dan, jie shu tui chi', () => void snoozing.wake(), { here: snoozed }),
];
