// The catalogues of one language as one module, `catalogue:en`: only what the window speaks, without comments.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const name = 'catalogue:';
const root = join(import.meta.dirname, '../../locales');

/** Only Rust and the team server speak from these. */
export const OTHERS = ['server.ftl', 'alerts.ftl'];

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
    const files = filesOf(id.slice(name.length + 1));
    for (const file of files) this.addWatchFile(file);
    return `export default ${JSON.stringify(files.map((file) => withoutComments(readFileSync(file, 'utf8'))).join('\n'))}`;
  },
});
