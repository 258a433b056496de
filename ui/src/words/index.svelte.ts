// The window's words: Fluent catalogues of three languages, and t(), which follows the chosen one.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { DeskError, Language, Reason } from '../ipc';
import { guise } from './guise';

/** One language's catalogues. They come when the language is first wanted. */
class Catalogue {
  bundle = $state.raw<FluentBundle | null>(null);
  #coming: Promise<void> | null = null;
  constructor(
    readonly lang: Language,
    readonly source: () => Promise<{ default: string }>,
  ) {}

  load(): Promise<void> {
    this.#coming ??= this.source().then(
      (module) => {
        const made = new FluentBundle(this.lang, { useIsolating: false, transform: guise.letters });
        made.addResource(new FluentResource(module.default));
        this.bundle = made;
      },
      (e: unknown) => {
        this.#coming = null;
        throw e;
      },
    );
    return this.#coming;
  }
}

const catalogues: Record<Language, Catalogue> = {
  en: new Catalogue('en', () => import('catalogue:en')),
  'zh-Hans': new Catalogue('zh-Hans', () => import('catalogue:zh-Hans')),
  'zh-Hant': new Catalogue('zh-Hant', () => import('catalogue:zh-Hant')),
};

class Words {
  lang = $state<Language>('en');
}
const words = new Words();
let wanted: Language = 'en';

export const lang = () => words.lang;

/** Speaks the language: at once when its words are here, else as soon as they are. */
export async function speak(next: Language) {
  wanted = next;
  if (catalogues[next].bundle) words.lang = next;
  else await catalogues[next].load().then(() => wanted === next && (words.lang = next));
}

/** The words of all languages: the palette finds its actions by any of them. */
export const loadAllWords = () => Promise.all(Object.values(catalogues).map((catalogue) => catalogue.load()));

/** What the computer speaks, as far as we speak it too. */
export function systemLang(languages: readonly string[] = navigator.languages): Language {
  for (const tag of languages) {
    if (/^zh\b.*\b(Hant|TW|HK|MO)\b/i.test(tag)) return 'zh-Hant';
    if (/^zh\b/i.test(tag)) return 'zh-Hans';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}

export type Args = Record<string, FluentVariable>;

export function inLang(which: Language, id: string, args?: Args): string {
  const { bundle } = catalogues[which];
  const message = bundle?.getMessage(id);
  if (!bundle || !message?.value) return id;
  return guise.whole(bundle.formatPattern(message.value, args ?? null, []));
}

/** The text of a message in the chosen language. Reactive: reading it inside a component follows the language. */
export const t = (id: string, args?: Args) => inLang(words.lang, id, args);

export const known = (id: string) => !!catalogues[words.lang].bundle?.hasMessage(id);

/** Rust names a status by its key; a person reads its name. */
function inWords(detail: Args): Args {
  const said = { ...detail };
  for (const side of ['from', 'to']) if (known(`status-${String(said[side])}`)) said[side] = t(`status-${String(said[side])}`);
  return said;
}

export function errorText(error: DeskError): string {
  const id = `error-${error.code}`;
  return known(id) ? t(id, inWords(error.detail)) : t('error-internal', { reference: error.code });
}

/** Why Rust says that something waits, is held or was rejected: a message of its own, an error, or nothing we know. */
export function reasonText(reason: Reason | null): string {
  if (!reason) return '';
  const code = reason.id.replace(/^error-/, '');
  const id = [`reason-${code}`, reason.id].find(known);
  return id ? t(id, { reference: code, ...inWords(reason.args) }) : t('reason-other', { reason: reason.id });
}
