// The window's words: Fluent catalogues of three languages, and t(), which follows the chosen one.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { DeskError, Language, Reason } from '../ipc';

/** Every catalogue but those that only Rust and the team server speak from. */
const sources = import.meta.glob<string>(['../../../locales/*/*.ftl', '!**/server.ftl', '!**/alerts.ftl'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

function bundle(lang: Language) {
  const made = new FluentBundle(lang, { useIsolating: false });
  for (const [path, source] of Object.entries(sources))
    if (path.includes(`/${lang}/`)) made.addResource(new FluentResource(source));
  return made;
}

const bundles: Record<Language, FluentBundle> = { en: bundle('en'), 'zh-Hans': bundle('zh-Hans'), 'zh-Hant': bundle('zh-Hant') };

class Words {
  lang = $state<Language>('en');
}
const words = new Words();

export const lang = () => words.lang;
export function speak(next: Language) {
  words.lang = next;
}

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
  const message = bundles[which].getMessage(id);
  if (!message?.value) return id;
  return bundles[which].formatPattern(message.value, args ?? null, []);
}

/** The text of a message in the chosen language. Reactive: reading it inside a component follows the language. */
export const t = (id: string, args?: Args) => inLang(words.lang, id, args);

export const known = (id: string) => bundles[words.lang].hasMessage(id);

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
