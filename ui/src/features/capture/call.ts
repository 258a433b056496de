// A call as it is being noted, and what a list row says of it.
import type { ContactChannel, Urgency } from '../../ipc';

export type Form = {
  /** The ticket that it becomes; nothing until Rust has named it. */
  ticket: string | null;
  contact: string;
  caller: string;
  customer: string | null;
  channel: ContactChannel;
  question: string;
  product: string;
  callBack: string;
  urgency: Urgency;
  category: string | null;
  queue: string | null;
  recover: boolean;
  startedAt: number;
};
/** The fields that a caller is looked for by. */
export type By = 'contact' | 'caller';
export const blank = (): Form => ({
  ticket: null,
  contact: '',
  caller: '',
  customer: null,
  channel: 'phone',
  question: '',
  product: '',
  callBack: '',
  urgency: 'normal',
  category: null,
  queue: null,
  recover: true,
  startedAt: Date.now(),
});

/** The first sentence, short enough for a list row. */
export function subjectOf(question: string): string {
  const line = question.trim().split(/\n|(?<=[。！？!?])|(?<=\.)\s/u)[0] ?? '';
  const letters = Array.from(line.replace(/[。.]$/u, ''));
  return letters.length > 80 ? `${letters.slice(0, 79).join('')}…` : letters.join('');
}
