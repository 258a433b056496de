// One line at the foot of the window: what just happened here, or what can still be undone.
import type { IconName } from './icons';

type Toast = { id: number; icon: IconName; text: string; undo?: { text: string; act: () => void } };

class Toasts {
  shown = $state<Toast | null>(null);
  #next = 1;
  #timer: ReturnType<typeof setTimeout> | null = null;

  say(icon: IconName, text: string, undo?: Toast['undo'], stay = undo ? 10_000 : 4_000) {
    const id = this.#next++;
    this.shown = { id, icon, text, undo };
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.clear(), stay);
  }

  clear() {
    if (this.#timer) clearTimeout(this.#timer);
    this.shown = null;
  }
}

export const toasts = new Toasts();
