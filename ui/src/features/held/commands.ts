// The ways on from what waits for its author's decision.
import type { Command } from '../../frame/command';
import { frame } from '../../frame/frame.svelte';
import type { Decision } from '../../ipc';
import type { IconName } from '../../parts/icons';
import { t } from '../../words/index.svelte';
import { decide } from './deciding';
import { held } from './held.svelte';

const elsewhere = () => (frame.place !== 'held' ? t('palette-held-first') : held.current ? undefined : t('empty-held'));
const way = (id: string, decision: Decision, icon: IconName, key: string, pinyin: string): Command => ({
  id,
  group: 'palette-held',
  icon,
  words: id,
  pinyin,
  key,
  scope: 'held',
  why: () => elsewhere() ?? (held.current?.ways.includes(decision) ? undefined : t('palette-not-this-one')),
  run: () => void decide(decision),
});

export const heldCommands: Command[] = [
  way('held-edit', 'edit', 'draft', 'Enter', 'xiu gai hou fa song'),
  way('held-send', 'sendAnyway', 'sent', 'S', 'reng ran fa song'),
  way('held-note', 'note', 'note', 'M', 'zhuan wei bei zhu'),
  {
    ...way('held-discard', 'discard', 'trash', 'D', 'diu qi, she qi'),
    why: elsewhere,
    run: () => held.current && held.discard(held.current),
  },
];
