// Opens every screen of the invented build in Chromium and looks at it with axe and with a ruler. `npm run access`; `-- held` looks at one.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser, serve } from './browser.mjs';
import { clipped } from './clipped.mjs';
import { screens, show } from './screens.mjs';

const root = join(import.meta.dirname, '..');
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const [wanted] = process.argv.slice(2);
const chosen = Object.entries(screens).filter(([name]) => !wanted || name === wanted);

/** What the root element says of the look; contrast is judged in each. */
const looks = {
  light: { theme: 'light', contrast: 'normal' },
  dark: { theme: 'dark', contrast: 'normal' },
  'light, high contrast': { theme: 'light', contrast: 'high' },
  'dark, high contrast': { theme: 'dark', contrast: 'high' },
};
/** How the words are, and the windows they are looked at in. 1024×640 is 2048×1280 at 200 %. */
const layouts = {
  'lang=en': [
    ['1024×640', 1024, 640],
    ['3840×2160', 3840, 2160],
    ['1440×900, spaced', 1440, 900, true],
  ],
  'lang=pseudo': [
    ['1440×900, pseudo', 1440, 900],
    ['1024×640, pseudo', 1024, 640],
  ],
  'lang=zh-Hans&density=compact': [['1024×640, 简体, compact', 1024, 640]],
};
/** WCAG 1.4.12: text may be spaced this far without loss. */
const spaced = `document.head.insertAdjacentHTML('beforeend', '<style>*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}</style>')`;
const rest = `new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))`;

/** What lies under something modal is not there for anybody. */
const rules = `axe.run(document.querySelector('[aria-modal="true"]') ?? document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
}).then(({ violations }) => violations.flatMap((v) => v.nodes.map((n) => v.id + '  ' + n.target.join(' ') + '  ' + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? v.help).slice(0, 170))))`;

const window = await browser();
const site = await serve(join(root, 'dist-invented'));
const table = [];
let found = 0;

function judged(row, kind, wrong) {
  for (const line of wrong) console.log(`${row.name} · ${kind}: ${line}`);
  row[kind] = wrong.length;
  found += wrong.length;
}

async function judge(row, screen) {
  for (const [params, sizes] of Object.entries(layouts)) {
    await window.size(...(screen.narrow ? [1024, 640] : [1440, 900]));
    await show(window, site.address, screen, params);
    if (params === 'lang=en') {
      await window.run(axe);
      for (const [kind, look] of Object.entries(looks)) {
        await window.run(`Object.assign(document.documentElement.dataset, ${JSON.stringify(look)})`);
        judged(row, kind, await window.run(rules));
      }
    }
    for (const [kind, width, height, wide] of sizes) {
      if (screen.narrow && width > 1240) continue;
      await window.size(width, height);
      // What is placed where its button was goes when the window changes.
      if (screen.anew) await show(window, site.address, screen, params);
      if (wide) await window.run(spaced);
      await window.run(rest);
      judged(row, kind, await window.run(clipped));
    }
  }
}

for (const [name, screen] of chosen) {
  const row = { name };
  table.push(row);
  await judge(row, screen).catch((e) => judged(row, 'light', [e.message]));
}
const kinds = [...Object.keys(looks), ...Object.values(layouts).flatMap((sizes) => sizes.map(([kind]) => kind))];
const line = (cells) => `| ${cells.join(' | ')} |`;
const said = [line(['Screen', ...kinds]), line(['---', ...kinds.map(() => '--:')])];
for (const row of table) said.push(line([row.name, ...kinds.map((kind) => row[kind] ?? '–')]));
if (process.env.ACCESS_TABLE) writeFileSync(process.env.ACCESS_TABLE, `${said.join('\n')}\n`);
console.log(`${chosen.length} screens, ${found} findings`);
site.stop();
await window.stop();
process.exitCode = found ? 1 : 0;
