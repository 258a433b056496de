// What is read out of the words of a call: its subject, and when the customer came.
import { readDay, readTime } from '../../words/times';

/** The first sentence, short enough for a list row. */
export function subjectOf(question: string): string {
  const line = question.trim().split(/\n|(?<=[。！？!?])|(?<=\.)\s/u)[0] ?? '';
  const letters = Array.from(line.replace(/[。.]$/u, ''));
  return letters.length > 80 ? `${letters.slice(0, 79).join('')}…` : letters.join('');
}

/** So many letters of an answer, one after the other, are its words. */
const RUN = 8;
/** Of what was taken less than this share is as good as nothing, unless it is as long as a sentence. */
const HARDLY = 0.1;
const SENTENCE = 20;

/** Whether something of an article's answer still stands in a text: what was deleted again is not quoted. */
export function isLeft(words: string, text: string): boolean {
  const [taken, stands] = [words, text].map((said) => said.replace(/\s+/gu, ' ').trim()) as [string, string];
  if (!taken || !stands) return !!stands;
  const runs = Math.max(1, taken.length - RUN + 1);
  const left = Array.from({ length: runs }, (_, at) => taken.slice(at, at + RUN)).filter((run) => stands.includes(run));
  return left.length > Math.min(runs * HARDLY, SENTENCE);
}

/** An hour and minute that has passed: of today, of yesterday where that is said before it, or of a day that is. */
export function cameAt(text: string, now: number): number | null {
  const [, before = '', time = ''] = /^\s*(.*?)\s*(\d{1,2}\s*[:：]\s*\d{2})\s*$/u.exec(text) ?? [];
  const [hour, minute] = readTime(time.replace(/\s/g, ''))?.split(':').map(Number) ?? [];
  if (hour === undefined || minute === undefined) return null;
  const today = new Date(now);
  if (/^(?:yesterday|昨天|昨日)[,，]?$/iu.test(before)) today.setDate(today.getDate() - 1);
  else if (before) {
    const day = readDay(before);
    if (!day) return null;
    today.setTime(day);
  }
  const at = today.setHours(hour, minute, 0, 0);
  return at <= now ? at : null;
}
