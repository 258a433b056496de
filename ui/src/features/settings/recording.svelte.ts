// Choosing a key by pressing it: what was pressed so far, what stands in its way, and the ways on.
import type { Command } from '../../frame/command';
import { commandOf } from '../../frame/commands';
import { inTheWay, keyOf, reserved } from '../../frame/keymap';
import { isPlain, pressOf } from '../../parts/keyText';
import { composing } from '../../words/text';
import { settings } from './settings.svelte';

/** After the first key of two, how long the second is waited for. */
const PATIENCE = 1200;

class Recording {
  of = $state.raw<Command | null>(null);
  /** Pressed so far, in part or refused. */
  pressed = $state('');
  /** Why it cannot be taken, as the id of its words. */
  no = $state<string | null>(null);
  /** Who has it. */
  others = $state.raw<Command[]>([]);
  /** What was chosen before all were reset. */
  before = $state.raw<Record<string, string> | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  begin(of: Command) {
    this.end();
    this.of = of;
  }
  end() {
    clearTimeout(this.#timer);
    this.of = null;
    this.#again();
  }
  leave() {
    this.end();
    this.before = null;
  }
  #again() {
    clearTimeout(this.#timer);
    this.pressed = '';
    this.no = null;
    this.others = [];
  }

  press(e: KeyboardEvent) {
    const { of } = this;
    if (!of) return;
    // A key of an input method is the input method's; it is let through, and said.
    if (composing(e) || ['Dead', 'Process'].includes(e.key)) {
      this.#again();
      this.no = 'keys-no-ime';
      return;
    }
    // While it is said what stands in the way, the buttons there are reached as everywhere.
    if (this.others.length && ['Tab', 'Enter', ' '].includes(e.key)) return;
    e.preventDefault();
    e.stopPropagation();
    if (e.key === 'Escape') return this.end();
    const press = pressOf(e);
    if (!press || e.repeat) return;
    const first = this.others.length || this.no ? '' : this.pressed;
    this.#again();
    this.pressed = first ? `${first} ${press}` : press;
    this.no = reserved(of, this.pressed);
    if (this.no) return;
    if (!first && isPlain(press) && of.scope !== 'writing') this.#timer = setTimeout(() => this.take(), PATIENCE);
    else this.take();
  }

  /** Takes what was pressed, unless another has it. */
  take() {
    clearTimeout(this.#timer);
    const { of, pressed } = this;
    if (!of || !pressed) return;
    this.others = inTheWay(of, pressed);
    if (!this.others.length) this.#save({ [of.id]: pressed });
  }
  /** One that has just this key may have the former one of this command in exchange. */
  get mayExchange() {
    const [other] = this.others;
    if (!this.of || !other || this.others.length > 1 || keyOf(other) !== this.pressed || !keyOf(this.of)) return false;
    return !reserved(other, keyOf(this.of)) && !inTheWay(other, keyOf(this.of)).some((c) => c.id !== this.of?.id);
  }
  exchange() {
    const [other] = this.others;
    if (this.of && other) this.#save({ [this.of.id]: this.pressed, [other.id]: keyOf(this.of) });
  }
  takeAway() {
    if (this.of) this.#save({ [this.of.id]: this.pressed, ...Object.fromEntries(this.others.map((c) => [c.id, ''])) });
  }

  clear(of: Command) {
    this.end();
    this.#save({ [of.id]: '' });
  }
  /** Its own key again; whoever has got it meanwhile is asked about as with any other key. */
  reset(of: Command) {
    this.begin(of);
    this.pressed = of.key ?? '';
    if (this.pressed) this.take();
    else this.#save({ [of.id]: '' });
  }
  /** All as they came; what was chosen can be brought back until another key is chosen. */
  resetAll() {
    this.end();
    this.before = settings.now.keys ?? {};
    void settings.change({ keys: {} });
  }
  bringBack() {
    if (this.before) void settings.change({ keys: this.before });
    this.before = null;
  }

  /** What is a command's own key is nothing chosen. */
  #save(chosen: Record<string, string>) {
    const keys = { ...settings.now.keys, ...chosen };
    for (const id of Object.keys(chosen)) if (keys[id] === (commandOf(id)?.key ?? '')) delete keys[id];
    this.end();
    this.before = null;
    void settings.change({ keys });
  }
}

export const recording = new Recording();
