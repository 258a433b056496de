// The three catalogues say the same things, and every word the window asks for exists.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesOf } from '../../plugins/catalogues';
import { commands } from '../frame/commands';
import { ERRORS } from './test-errors';
import { FAMILIES, FROM_RUST } from './test-words';

const root = join(import.meta.dirname, '../../..');
const langs = ['en', 'zh-Hans', 'zh-Hant'] as const;
type Catalogue = Map<string, Set<string>>;

function read(lang: string): Catalogue {
  const found: Catalogue = new Map();
  for (const file of filesOf(lang)) {
    let id = '';
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const start = /^([a-zA-Z][\w-]*) =/.exec(line);
      if (start) {
        id = start[1]!;
        expect(found.has(id), `${lang}: ${id} is there twice`).toBe(false);
        found.set(id, new Set());
      }
      for (const name of line.matchAll(/\$(\w+)/g)) found.get(id)!.add(name[1]!);
    }
  }
  return found;
}
const catalogues = Object.fromEntries(langs.map((l) => [l, read(l)])) as Record<(typeof langs)[number], Catalogue>;

test('the three catalogues have the same messages with the same variables', () => {
  for (const lang of langs.slice(1)) {
    expect([...catalogues[lang].keys()]).toEqual([...catalogues.en.keys()]);
    for (const [id, names] of catalogues.en)
      expect([...catalogues[lang].get(id)!].sort(), `${lang} ${id}`).toEqual([...names].sort());
  }
});

/** The text of each message, with its variants. */
function texts(lang: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of filesOf(lang)) {
    let id = '';
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const start = /^([a-zA-Z][\w-]*) =(.*)/.exec(line);
      if (start) id = start[1]!;
      if (start || /^\s/.test(line)) found.set(id, `${found.get(id) ?? ''}${start ? start[2] : `\n${line}`}`);
    }
  }
  return found;
}

test('what is counted is said rightly of one and of many', () => {
  // Limits, which are never one. Everything else that counts things chooses its words by the number.
  const limits = [
    'attachment-too-many-files',
    'passphrase-hint',
    'passphrase-too-short',
    'error-schedule-too-many',
    'selected-most',
    'selected-full',
    'error-filter-too-many',
    'error-too-many',
  ];
  const counted = /\{ \$(n|m|of|count|total|most|done|left|days|hours|minutes) \} (?:\w+ )?(?:\w{2,}s|were|are|have|wait)\b/;
  for (const [id, text] of texts('en')) {
    const name = counted.exec(text)?.[1];
    if (name && !limits.includes(id)) expect(text, id).toContain(`{ $${name} ->`);
    for (const choice of text
      .split('->')
      .slice(1)
      .filter((part) => part.includes('[other]')))
      expect(choice, id).toMatch(/\[one\][^]*\*\[other\]/);
  }
  // Chinese has one form. A number said in words of its own, as 0, is another matter.
  for (const lang of ['zh-Hans', 'zh-Hant'])
    for (const [id, text] of texts(lang)) expect(text, `${lang} ${id}`).not.toContain('[one]');
});

test('every error and every key that Rust sends has its words', () => {
  for (const [code, names] of Object.entries(ERRORS))
    expect([...(catalogues.en.get(`error-${code}`) ?? ['missing'])].sort(), code).toEqual([...names].sort());
  for (const id of FROM_RUST) expect(catalogues.en.has(id), id).toBe(true);
  for (const [family, members] of Object.entries(FAMILIES))
    for (const m of members) expect(catalogues.en.has(`${family}-${m}`), `${family}-${m}`).toBe(true);
});

test('no message the window asks for is missing', () => {
  const files = readdirSync(join(root, 'ui/src'), { recursive: true, encoding: 'utf8' }).filter(
    (f) => /\.(svelte|ts)$/.test(f) && !/test/.test(f),
  );
  const missing = new Set<string>();
  for (const file of files) {
    const source = readFileSync(join(root, 'ui/src', file), 'utf8');
    for (const call of source.matchAll(/\bt\(([^)]*)/g)) {
      for (const literal of call[1]!.split('{ ')[0]!.matchAll(/'([a-z][\w-]+)'/g))
        if (!catalogues.en.has(literal[1]!) && !/[=!]==? '/.test(call[1]!)) missing.add(`${file}: ${literal[1]}`);
      for (const family of call[1]!.matchAll(/`([a-z-]+)-\$\{/g))
        expect(Object.keys({ ...FAMILIES, hello: 1, error: 1, action: 1, announce: 1 }), file).toContain(family[1]);
    }
    for (const named of source.matchAll(/'((?:busy|sheet|keys|help|hello|palette|action|announce)-[\w-]+)'/g))
      if (!catalogues.en.has(named[1]!)) missing.add(`${file}: ${named[1]}`);
  }
  expect([...missing]).toEqual([]);
});

test('every command has its words', () => {
  for (const command of commands) expect(catalogues.en.has(command.words), command.words).toBe(true);
});
