// All that can be done in the window: the one list that the palette, the keys, their sheet, their settings and every key cap read.
import { alertCommands } from '../features/alerts/commands';
import { connection } from '../features/connection/connection.svelte';
import { ticketCommands, ticketOffers } from '../features/conversation/commands';
import { customerCommands } from '../features/customer/commands';
import { forwardCommands } from '../features/forward/commands';
import { heldCommands } from '../features/held/commands';
import { articleCommands } from '../features/knowledge/commands';
import { linkCommands } from '../features/links/commands';
import { mergingCommands } from '../features/merging/commands';
import { drillCommands } from '../features/drill/commands';
import { outageCommands } from '../features/outages/commands';
import { goCommands } from '../features/queue/commands';
import { listCommands, listOffers } from '../features/queue/selecting';
import { scheduleCommands } from '../features/schedules/commands';
import { settingCommands } from '../features/settings/commands';
import { settings, type Tab } from '../features/settings/settings.svelte';
import { snoozeCommands } from '../features/snooze/commands';
import { stage } from '../features/stage/stage.svelte';
import { tour } from '../features/tour/tour.svelte';
import { unsent } from '../features/unsent/unsent.svelte';
import { writingCommands } from '../features/writing/commands';
import { ipc } from '../ipc';
import type { IconName } from '../parts/icons';
import { t } from '../words/index.svelte';
import type { Command } from './command';
import { frame } from './frame.svelte';

const own = (
  id: string,
  icon: IconName,
  words: string,
  pinyin: string,
  run: () => void,
  more: Partial<Command> = {},
): Command => ({
  id,
  group: 'palette-window',
  icon,
  words,
  pinyin,
  scope: 'anywhere',
  run,
  ...more,
});
/** What a drill's desk has no use for: it is not listed there, and its key says why. */
const inEarnest: Partial<Command> = {
  here: () => !stage.desk?.drill,
  why: () => (stage.desk?.drill ? t('drill-goes') : undefined),
};
const openSettings = (tab: Tab) => () => {
  settings.tab = tab;
  frame.over = 'settings';
};
const server = (run: boolean): Command =>
  own(
    run ? 'server-start' : 'server-stop',
    'server',
    run ? 'action-server-start' : 'action-server-stop',
    run ? 'qi dong shi li tuan dui de fu wu qi' : 'ting zhi shi li tuan dui de fu wu qi, duan kai, li xian',
    () => void stage.act('busy-server', () => ipc.teamServer(run)),
    { here: () => stage.desk?.sample?.running === !run },
  );

const windowCommands: Command[] = [
  own('palette', 'search', 'palette', 'ming ling mian ban', () => (frame.over = frame.over === 'palette' ? null : 'palette'), {
    key: 'Ctrl+K',
    over: true,
    // It would only open what is open.
    here: () => false,
  }),
  own('capture', 'capture', 'capture-title', 'dian hua deng ji', () => ((frame.over = null), frame.openCapture()), {
    key: 'Ctrl+Shift+N',
    over: true,
  }),
  own('settings', 'gear', 'settings', 'she zhi, pian hao', openSettings('general'), { key: 'Ctrl+,' }),
  own('settings-keys', 'board', 'action-settings-keys', 'she zhi kuai jie jian, gai jian', openSettings('keys')),
  own('settings-alerts', 'bell', 'action-settings-alerts', 'she zhi ti xing, mian da rao, sheng yin', openSettings('alerts')),
  own('keys', 'board', 'keys-title', 'kuai jie jian', () => (frame.over = 'keys'), { key: '?' }),
  own('help', 'book', 'help-title', 'bang zhu, shuo ming', () => (frame.over = 'help'), { key: 'F1', over: true }),
  own('tour', 'star', 'tour-start', 'yi fen zhong dao lan, xin shou', () => tour.start(true)),
  own('unsent', 'waiting', 'unsent-open', 'wei fa nei rong, dao chu, dao ru', () => unsent.open(), inEarnest),
  own('try-now', 'history', 'try-now', 'xian zai chong lian, zai shi', () => void ipc.tryNow().catch(() => undefined), {
    why: () => (connection.apart ? undefined : t('palette-online')),
  }),
  server(true),
  server(false),
  own('lock', 'lock', 'lock-now', 'li ji suo ding', () => void frame.lock(), { ...inEarnest, key: 'Ctrl+Shift+L' }),
  own('quit', 'x', 'quit', 'tui chu', () => void frame.quit()),
];

export const commands: readonly Command[] = [
  ...ticketCommands,
  ...writingCommands,
  ...forwardCommands,
  ...snoozeCommands,
  ...customerCommands,
  ...linkCommands,
  ...mergingCommands,
  ...articleCommands.filter((c) => c.group === 'palette-ticket'),
  ...goCommands,
  ...listCommands,
  ...alertCommands,
  ...heldCommands,
  ...outageCommands,
  ...drillCommands,
  ...scheduleCommands,
  ...windowCommands,
  ...articleCommands.filter((c) => c.group === 'palette-window'),
  ...settingCommands,
];

const byId = new Map(commands.map((command) => [command.id, command]));
export const commandOf = (id: string): Command | undefined => byId.get(id);

/** What can be meant now, and what the open ticket offers by name. */
export const offered = (): Command[] => [...commands.filter((c) => c.here?.() ?? true), ...ticketOffers(), ...listOffers()];

/** The name of a command, as it stands in lists. */
export const nameOf = (c: Command) => t(c.words, c.args);
