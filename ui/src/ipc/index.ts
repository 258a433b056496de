// The window's only door to Rust. Everything else imports `ipc` and the types from here.
import type { DeskError, Ipc } from './wire';
import { guise } from '../words/guise';
import { tauri } from './tauri';

export type * from './wire';

let wire: Ipc = tauri;

/** Always the current wire: Tauri in the app, an invented desk in a plain browser and in tests. */
export const ipc: Ipc = new Proxy({} as Ipc, {
  get: (_, name) => (wire[name as keyof Ipc] as (...a: never[]) => unknown).bind(wire),
});

export function speakThrough(other: Ipc) {
  wire = other;
}

/** In a plain browser of a development build there is no Rust: use the invented desk. The constant drops this from the real bundle. */
export async function openWire() {
  if (__INVENTED__ && !('__TAURI_INTERNALS__' in window)) {
    const { inventedDesk } = await import('./invented');
    const asked = new URLSearchParams(location.search);
    // Not a language but a look at the layout: the catalogues in English, longer and with accents.
    if (asked.get('lang') === 'pseudo') {
      guise.wear();
      asked.set('lang', 'en');
    }
    speakThrough(inventedDesk(asked));
  }
}

export function asDeskError(e: unknown): DeskError {
  if (typeof e === 'object' && e !== null && 'code' in e) {
    const { code, detail } = e as { code: unknown; detail?: Record<string, string> };
    return { code: String(code), detail: detail ?? {} };
  }
  return { code: 'internal', detail: { reference: e instanceof Error ? e.message : String(e) } };
}
