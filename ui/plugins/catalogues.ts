// The catalogues of one language as two modules: `catalogue:en` is what the first paint says, `catalogue:en/later` what only the pages
// say that come after it. Only what the window speaks, without comments.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

const name = 'catalogue:';
const root = join(import.meta.dirname, '../../locales');

/** Only Rust and the team server speak from these. */
export const OTHERS = ['server.ftl', 'alerts.ftl'];

/** Nothing of these stands on the first paint: they come with the pages that say it (parts/Later.svelte). */
export const LATER = [
  'contingency.ftl',
  'customers.ftl',
  'drill.ftl',
  'help.ftl',
  'impact.ftl',
  'merging.ftl',
  'outages.ftl',
  'reading.ftl',
  'recording.ftl',
  'schedules.ftl',
  'writing.ftl',
];

export function filesOf(lang: string): string[] {
  return readdirSync(join(root, lang))
    .filter((file) => file.endsWith('.ftl') && !OTHERS.includes(file))
    .sort()
    .map((file) => join(root, lang, file));
}

const withoutComments = (source: string) => source.replace(/^#.*\n?/gm, '').replace(/\n{2,}/g, '\n');

export const catalogues = (): Plugin => ({
  name: 'catalogues',
  resolveId: (id) => (id.startsWith(name) ? `\0${id}` : undefined),
  load(id) {
    if (!id.startsWith(`\0${name}`)) return;
    const [lang, part] = id.slice(name.length + 1).split('/') as [string, 'later' | undefined];
    const files = filesOf(lang).filter((file) => LATER.includes(basename(file)) === (part === 'later'));
    for (const file of files) this.addWatchFile(file);
    return `export default ${JSON.stringify(files.map((file) => withoutComments(readFileSync(file, 'utf8'))).join('\n'))}`;
  },
});
