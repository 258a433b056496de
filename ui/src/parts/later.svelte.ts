// A part of the window that is read from the disk when it is first wanted.
import type { Component } from 'svelte';
import { allWords } from '../words/index.svelte';

export class Later<P extends Record<string, unknown>> {
  component = $state.raw<Component<P> | null>(null);
  #coming: Promise<void> | null = null;
  constructor(readonly source: () => Promise<{ default: Component<P> }>) {}

  load(): Promise<void> {
    this.#coming ??= Promise.all([this.source(), allWords()]).then(
      ([module]) => void (this.component = module.default),
      (e: unknown) => {
        this.#coming = null;
        throw e;
      },
    );
    return this.#coming;
  }
}

export const later = <P extends Record<string, unknown> = Record<string, never>>(
  source: () => Promise<{ default: Component<P> }>,
) => new Later<P>(source);
