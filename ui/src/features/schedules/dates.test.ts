// Dates without a zone, and the clock on the wall of another.
import { expect, test } from 'vitest';
import { asIfHere, dayAfter, knownZone, mondayOf, nextDay, readDate, wallOf, weekdayOf, zonesLike } from './dates';

test('dates are reckoned without any zone', () => {
  expect(weekdayOf('2026-12-09')).toBe('wed');
  expect(mondayOf('2026-12-13')).toBe('2026-12-07');
  expect(mondayOf('2026-12-07')).toBe('2026-12-07');
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29');
  expect(nextDay('2026-12-11', 'fri'), 'the one after, on a Friday').toBe('2026-12-18');
  expect(nextDay('2026-12-12', 'fri')).toBe('2026-12-18');
  expect(nextDay('2026-12-10', 'fri')).toBe('2026-12-11');
});

test('a date is read as people write it', () => {
  expect(['2026-12-9', '2026/12/09', '2026年12月9日'].map(readDate)).toEqual(Array(3).fill('2026-12-09'));
  expect(['', '2026-13-01', '2026-02-30', 'soon'].map(readDate)).toEqual([null, null, null, null]);
});

test('the wall of a zone, and this computer’s clock made to show it', () => {
  const ms = Date.parse('2026-12-09T15:40:00Z');
  expect(wallOf(ms, 'Asia/Shanghai')).toEqual({ date: '2026-12-09', minute: 23 * 60 + 40 });
  expect(wallOf(ms, 'America/New_York')).toEqual({ date: '2026-12-09', minute: 10 * 60 + 40 });
  expect(wallOf(Date.parse('2026-12-09T16:00:00Z'), 'Asia/Shanghai')).toEqual({ date: '2026-12-10', minute: 0 });
  expect(wallOf(ms, 'Nowhere/Else')).toBeNull();
  expect(new Date(asIfHere(ms, 'America/New_York')).getHours()).toBe(10);
  expect(knownZone('Europe/Berlin')).toBe(true);
  expect(['Berlin', '', '+08:00'].map(knownZone)).toEqual([false, false, false]);
});

test('zones are offered by the beginnings of their words first', () => {
  const all = ['America/Shiprock', 'Asia/Kashgar', 'Asia/Shanghai', 'America/New_York'];
  expect(zonesLike(all, 'sh', 3)).toEqual(['America/Shiprock', 'Asia/Shanghai', 'Asia/Kashgar']);
  expect(zonesLike(all, 'new y', 3)).toEqual(['America/New_York']);
});
