// The invented desk's outage: what of a clock's time lies in it, marked as the real desk marks it.
import type { AlertRow, ClockStory, Connection, StretchView } from './wire';

export type Unmarked = Omit<ClockStory, 'lost' | 'stretches'> & { stretches: Omit<StretchView, 'outage'>[] };
type Span = [from: number, to: number];

/** The one that goes on, while the desk is offline. */
export const outageOf = (line: Connection, now: number): Span | null => (line.state === 'offline' ? [line.since, now] : null);

export function marked(story: Unmarked, outage: Span | null): ClockStory {
  const [from, to] = outage ?? [0, 0];
  const stretches = story.stretches.flatMap((stretch) => {
    const cuts = [stretch.from, from, to, stretch.to]
      .filter((at) => at >= stretch.from && at <= stretch.to)
      .sort((a, b) => a - b);
    return cuts.slice(1).flatMap((end, i) => {
      const begin = cuts[i]!;
      return end === begin ? [] : [{ ...stretch, from: begin, to: end, outage: begin >= from && end <= to }];
    });
  });
  const lost = stretches
    .filter((one) => one.outage && one.counted === 'running')
    .reduce((sum, one) => sum + one.to - one.from, 0);
  return { ...story, stretches, lost: lost || null };
}

export const markedAlert = (alert: AlertRow, outage: Span | null): AlertRow => ({
  ...alert,
  lost: outage && alert.level !== 'warning' ? outage[1] - outage[0] : null,
});
