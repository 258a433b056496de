// How the window speaks and looks, and how its alerts sound, without opening the settings.
import type { Command } from '../../frame/command';
import { ipc, type Settings } from '../../ipc';
import { CHIMES } from '../../parts/choices';
import type { IconName } from '../../parts/icons';
import { t } from '../../words/index.svelte';
import { settings } from './settings.svelte';

const pick = (id: string, icon: IconName, pinyin: string, part: Partial<Settings>): Command => ({
  id,
  group: 'palette-looks',
  icon,
  words: `action-${id}`,
  pinyin,
  scope: 'anywhere',
  run: () => void settings.change(part),
});
type OnOff = 'sound' | 'quietEmergencies' | 'namesInNotices' | 'watchInTray' | 'autostart';
const onOff = (field: OnOff, id: string, icon: IconName, words: string, pinyin: string): Command => ({
  id,
  group: 'palette-alerting',
  icon,
  words,
  pinyin,
  scope: 'anywhere',
  now: () => t(settings.now[field] ? 'setting-on' : 'setting-off'),
  run: () => void settings.change({ [field]: !settings.now[field] }),
});
const CHIME_SOUNDS = { twoTones: 'ti xing sheng shuang yin', bell: 'ti xing sheng ling sheng', knock: 'ti xing sheng qing qiao' };

export const settingCommands: Command[] = [
  pick('language-en', 'globe', 'yu yan, ying wen', { language: 'en' }),
  pick('language-zh-Hans', 'globe', 'yu yan jian ti zhong wen', { language: 'zh-Hans' }),
  pick('language-zh-Hant', 'globe', 'yu yan fan ti zhong wen', { language: 'zh-Hant' }),
  pick('language-system', 'globe', 'yu yan gen sui xi tong', { language: 'system' }),
  pick('theme-light', 'bulb', 'zhu ti qian se', { theme: 'light' }),
  pick('theme-dark', 'bulb', 'zhu ti shen se', { theme: 'dark' }),
  pick('theme-system', 'bulb', 'zhu ti gen sui xi tong', { theme: 'system' }),
  pick('contrast-high', 'eye', 'dui bi du gao, gao dui bi', { contrast: 'high' }),
  pick('contrast-normal', 'eye', 'dui bi du biao zhun', { contrast: 'normal' }),
  pick('density-compact', 'list', 'mi du jin cou', { density: 'compact' }),
  pick('density-regular', 'list', 'mi du biao zhun', { density: 'regular' }),
  pick('density-comfortable', 'list', 'mi du kuan song', { density: 'comfortable' }),
  pick('motion-off', 'pause', 'dong xiao guan bi', { motion: 'off' }),
  pick('motion-system', 'pause', 'dong xiao gen sui xi tong', { motion: 'system' }),
  onOff('sound', 'alert-sound', 'sound', 'settings-sound-alerts', 'ti xing shi you sheng yin'),
  ...CHIMES.map((name): Command => ({
    ...pick(`chime-${name}`, 'sound', CHIME_SOUNDS[name], { chime: name }),
    group: 'palette-alerting',
    run: () => {
      void ipc.chime(name, 1);
      void settings.change({ chime: name });
    },
  })),
  {
    ...pick('quiet-hours', 'quiet', 'mian da rao shi duan', {}),
    group: 'palette-alerting',
    words: 'settings-quiet',
    now: () => t(settings.now.quiet ? 'setting-on' : 'setting-off'),
    run: () => void settings.change({ quiet: settings.hoursFor(!settings.now.quiet) }),
  },
  onOff('quietEmergencies', 'quiet-emergencies', 'quiet', 'settings-quiet-emergencies', 'jin ji gong dan ye bu ti xing'),
  onOff('namesInNotices', 'names-in-notices', 'eye', 'settings-names', 'tong zhi zhong xie ming ke hu he biao ti'),
  onOff('watchInTray', 'watch-in-tray', 'wait', 'settings-tray', 'guan bi chuang kou hou zai tuo pan ji xu ding zhe shi xian'),
  onOff('autostart', 'autostart', 'app', 'settings-autostart', 'sui dian nao qi dong'),
];
