// A call as it is being noted, and what a list row says of it.
import type { Cited, ContactChannel, Satisfaction, Urgency } from '../../ipc';

/** An article whose answer was taken, with its words. */
export type Taken = Cited & { words: string };
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
  /** When the customer came, in the words it is written in; now where nothing is. */
  when: string;
  /** What the customer was told, where that was all. */
  solved: boolean;
  answer: string;
  /** Articles whose answer was taken into it, as they stood. */
  articles: Taken[];
  satisfaction: Satisfaction;
  startedAt: number;
};
/** What it is not saved without. */
export type Missing = 'question' | 'when' | 'answer' | 'category';
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
  when: '',
  solved: false,
  answer: '',
  articles: [],
  satisfaction: 'notAsked',
  startedAt: Date.now(),
});
