// What happy-dom lacks and the window needs: sizes for the virtual list, and everything in sight.
import { afterEach, beforeEach } from 'vitest';
import { stage } from './features/stage/stage.svelte';
import { forgetAll } from './frame/desk.svelte';
import { fetchAll } from './frame/pages';
import { toasts } from './parts/toast.svelte';

const ROW = 81;
const TALL = 900;

class Sizes {
  #told: ResizeObserverCallback;
  constructor(told: ResizeObserverCallback) {
    this.#told = told;
  }
  observe(target: Element) {
    const height = target.getAttribute('role') === 'listbox' ? TALL : ROW;
    const entry = { target, contentRect: { width: 340, height } } as unknown as ResizeObserverEntry;
    queueMicrotask(() => this.#told([entry], this as unknown as ResizeObserver));
  }
  unobserve() {}
  disconnect() {}
}

class Sight {
  #told: IntersectionObserverCallback;
  constructor(told: IntersectionObserverCallback) {
    this.#told = told;
  }
  observe(target: Element) {
    const entry = { target, isIntersecting: true } as unknown as IntersectionObserverEntry;
    queueMicrotask(() => this.#told([entry], this as unknown as IntersectionObserver));
  }
  unobserve() {}
  disconnect() {}
}

Object.defineProperty(HTMLElement.prototype, 'offsetParent', { configurable: true, get: () => document.body });
globalThis.ResizeObserver = Sizes as unknown as typeof ResizeObserver;
globalThis.IntersectionObserver = Sight as unknown as typeof IntersectionObserver;
Element.prototype.scrollIntoView = () => undefined;

// What a story waits for is the desk, not the disk.
await fetchAll();

beforeEach(() => {
  stage.reset();
});
afterEach(() => {
  forgetAll();
  toasts.clear();
});
