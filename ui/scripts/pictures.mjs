// A picture of every screen in three languages and two themes. `npm run pictures FOLDER`; a second word takes one screen.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser, serve } from './browser.mjs';
import { screens, show } from './screens.mjs';

const [folder, wanted] = process.argv.slice(2);
if (!folder) throw new Error('Where to? npm run pictures FOLDER');
mkdirSync(folder, { recursive: true });
const window = await browser();
const site = await serve(join(import.meta.dirname, '..', 'dist-invented'));
for (const [name, screen] of Object.entries(screens)) {
  if (wanted && name !== wanted) continue;
  for (const language of ['en', 'zh-Hans', 'zh-Hant'])
    for (const theme of ['light', 'dark']) {
      const [width, height] = screen.narrow ? [1024, 640] : [1440, 900];
      await window.size(width, height);
      const file = join(folder, `${name.replaceAll(/[^a-z]+/g, '-')}_${language}_${theme}.png`);
      try {
        await show(window, site.address, screen, `lang=${language}&theme=${theme}`);
      } catch (e) {
        console.log(`${name}: ${e.message}`);
        process.exitCode = 1;
      }
      const { data } = await window.page('Page.captureScreenshot', { format: 'png' });
      writeFileSync(file, Buffer.from(data, 'base64'));
    }
}
site.stop();
await window.stop();
