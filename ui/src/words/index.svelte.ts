// The window's words: Fluent catalogues of three languages, and t(), which follows the chosen one.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { DeskError, Language, Reason } from '../ipc';
import { guise } from './guise';

type Source = () => Promise<{ default: string }>;

/** One language's catalogues. They come when the language is first wanted: what the first paint says, then the rest. */
class Catalogue {
  bundle = $state.raw<FluentBundle | null>(null);
  #resources: FluentResource[] = [];
  #coming: (Promise<void> | null)[] = [null, null];
  constructor(
    readonly lang: Language,
    readonly sources: [first: Source, later: Source],
  ) {}

  first = (): Promise<void> => this.#load(0);
  whole = async (): Promise<void> => {
    await this.#load(0);
    await this.#load(1);
  };

  #load(part: 0 | 1): Promise<void> {
    return (this.#coming[part] ??= this.sources[part]().then(
      (module) => {
        this.#resources.push(new FluentResource(module.default));
        // A bundle of its own, so that what was asked of the one before is asked again.
        const made = new FluentBundle(this.lang, { useIsolating: false, transform: guise.letters });
        for (const resource of this.#resources) made.addResource(resource);
        this.bundle = made;
      },
      (e: unknown) => {
        this.#coming[part] = null;
        throw e;
      },
    ));
  }
}

const catalogues: Record<Language, Catalogue> = {
  en: new Catalogue('en', [() => import('catalogue:en'), () => import('catalogue:en/later')]),
  'zh-Hans': new Catalogue('zh-Hans', [() => import('catalogue:zh-Hans'), () => import('catalogue:zh-Hans/later')]),
  'zh-Hant': new Catalogue('zh-Hant', [() => import('catalogue:zh-Hant'), () => import('catalogue:zh-Hant/later')]),
};

class Words {
  lang = $state<Language>('en');
}
const words = new Words();
let wanted: Language = 'en';

export const lang = () => words.lang;

/** Once a page was shown that comes later, a language is spoken when all its words are here. */
let whole = false;

/** Speaks the language: at once when its words are here, else as soon as they are. */
export async function speak(next: Language) {
  wanted = next;
  if (next === words.lang && catalogues[next].bundle) return;
  await (whole ? catalogues[next].whole() : catalogues[next].first());
  if (wanted === next) words.lang = next;
}

/** All words of the language, for what the first paint does not show. */
export function allWords(): Promise<void> {
  whole = true;
  return catalogues[wanted].whole();
}

/** The words of all languages: the palette finds its actions by any of them. */
export const loadAllWords = () => Promise.all(Object.values(catalogues).map((catalogue) => catalogue.whole()));

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
