// The first steps through the window: which one is shown, and that they were shown once.
import type { IconName } from '../../parts/icons';
import { settings } from '../settings/settings.svelte';

export type Step = {
  id: 'list' | 'next-up' | 'write' | 'state' | 'find' | 'capture';
  icon: IconName;
  /** The part of the window it points at; the first that is there. */
  at: string[];
  /** Commands whose keys its words name. */
  keys: string[];
};

export const STEPS: Step[] = [
  { id: 'list', icon: 'list', at: ['.pane.list', '.work'], keys: ['move-down', 'move-up'] },
  { id: 'next-up', icon: 'next', at: ['[data-testid="next-up"]'], keys: ['next'] },
  {
    id: 'write',
    icon: 'reply',
    at: ['[data-testid="composer"]', '[data-testid="conversation"]', '.work'],
    keys: ['reply', 'send'],
  },
  { id: 'state', icon: 'online', at: ['[data-testid="banner"]', '.statusbar'], keys: [] },
  { id: 'find', icon: 'search', at: ['[data-testid="open-palette"]'], keys: ['palette', 'keys'] },
  { id: 'capture', icon: 'capture', at: ['[data-testid="open-capture"]'], keys: ['capture', 'help'] },
];

class Tour {
  at = $state<number | null>(null);
  /** The person asked for it, so that it may take the caret. */
  asked = $state(false);

  get shown(): Step | null {
    return this.at === null ? null : (STEPS[this.at] ?? null);
  }
  start(asked = false) {
    this.asked = asked;
    this.at = 0;
  }
  /** A desk that opens for the first time. */
  begin() {
    if (settings.known && !settings.now.toured && this.at === null) this.start();
  }
  go(by: number) {
    const to = (this.at ?? 0) + by;
    if (to >= STEPS.length) return this.end();
    this.at = Math.max(0, to);
  }
  /** Gone through or passed over: it does not come by itself again. */
  end() {
    this.at = null;
    if (!settings.now.toured) void settings.change({ toured: true });
  }
  reset() {
    this.at = null;
    this.asked = false;
  }
}

export const tour = new Tour();
