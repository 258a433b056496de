// What a command is: one thing a person can do, with its words, its key, and where that key works.
import type { IconName } from '../parts/icons';
import type { Args } from '../words/index.svelte';

/** Where a command stands in the palette, on the sheet and in the settings; each is the id of its heading. */
export const GROUPS = [
  'palette-ticket',
  'palette-list',
  'palette-selected',
  'palette-go',
  'palette-alerts',
  'palette-held',
  'palette-schedules',
  'palette-outages',
  'palette-window',
  'palette-looks',
  'palette-alerting',
] as const;
export type Group = (typeof GROUPS)[number];

/** Where its key works. What lies further in comes before what lies around it. */
export type Scope = 'anywhere' | 'list' | 'selection' | 'ticket' | 'writing' | 'alerts' | 'held' | 'schedules' | 'calls';

export type Command = {
  id: string;
  group: Group;
  icon: IconName;
  /** The id of its words, and what they name. */
  words: string;
  args?: Args;
  /** The sound of its Chinese words, syllable by syllable; after a comma other words it is looked for by. */
  pinyin: string;
  /** Its own key, until the person chooses another: `Ctrl+Shift+N`, `N`, or one after the other `G M`. */
  key?: string;
  scope: Scope;
  /** Its key works also over a dialog that lies on the window. */
  over?: boolean;
  /** Within a text its key belongs to the text; or does so now. */
  notInText?: boolean | (() => boolean);
  /** Whether it can be meant now and is listed. A key is pressed knowingly, and the act says itself what cannot be. */
  here?: () => boolean;
  /** Why it cannot be done now, in words; it stays listed and says so. */
  why?: () => string | undefined;
  /** How it stands now, beside its name. */
  now?: () => string;
  run: () => void;
};
