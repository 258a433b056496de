// What the reader has opened in the ticket that is open: quotes shown, long messages unfolded. Another ticket begins anew.
import { SvelteSet } from 'svelte/reactivity';

type Part = 'quote' | 'rest';

class Reading {
  #ticket: string | null = null;
  #open = new SvelteSet<string>();

  of(ticket: string) {
    if (this.#ticket === ticket) return;
    this.#ticket = ticket;
    this.#open.clear();
  }
  isOpen = (message: string, part: Part) => this.#open.has(`${part} ${message}`);
  toggle(message: string, part: Part) {
    const key = `${part} ${message}`;
    if (!this.#open.delete(key)) this.#open.add(key);
  }
}

export const reading = new Reading();
