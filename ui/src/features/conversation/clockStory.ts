// The life of a clock as a bar: its stretches, cut at now and at the due time.
import type { ClockStory } from '../../ipc';

export type Kind = 'running' | 'closed' | 'paused' | 'over' | 'ahead';
/** Places are shares of the whole bar, in percent. */
export type Segment = { from: number; to: number; kind: Kind; outage: boolean; at: number; wide: number };
/** Only the first of a day says which. */
export type Tick = { ms: number; at: number; newDay: boolean };
export type Drawn = { segments: Segment[]; ticks: Tick[]; now: number | null; due: number; sums: Record<Kind, number> };

const minute = 60_000;
const hour = 60 * minute;
const STEPS = [1, 2, 5, 10, 15, 30].map((m) => m * minute).concat([1, 2, 4, 6, 12, 24, 48, 24 * 7, 24 * 28].map((h) => h * hour));
const MOST_TICKS = 8;

export function drawn(story: ClockStory, now: number): Drawn {
  const until = story.metAt ?? now;
  const end = Math.max(story.due, until);
  const whole = Math.max(end - story.start, 1);
  const place = (ms: number) => (100 * (ms - story.start)) / whole;
  const sums: Record<Kind, number> = { running: 0, closed: 0, paused: 0, over: 0, ahead: 0 };
  const segments: Segment[] = [];
  // What was read a while ago ends there; the clock has gone on.
  const last = story.stretches.length - 1;
  story.stretches.forEach(({ from, to, counted, outage }, n) => {
    const ends = n === last ? end : Math.min(to, end);
    const cuts = [from, story.due, until, ends].filter((ms) => ms >= from && ms <= ends).sort((a, b) => a - b);
    cuts.slice(1).forEach((cut, i) => {
      const begins = cuts[i]!;
      if (cut === begins) return;
      const kind = counted !== 'running' ? counted : begins >= story.due ? 'over' : begins >= until ? 'ahead' : 'running';
      sums[kind] += cut - begins;
      segments.push({
        from: begins,
        to: cut,
        kind,
        outage: outage && (kind === 'running' || kind === 'over'),
        at: place(begins),
        wide: place(cut) - place(begins),
      });
    });
  });
  const met = story.metAt !== null;
  return {
    segments,
    ticks: ticks(story.start, end - story.start, place),
    now: met ? null : place(now),
    due: place(story.due),
    sums,
  };
}

/** Round clock times, so few that their words have room. */
function ticks(start: number, whole: number, place: (ms: number) => number): Tick[] {
  const step = STEPS.find((step) => whole / step <= MOST_TICKS) ?? STEPS[STEPS.length - 1]!;
  const zone = new Date(start).getTimezoneOffset() * minute;
  const first = Math.ceil((start - zone) / step) * step + zone;
  const all: Tick[] = [];
  const day = (ms: number) => new Date(ms).getDate();
  // What begins at the very end has no room for its words.
  for (let ms = first; place(ms) <= 92 && all.length <= MOST_TICKS; ms += step)
    all.push({ ms, at: place(ms), newDay: day(ms) !== day(all[all.length - 1]?.ms ?? start) });
  return all;
}
