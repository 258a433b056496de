// What a clock says: its tone, icon and words, out of the due time and now.
import type { ClockKind, ClockView, TaskKind } from '../ipc';
import { t } from '../words/index.svelte';
import { lengthOf, when } from '../words/times';
import type { IconName } from './icons';

export type Tone = 'ok' | 'risk' | 'breach' | 'paused' | 'met' | 'doubtful';

const hour = 3_600_000;

export function clockFace(clock: ClockView, now: number): { tone: Tone; icon: IconName; text: string } {
  if (clock.state === 'met') {
    const text = clock.metAfter === null ? t('clock-met') : t('clock-met-after', { span: lengthOf(clock.metAfter) });
    return { tone: 'met', icon: 'check', text };
  }
  if (clock.state === 'paused' || clock.due === null) return { tone: 'paused', icon: 'pause', text: t('clock-paused') };

  const left = clock.due - now;
  const over = left <= 0;
  // A due time beyond the day's work is easier read as a clock time.
  const words = over ? lengthOf(-left) : left > 12 * hour ? when(clock.due, now) : lengthOf(left);
  if (clock.doubtful) {
    return { tone: 'doubtful', icon: 'uncertain', text: t(over ? 'clock-about-over' : 'clock-about', { span: words }) };
  }
  if (over || clock.state === 'breached') {
    return { tone: 'breach', icon: 'breach', text: t('clock-over', { span: over ? words : lengthOf(0) }) };
  }
  const text = left > 12 * hour ? words : t('clock-left', { span: words });
  return clock.state === 'warning' ? { tone: 'risk', icon: 'risk', text } : { tone: 'ok', icon: clockIcon(clock.kind), text };
}

const ORDER: ClockKind[] = [
  'firstResponse',
  'nextResponse',
  'resolution',
  'plan',
  'promise',
  'followUp',
  'requestAccepted',
  'requestProgress',
  'complaintStage',
  'decision',
  'mention',
];
/** One of each kind, in the order they run out, as people think of them. Of several of a kind it is the next due, as in its story. */
export function inOrder(clocks: ClockView[]): ClockView[] {
  const sorted = [...clocks].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.due ?? 0) - (b.due ?? 0));
  return sorted.filter((clock, at) => clock.kind !== sorted[at - 1]?.kind);
}

export const clockName = (kind: ClockKind) => t(`clock-${kind}`);

/** Runs to a time that somebody named, whatever becomes of the ticket. */
export const isOwed = (kind: ClockKind): kind is TaskKind => kind === 'promise' || kind === 'followUp';
/** What is asked of a department. */
export const isAsked = (kind: ClockKind) => kind === 'requestAccepted' || kind === 'requestProgress';
/** There may be several of the kind: each is about something that its story says. */
export const isAbout = (kind: ClockKind) => isOwed(kind) || isAsked(kind) || kind === 'complaintStage';

const ICONS: Partial<Record<ClockKind, IconName>> = {
  promise: 'promise',
  followUp: 'follow',
  requestAccepted: 'request',
  requestProgress: 'request',
  complaintStage: 'complaint',
  mention: 'at',
};
export const clockIcon = (kind: ClockKind): IconName => ICONS[kind] ?? 'clock';
