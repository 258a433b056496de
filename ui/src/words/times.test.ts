// Days as they are written and read.
import { expect, test } from 'vitest';
import { speak } from './index.svelte';
import { dateOnly, readDay, readTime, writtenDay } from './times';

test('a day is read however it is written, and written one way', () => {
  for (const text of ['2026-12-31', '2026/12/31', '2026.12.31', ' 2026年12月31日 '])
    expect(writtenDay(readDay(text)!)).toBe('2026-12-31');
  expect(readDay('2026-12-31', true)! - readDay('2026-12-31')!).toBe(86_399_000);
  expect(readDay(' ')).toBeNull();
  for (const text of ['tomorrow', '2026-02-30', '2026-13-01', '31.12.2026']) expect(readDay(text), text).toBeUndefined();
});

test('a time of day is read however it is written', () => {
  for (const text of ['8', '8:00', '08:00', '0800', ' 8：00 ', '8.00']) expect(readTime(text), text).toBe('08:00');
  for (const text of ['', '24:00', '22:60', 'eight', '8:0', '22:00:00']) expect(readTime(text), text).toBeUndefined();
});

test('a day is said in the order of the language, and with its year when that is another one', async () => {
  const [day, now] = [new Date(2026, 10, 6).getTime(), new Date(2026, 11, 3).getTime()];
  const later = new Date(2027, 0, 9).getTime();
  expect([dateOnly(day, now), dateOnly(later, now)]).toEqual(['6 Nov', '9 Jan 2027']);
  await speak('zh-Hans');
  expect([dateOnly(day, now), dateOnly(later, now)]).toEqual(['11月6日', '2027年1月9日']);
  await speak('zh-Hant');
  expect([dateOnly(day, now), dateOnly(later, now)]).toEqual(['11月6日', '2027年1月9日']);
  await speak('en');
});
