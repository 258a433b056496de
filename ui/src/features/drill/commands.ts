// An outage is practised in a window of its own.
import type { Command } from '../../frame/command';
import { ipc } from '../../ipc';
import { t } from '../../words/index.svelte';
import { outages } from '../outages/outages.svelte';
import { stage } from '../stage/stage.svelte';

export const drillCommands: Command[] = [
  {
    id: 'drill',
    group: 'palette-window',
    icon: 'outage',
    words: 'action-drill',
    pinyin: 'gu zhang yan lian',
    scope: 'anywhere',
    why: () => (stage.desk?.drill || outages.open.length ? t('drill-not-now') : undefined),
    run: () => void ipc.beginDrill(),
  },
];
