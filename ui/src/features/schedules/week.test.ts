// The arithmetic of a week: what is typed, moved, copied and met.
import { expect, test } from 'vitest';
import type { PeriodDraft } from '../../ipc';
import { changesOf, draftOf, planOf } from './plan';
import {
  added,
  copied,
  DAYS,
  endedAt,
  minuteOf,
  moved,
  ofDay,
  overlapping,
  periodsOf,
  spansOf,
  spanText,
  startedAt,
  typedFrom,
  typedTo,
  WORKDAYS,
} from './week';

const week = (...periods: [PeriodDraft['day'], string, string][]) =>
  spansOf(periods.map(([day, from, to]) => ({ day, from, to })));
const only = (...period: [PeriodDraft['day'], string, string]) => week(period)[0]!;

test('times of day are read up to 24:00 and nothing else is one', () => {
  expect(['8:00', '08:05', '24:00', '0:00', '８'].map(minuteOf)).toEqual([480, 485, 1440, 0, null]);
  expect(['24:01', '12:60', '12', '12:5', '', 'noon', '112:00'].map(minuteOf)).toEqual(Array(7).fill(null));
});

test('an end that is not after the start lies on the next day, and is written as the clock shows it', () => {
  const night = only('wed', '24:00', '8:00');
  expect([night.from, night.to]).toEqual([1440, 1920]);
  expect(spanText(night)).toBe('24:00–8:00');
  expect(only('wed', '18:00', '24:00').to).toBe(1440);
  expect(only('wed', '9:00', '9:00').to).toBe(540 + 1440);
  for (const [from, to] of [
    ['24:00', '08:00'],
    ['00:00', '24:00'],
    ['24:00', '24:00'],
    ['22:30', '06:15'],
    ['09:00', '09:00'],
  ] as const)
    expect(periodsOf([only('sat', from, to)])).toEqual([{ day: 'sat', from, to }]);
});

test('it moves as a whole and stays on its day, and an edge keeps it a quarter of an hour long', () => {
  const day = only('mon', '8:00', '18:00');
  expect(moved(day, 15)).toMatchObject({ from: 495, to: 1095 });
  expect(moved(day, -1000)).toMatchObject({ from: 0, to: 600 });
  expect(moved(day, 5000)).toMatchObject({ from: 1440, to: 2040 });
  expect(endedAt(day, 0)).toMatchObject({ from: 480, to: 495 });
  expect(endedAt(day, 5000).to).toBe(480 + 1440);
  expect(startedAt(day, 2000).from).toBe(1065);
  expect(startedAt(endedAt(day, 1920), 0).from).toBe(480);
});

test('typed times leave the other end where the clock shows it', () => {
  expect(typedFrom(only('mon', '8:00', '18:00'), 1200)).toMatchObject({ from: 1200, to: 1080 + 1440 });
  expect(typedTo(only('mon', '22:00', '24:00'), 360)).toMatchObject({ from: 1320, to: 1800 });
});

test('a night meets the morning it runs into, Sunday’s night Monday’s too; what only touches does not', () => {
  const all = week(['mon', '6:00', '12:00'], ['sun', '22:00', '7:00'], ['mon', '12:00', '18:00']);
  const sunday = all.find((span) => span.day === 'sun')!;
  expect(overlapping(all, sunday).map(spanText)).toEqual(['6:00–12:00']);
  expect(overlapping(all, all[1]!)).toEqual([]);
});

test('a copy takes the place of what it meets on the other days, and of nothing else', () => {
  const all = week(['mon', '8:00', '18:00'], ['tue', '9:00', '12:00'], ['tue', '20:00', '24:00'], ['sat', '10:00', '11:00']);
  const every = copied(all, all[0]!, DAYS);
  expect(DAYS.map((day) => ofDay(every, day).length)).toEqual([1, 2, 1, 1, 1, 1, 1]);
  expect(ofDay(every, 'tue').map(spanText)).toEqual(['8:00–18:00', '20:00–24:00']);
  expect(ofDay(copied(all, all[0]!, WORKDAYS), 'sat').map(spanText)).toEqual(['10:00–11:00']);
  expect(new Set(every.map((span) => span.id)).size).toBe(every.length);
});

test('a new period goes where there is room', () => {
  const fresh = (...periods: [PeriodDraft['day'], string, string][]) => spanText(added(week(...periods), 'mon').span);
  expect(fresh()).toBe('9:00–18:00');
  expect(fresh(['mon', '8:00', '18:00'])).toBe('18:00–24:00');
  expect(fresh(['mon', '8:00', '18:00'], ['mon', '20:00', '24:00'])).toBe('18:00–20:00');
  expect(fresh(['mon', '8:00', '24:00'])).toBe('0:00–8:00');
});

test('changes are counted by what a person would name: the name, a day, a date', () => {
  const before = planOf({
    key: 'day',
    name: 'Day',
    zone: 'Asia/Shanghai',
    version: 1,
    week: WORKDAYS.map((day) => ({ day, from: '9:00', to: '18:00' })),
    holidays: [{ date: '2027-01-01', label: 'New Year' }],
    makeup: [],
  });
  expect(changesOf(before, before)).toBe(0);
  const wider = { ...before, week: copied(before.week, typedTo(before.week[0]!, 1200), DAYS) };
  expect(changesOf(before, wider)).toBe(6);
  const named = { ...before, name: ' Day ', dates: [{ date: '2027-01-01', label: 'New Year', like: 'mon' as const }] };
  expect(changesOf(before, named)).toBe(1);
  expect(draftOf(named)).toMatchObject({ name: 'Day', holidays: [], makeup: [{ date: '2027-01-01', like: 'mon' }] });
});
