// What the window reads before it paints the first time has a limit. The build fails above it.
import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

/** Bytes, gzipped: the entry and what it imports, the screens of the first paint, the styles, and the largest catalogue. */
const LIMIT = 150_000;

/** The open desk is in the entry; where it is locked, this is on the screen instead. */
const SCREENS = ['/stage/Stage.svelte'];

const weigh = (source: string | Uint8Array) => gzipSync(source, { level: 9 }).length;

export const firstPaint = (): Plugin => ({
  name: 'first-paint',
  apply: 'build',
  writeBundle(_, bundle) {
    const files = Object.values(bundle);
    const chunks = files.filter((file): file is Rollup.OutputChunk => file.type === 'chunk');
    const counted = new Set<Rollup.OutputChunk>();
    const count = (chunk: Rollup.OutputChunk | undefined) => {
      if (!chunk || counted.has(chunk)) return;
      counted.add(chunk);
      for (const file of chunk.imports) count(chunks.find((other) => other.fileName === file));
    };
    const screens = chunks.filter((chunk) => SCREENS.some((module) => chunk.facadeModuleId?.endsWith(module)));
    for (const chunk of [...chunks.filter((c) => c.isEntry), ...screens]) count(chunk);
    const catalogues = chunks.filter((chunk) => /catalogue:[^/]*$/.test(chunk.facadeModuleId ?? ''));
    if (screens.length !== SCREENS.length || catalogues.length !== 3)
      return this.error('plugins/first-paint.ts no longer finds the screens or the catalogues: bring it up to date.');
    const painted = new Set([...counted].flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
    const styles = files.filter((file): file is Rollup.OutputAsset => file.type === 'asset' && painted.has(file.fileName));
    if (!styles.length) return this.error('plugins/first-paint.ts no longer finds the styles: bring it up to date.');
    const js = [...counted].reduce((sum, chunk) => sum + weigh(chunk.code), 0);
    const css = styles.reduce((sum, asset) => sum + weigh(asset.source), 0);
    const words = Math.max(...catalogues.map((chunk) => weigh(chunk.code)));
    const all = js + css + words;
    const said = `first paint: ${all} bytes gzipped (scripts ${js}, styles ${css}, words ${words}) of ${LIMIT}`;
    if (all > LIMIT)
      this.error(
        `${said}. Load what the first paint does not show later: give it a page in src/frame/pages.ts and show it through parts/Later.svelte.`,
      );
    console.info(said);
  },
});
