// Every setting, by its words and their sound, and on which part of the settings it stands.
import type { Tab } from './settings.svelte';

type Entry = { tab: Tab; words: string[]; pinyin: string };
export const SETTINGS = {
  language: { tab: 'general', words: ['settings-language'], pinyin: 'yu yan' },
  theme: { tab: 'general', words: ['settings-theme', 'theme-light', 'theme-dark'], pinyin: 'zhu ti, qian se, shen se' },
  contrast: { tab: 'general', words: ['settings-contrast', 'contrast-high'], pinyin: 'dui bi du' },
  density: {
    tab: 'general',
    words: ['settings-density', 'density-compact', 'density-comfortable'],
    pinyin: 'mi du, jin cou, kuan song',
  },
  motion: { tab: 'general', words: ['settings-motion', 'settings-motion-more'], pinyin: 'dong xiao, dong hua' },
  layout: { tab: 'general', words: ['look-layout', 'look-cards', 'look-table'], pinyin: 'lie biao yang shi, ka pian, biao ge' },
  columns: { tab: 'general', words: ['look-columns', 'look-title'], pinyin: 'lie, xian shi na xie lie, shun xu' },
  everywhere: {
    tab: 'general',
    words: ['settings-everywhere', 'settings-everywhere-more', 'settings-everywhere-key'],
    pinyin: 'zai qi ta cheng xu zhong dian hua deng ji, quan ju kuai jie jian',
  },
  undo: { tab: 'general', words: ['settings-undo', 'settings-undo-more'], pinyin: 'che hui fa song, miao' },
  signature: { tab: 'general', words: ['settings-signature', 'settings-signature-more'], pinyin: 'qian ming, luo kuan' },
  keys: { tab: 'keys', words: ['keys-title', 'action-settings-keys'], pinyin: 'kuai jie jian, gai jian' },
  sound: { tab: 'alerts', words: ['settings-sound-alerts', 'settings-sound-more'], pinyin: 'ti xing shi you sheng yin' },
  chime: {
    tab: 'alerts',
    words: ['settings-chime', 'chime-twoTones', 'chime-bell', 'chime-knock'],
    pinyin: 'yong na zhong sheng yin',
  },
  quiet: { tab: 'alerts', words: ['settings-quiet', 'settings-quiet-more'], pinyin: 'mian da rao shi duan, wu rao' },
  shift: { tab: 'alerts', words: ['settings-shift', 'settings-shift-more'], pinyin: 'wo de ban ci' },
  quietEmergencies: {
    tab: 'alerts',
    words: ['settings-quiet-emergencies', 'settings-quiet-emergencies-why'],
    pinyin: 'jin ji gong dan ye bu ti xing',
  },
  names: { tab: 'alerts', words: ['settings-names', 'settings-names-more'], pinyin: 'tong zhi zhong xie ming ke hu he biao ti' },
  tray: { tab: 'alerts', words: ['settings-tray'], pinyin: 'guan bi chuang kou hou, tuo pan' },
  autostart: { tab: 'alerts', words: ['settings-autostart'], pinyin: 'sui dian nao qi dong' },
} satisfies Record<string, Entry>;
