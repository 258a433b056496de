// Days as they are written and read.
import { expect, test } from 'vitest';
import { readDay, writtenDay } from './times';

test('a day is read however it is written, and written one way', () => {
  for (const text of ['2026-12-31', '2026/12/31', '2026.12.31', ' 2026年12月31日 '])
    expect(writtenDay(readDay(text)!)).toBe('2026-12-31');
  expect(readDay('2026-12-31', true)! - readDay('2026-12-31')!).toBe(86_399_000);
  expect(readDay(' ')).toBeNull();
  for (const text of ['tomorrow', '2026-02-30', '2026-13-01', '31.12.2026']) expect(readDay(text), text).toBeUndefined();
});
