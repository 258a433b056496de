// The invented language keeps what is counted and named, and makes every message longer.
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => vi.resetModules());

test('a message stands between brackets, is longer and has accents; what is put into it stays', async () => {
  vi.resetModules();
  const { guise } = await import('./guise');
  const { speak, t } = await import('./index.svelte');
  await speak('en');
  const plain = t('hand-over-title', { name: 'Mia' });
  guise.wear();
  const said = t('hand-over-title', { name: 'Mia' });
  expect(said).toMatch(/^\[.*Mia.*\]$/);
  expect(said.length).toBeGreaterThan(plain.length * 1.4);
  expect(said).not.toContain('Hand over');
});
