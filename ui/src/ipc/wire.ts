// What the window may ask of Rust, as types: read off the generated commands, so that it cannot drift from them.
import type { commands, Settings as Given, Tag } from './bindings';

export type * from './bindings';

/** Rust always answers with every setting. */
export type Settings = Required<Given>;

type Commands = typeof commands;
type Good<R> = R extends { status: 'ok'; data: infer D } ? D : R extends { status: 'error' } ? never : R;
type Plain<D> = [D] extends [null] ? void : D extends Given ? Required<D> : D;
type Calls = {
  [K in keyof Commands]: (...given: Parameters<Commands[K]>) => Promise<Plain<Good<Awaited<ReturnType<Commands[K]>>>>>;
};

/** Every command answers with its data or throws a DeskError. */
export interface Ipc extends Calls {
  /** Re-read what the tags name. */
  onChanged(f: (tags: Tag[]) => void): () => void;
  /** A notification was clicked: `toOpen` says what it asks for. */
  onOpens(f: () => void): () => void;
}
