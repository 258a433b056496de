// Keeps the window in step with Rust: what a tag names is read again, and nothing else is.
import { alerts } from '../features/alerts/alerts.svelte';
import { why } from '../features/alerts/why.svelte';
import { capture } from '../features/capture/capture.svelte';
import { connection } from '../features/connection/connection.svelte';
import { composer } from '../features/conversation/composer.svelte';
import { conversation } from '../features/conversation/conversation.svelte';
import { sent } from '../features/conversation/sent.svelte';
import { attachments } from '../features/files/attachments.svelte';
import { held } from '../features/held/held.svelte';
import { customers } from '../features/customer/customer.svelte';
import { editor } from '../features/knowledge/editor.svelte';
import { knowledge } from '../features/knowledge/knowledge.svelte';
import { work } from '../features/knowledge/work.svelte';
import { calls } from '../features/outages/calls.svelte';
import { outages } from '../features/outages/outages.svelte';
import { reporting } from '../features/outages/reporting.svelte';
import { outbox } from '../features/outbox/outbox.svelte';
import { presence } from '../features/presence/presence.svelte';
import { bulk } from '../features/queue/bulk.svelte';
import { filters } from '../features/queue/filters.svelte';
import { queue } from '../features/queue/queue.svelte';
import { selection } from '../features/queue/selection.svelte';
import { team } from '../features/queue/team.svelte';
import { schedules } from '../features/schedules/schedules.svelte';
import { settings } from '../features/settings/settings.svelte';
import { stage } from '../features/stage/stage.svelte';
import { tour } from '../features/tour/tour.svelte';
import { asDeskError, ipc, type Tag } from '../ipc';
import { dock } from '../parts/dock.svelte';
import { toasts } from '../parts/toast.svelte';
import { errorText } from '../words/index.svelte';
import { now } from '../words/now.svelte';
import { announced } from './announced.svelte';
import { frame } from './frame.svelte';
import { late } from './late';
import { startRests } from './rest';

const isOpen = () => stage.open;
/** A read that fails leaves what is shown; the next tag reads again. */
const quiet = (reading: Promise<unknown>) => void reading.catch(() => undefined);

function reread(tags: Tag[]) {
  const named = new Set(tags.filter((tag) => typeof tag === 'string'));
  if (named.has('stage')) quiet(stage.read());
  if (named.has('settings')) quiet(settings.read());
  if (!isOpen()) return;
  conversation.hears();
  if (named.has('team')) quiet(team.read());
  if (named.has('lists')) {
    quiet(queue.reread());
    quiet(queue.readCounts());
    quiet(filters.read());
    // What came to a ticket is news to what is held on it.
    if (held.all.length && !named.has('outbox')) quiet(held.read());
  }
  // Nothing is counted anew but what is made of the unread: with very many tickets that takes longer than the ticket.
  if (named.has('read')) {
    quiet(queue.reread());
    if (filters.all.some((one) => one.rule.unread)) quiet(filters.read());
  }
  if (named.has('connection')) quiet(connection.read());
  if (named.has('connection') || named.has('team')) quiet(outages.read());
  if (calls.list && named.has('lists')) quiet(calls.read());
  if (named.has('presence')) quiet(presence.read());
  if (named.has('alerts')) quiet(frame.place === 'alerts' ? alerts.read() : alerts.recount());
  if (named.has('outbox')) {
    quiet(outbox.read());
    quiet(held.read());
    quiet(queue.readCounts());
  }
  if (named.has('files') && held.all.length && !named.has('outbox')) quiet(held.read());
  if (named.has('knowledge')) {
    quiet(knowledge.reread());
    quiet(work.read());
  }
  if (frame.place === 'alerts') {
    if (named.has('settings') && !named.has('alerts')) quiet(alerts.read());
    if (named.has('lists') || named.has('settings')) {
      quiet(why.reread());
      quiet(why.readRisks());
    }
  }
  // What a schedule says comes with the team, what is on its way with the outbox.
  if (schedules.list && (named.has('team') || named.has('outbox'))) quiet(schedules.read());
  const open = conversation.id;
  // Rust speaks in a ticket too: another language is another text. A file that has moved may stand on it.
  if (
    named.has('settings') ||
    named.has('files') ||
    named.has('customers') ||
    tags.some((tag) => typeof tag === 'object' && tag.ticket === open)
  )
    quiet(conversation.reread());
}

/** What a clicked notification asked for. Rust keeps it until it is taken, so it is never opened twice nor lost while locked. */
async function openAsked() {
  if (!isOpen()) return;
  const asked = await ipc.toOpen();
  if (asked?.type === 'ticket') await frame.openTicket(asked.ticket);
  else if (asked?.type === 'alerts' || asked?.type === 'outages') await frame.go(asked.type);
  else if (asked?.type === 'outage' || asked?.type === 'calls') {
    outages.at = asked.outage;
    calls.tab = null;
    await frame.go('outages');
    if (asked.type === 'calls') {
      // Where it is another list than the one that was looked at, what is shown of it is chosen anew once it is read.
      await calls.read();
      calls.tab = 'calls';
    }
  } else if (asked?.type === 'capture') {
    // Whoever is called looks for it, and not for what lay on the window.
    frame.over = null;
    frame.openCapture();
  }
}

/** Everything the open window shows at first. */
export async function readAll() {
  tour.begin();
  await Promise.allSettled([
    team.read(),
    connection.read(),
    outages.read(),
    queue.show(queue.view),
    queue.readCounts(),
    filters.read(),
    alerts.recount(),
    outbox.read(),
    held.read(),
    work.read(),
    presence.read(),
    openAsked(),
  ]);
}

/** Locked: nothing of any customer stays in the window's memory. */
export function forgetAll() {
  for (const part of [
    team,
    connection,
    outages,
    calls,
    reporting,
    queue,
    selection,
    bulk,
    filters,
    conversation,
    customers,
    composer,
    sent,
    attachments,
    held,
    outbox,
    alerts,
    why,
    knowledge,
    editor,
    work,
    presence,
    capture,
    schedules,
    ...late,
    ...dock.kinds,
    tour,
    announced,
    frame,
  ])
    part.reset();
}

/** An act nobody else answered for: say what Rust said. */
function refused(e: PromiseRejectionEvent) {
  const error = asDeskError(e.reason);
  // Locked while something was on its way: the locked screen says it.
  if (error.code !== 'locked') toasts.say('breach', errorText(error), undefined, 8000);
}

export function startDesk(): () => void {
  now.start();
  const stops = [ipc.onChanged(reread), ipc.onOpens(() => quiet(openAsked())), settings.follow(), startRests()];
  window.addEventListener('unhandledrejection', refused);
  quiet(settings.read().finally(() => stage.read()));
  return () => {
    now.stop();
    for (const stop of stops) stop();
    window.removeEventListener('unhandledrejection', refused);
  };
}
