// How a call leaves its form: as a ticket of its own, or in a draft on a ticket that there is.
import { asDeskError, ipc, type DraftPlace, type NewCall, type Queued } from '../../ipc';
import { t } from '../../words/index.svelte';
import { now } from '../../words/now.svelte';
import { dayAndTime } from '../../words/times';
import { composer } from '../conversation/composer.svelte';
import { team } from '../queue/team.svelte';
import type { Form, Missing } from './call';
import { capture } from './capture.svelte';
import { cameAt, isLeft, subjectOf } from './said';

/** The first of what it cannot be saved without. */
function lacks(form: Form, at: number | null): Missing | null {
  if (!form.question.trim()) return 'question';
  if (form.when.trim() && at === null) return 'when';
  if (form.solved && !form.answer.trim()) return 'answer';
  return form.solved && !team.closes(form.category) ? 'category' : null;
}

/** Saves the call as a ticket. Answers null when something is missing, a file is still being read, or the disk refused. */
export async function send(): Promise<Queued | null> {
  const form = $state.snapshot(capture.form);
  const { when, solved, answer, articles: taken, satisfaction, ...rest } = form;
  const articles = taken.filter(({ words }) => isLeft(words, answer)).map(({ article, version }) => ({ article, version }));
  const at = cameAt(when, Date.now());
  capture.missing = lacks(form, at);
  if (capture.missing || capture.files.reading.length) return null;
  const call: NewCall = {
    ...rest,
    caller: form.caller.trim(),
    contact: form.contact.trim(),
    subject: subjectOf(form.question),
    question: form.question.trim(),
    product: form.product.trim() || null,
    callBack: form.callBack.trim() || null,
    recover: form.recover && !solved,
    cameAt: at,
    solved: solved ? { answer: answer.trim(), articles, satisfaction } : null,
  };
  try {
    const queued = await ipc.capture(call);
    capture.clear();
    await ipc.saveCapture('');
    return queued;
  } catch (e) {
    capture.error = asDeskError(e);
    return null;
  }
}

/** All that was noted, as one text. */
function told(): string {
  const { question, product, callBack, contact, when, solved, answer } = capture.form;
  const line = (id: string, args: Record<string, string>) => (Object.values(args)[0]!.trim() ? t(id, args) : '');
  const known = capture.likely?.exact || capture.likely?.reached === contact;
  const at = cameAt(when, now.ms);
  const facts = [
    line('capture-added-when', { time: at === null ? when.trim() : dayAndTime(at, now.ms) }),
    line('capture-added-product', { product: product.trim() }),
    line('capture-added-callback', { number: callBack.trim() }),
    known ? '' : line('capture-added-contact', { contact: contact.trim() }),
    solved ? line('capture-added-answer', { answer: answer.trim() }) : '',
  ].filter(Boolean);
  // Who only calls again has said nothing yet.
  if (![question, product, callBack, solved ? answer : ''].some((text) => text.trim())) return '';
  return [question.trim(), facts.join('\n')].filter(Boolean).join('\n\n');
}

/** What was noted goes on in a draft on a ticket that there is. Nothing where nothing was noted, or the disk refused. */
export async function join(ticket: string, kind: 'note' | 'reply'): Promise<DraftPlace | null> {
  const body = told();
  const { files, reading } = capture.files;
  if (reading.length || (!body && !files.length)) return null;
  capture.rest();
  try {
    // What is being written there is on the disk before this joins it.
    await composer.flush();
    const place = await ipc.captureInto(ticket, kind, body, capture.form.ticket);
    composer.takeUp(place.ticket, kind);
    capture.clear();
    return place;
  } catch (e) {
    capture.error = asDeskError(e);
    return null;
  }
}
