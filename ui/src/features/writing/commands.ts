// What can be done to the text that is being written, by the palette and by keys.
import type { Command } from '../../frame/command';
import type { IconName } from '../../parts/icons';
import { asked } from '../conversation/asked.svelte';
import { onTicket } from '../conversation/onTicket';

const own = (id: 'preview' | `mark-${(typeof marks)[number][0]}`, icon: IconName, pinyin: string, key: string): Command =>
  onTicket(id, icon, pinyin, () => void (asked.what = id), { key, scope: 'writing' });

const marks = [
  ['bold', 'bold', 'jia cu, cu ti', 'Ctrl+B'],
  ['italic', 'italic', 'xie ti, qiang diao', 'Ctrl+I'],
  ['bullets', 'list', 'xiang mu fu hao, lie biao', 'Ctrl+Shift+B'],
  ['numbers', 'numbers', 'bian hao lie biao', 'Ctrl+Shift+O'],
  ['link', 'link', 'lian jie, cha ru', 'Ctrl+L'],
  ['code', 'code', 'dai ma', 'Ctrl+E'],
] as const;

export const writingCommands: Command[] = [
  ...marks.map(([mark, icon, pinyin, key]) => own(`mark-${mark}`, icon, pinyin, key)),
  own('preview', 'eye', 'yu lan zheng wen, kan kan xie chu lai shi shen me yang', 'Ctrl+Shift+P'),
];
