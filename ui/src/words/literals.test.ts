// Words outside the catalogues are found where people would read them, and names and keys are left alone.
import { ESLint } from 'eslint';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const eslint = new ESLint({ cwd: join(import.meta.dirname, '../..') });
async function found(markup: string) {
  const [result] = await eslint.lintText(markup, { filePath: 'src/parts/Said.svelte' });
  return result!.messages.filter((m) => m.ruleId === 'holdfast/words').map((m) => m.message.split('”')[0]!.slice(1));
}

test('words in markup, in attributes and in expressions are found', { timeout: 30_000 }, async () => {
  expect(await found('<p>Hello there</p>')).toEqual(['Hello there']);
  expect(await found('{#if 1}你好{/if}')).toEqual(['你好']);
  expect(await found('<button title="Close it" aria-label={1 ? "Yes" : ""}>×</button>')).toEqual(['Close it', 'Yes']);
  expect(await found('<p>{`${1} left`}</p>')).toEqual([' left'.trim()]);
});

test('the product, key caps, classes and ids are no words', { timeout: 30_000 }, async () => {
  expect(await found('<b class="row" data-testid="x" id="y">Holdfast · 1</b><kbd>Ctrl K</kbd>')).toEqual([]);
});
