// Alerts are heard once and softly, narrowed, taken, taken note of one by one or together; beside them lies why.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { InventedDesk } from '../../ipc/invented';
import { byId, openDesk } from '../../test-desk';
import { settings } from '../settings/settings.svelte';
import { alerts } from './alerts.svelte';

async function openAlerts(params = '') {
  const opened = await openDesk(params);
  await screen.findByTestId('alert-count');
  await opened.user.click(byId('open-alerts'));
  await screen.findByTestId('story-bar');
  return opened;
}
const listed = () => [...document.querySelectorAll<HTMLElement>('li.alert')].map((li) => li.dataset.testid);
const waiting = () => byId('alert-count').textContent;
const whyOf = (number: string) => waitFor(() => expect(byId('alert-why').dataset.ticket).toBe(number));
/** Another alert like the first that is mine, as Rust would raise it. */
function raise(desk: InventedDesk, id: string, urgency: 'normal' | 'emergency' = 'normal') {
  const like = desk.alertRows.find((a) => a.number === '10482')!;
  desk.alertRows = [...desk.alertRows, { ...like, id, urgency }];
  return alerts.read();
}

test('a new alert sounds; what was there, what was taken and what is quiet does not', async () => {
  const { desk } = await openDesk();
  await screen.findByTestId('alert-count');
  expect(desk.heard).toEqual([]);
  await raise(desk, 'al-new');
  expect(desk.heard).toEqual([['twoTones', 1]]);
  await alerts.acknowledge(['al-new']);
  await settings.change({ sound: false });
  await raise(desk, 'al-silent');
  expect(desk.heard).toEqual([['twoTones', 1]]);
});

test('a warning sounds once, a breach twice, what is brought to one three times', async () => {
  const { desk } = await openDesk();
  await screen.findByTestId('alert-count');
  for (const level of ['warning', 'breach', 'escalation'] as const) {
    const like = desk.alertRows.find((a) => a.number === '10482')!;
    desk.alertRows = [...desk.alertRows, { ...like, id: `al-${level}`, level }];
    await alerts.read();
  }
  expect(desk.heard.map(([, times]) => times)).toEqual([1, 2, 3]);
});

test('in the quiet only an emergency sounds; the others sound once, together, when it is over', async () => {
  const { desk } = await openDesk('quiet=hours');
  await screen.findByTestId('alert-count');
  await raise(desk, 'al-1');
  await raise(desk, 'al-2');
  expect(desk.heard).toEqual([]);
  await raise(desk, 'al-3', 'emergency');
  expect(desk.heard.map(([, times]) => times)).toEqual([3]);
  desk.quiet = null;
  await alerts.read();
  await alerts.read();
  expect(desk.heard.map(([, times]) => times)).toEqual([3, 1]);
});

test('a notification that stands for several opens the list; one for a ticket opens it; one for the window nothing', async () => {
  const { desk } = await openDesk();
  await screen.findByTestId('alert-count');
  desk.clickAlert(null);
  await waitFor(() => expect(byId('view-alerts').getAttribute('aria-current')).toBe('page'));
  await whyOf('10405');
  desk.clickAlert('t10479');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10479'));
  desk.asked = { type: 'window' };
  desk.clickAgain();
  await waitFor(() => expect(desk.asked).toBeNull());
  expect(byId('conversation').dataset.ticket).toBe('10479');
});

test('a decision that is waited for has a story of its own, beside those of its ticket', async () => {
  const { desk, user } = await openAlerts('lost=1');
  const ticket = [...desk.tickets.values()].find((t) => t.heldBy.length)!;
  const like = desk.alertRows[0]!;
  const { id, number } = ticket.row;
  const due = ticket.heldBy[0]!.since + 60 * 60_000;
  desk.alertRows = [{ ...like, id: 'al-held', ticket: id, number, clock: 'decision', level: 'breach', by: '白知夏', due }];
  await alerts.read();
  await waitFor(() => expect(byId('alert-why').textContent).toContain('its author decides'));
  expect(byId('why-decision').getAttribute('aria-pressed')).toBe('true');
  await user.click(byId('why-resolution'));
  await waitFor(() => expect(byId('alert-why').textContent).not.toContain('its author decides'));
});

test('a row says whose it is, how high the customer stands and what was brought to me', async () => {
  await openAlerts('more=7');
  const brought = byId('alert-10405');
  expect(brought.textContent).toContain('Escalated to you');
  expect(brought.textContent).toContain('白知夏');
  expect(byId('alert-10482').textContent).toContain('V4');
  expect(screen.queryAllByTestId('alert-owner')).toHaveLength(1);
  expect(byId('alerts-more').textContent).toBe('and 7 more');
  expect(byId('alerts-fresh').textContent).toBe(waiting());
});

test('a filter narrows the list, is kept while elsewhere, and leads back when nothing passes', async () => {
  const { user } = await openAlerts();
  expect(listed()).toHaveLength(6);
  await user.click(byId('alerts-breached'));
  expect(listed()).toEqual(['alert-10405', 'alert-10471']);
  await user.click(byId('alerts-mine'));
  expect(listed()).toEqual(['alert-10471', 'alert-10482', 'alert-10479', 'alert-10466']);
  await user.click(byId('alerts-unassigned'));
  expect(listed()).toEqual(['alert-10483']);
  await whyOf('10483');
  await user.click(byId('view-mine'));
  await user.click(byId('open-alerts'));
  expect(listed()).toEqual(['alert-10483']);
  await user.click(byId('alert-take-10483'));
  await waitFor(() => expect(listed()).toEqual([]));
  expect(byId('alerts').textContent).toContain('None under this filter');
  await user.click(byId('alerts-show-all'));
  expect(listed()).toHaveLength(6);
});

test('all that the filter shows are taken note of at once, and nothing else; put off likewise', async () => {
  const { user, desk } = await openAlerts();
  const acknowledged = vi.spyOn(desk, 'acknowledgeAlerts');
  const snoozed = vi.spyOn(desk, 'snoozeAlerts');
  await user.click(byId('alerts-unassigned'));
  expect(screen.queryByTestId('alerts-ack-all')).toBeNull();
  await user.click(byId('alerts-mine'));
  expect(byId('alerts-ack-all').textContent).toBe('Acknowledge all 2');
  await user.click(byId('alerts-ack-all'));
  expect(acknowledged).toHaveBeenCalledExactlyOnceWith(['al-10471', 'al-10482']);
  await waitFor(() => expect(waiting()).toBe('2'));
  await user.click(byId('alerts-all'));
  await user.click(byId('alerts-snooze-all'));
  await user.click(await screen.findByTestId('alerts-snooze-all-60'));
  expect(snoozed).toHaveBeenCalledExactlyOnceWith(['al-10405', 'al-10483'], 60);
  await waitFor(() => expect(byId('alert-10483').textContent).toContain('Snoozed to'));
});

test('taking makes the ticket mine and takes note; the caret stays, so that Enter opens it', async () => {
  const { user, desk } = await openAlerts();
  await user.click(byId('alert-10483'));
  byId('alert-10483').focus();
  await user.keyboard('t');
  await waitFor(() => expect(byId('alert-10483').textContent).toContain('Acknowledged'));
  expect(desk.tickets.get('t10483')!.ownerId).toBe('a-wen');
  await waitFor(() => expect(document.activeElement).toBe(byId('alert-10483')));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10483'));
});

test('taking note and putting off by key go on to the next', async () => {
  const { user } = await openAlerts();
  await waitFor(() => expect(document.activeElement).toBe(byId('alert-10405')));
  await user.keyboard('a');
  await waitFor(() => expect(document.activeElement).toBe(byId('alert-10471')));
  expect(byId('alert-10405').textContent).toContain('Acknowledged');
  await user.keyboard('z');
  await waitFor(() => expect(document.activeElement).toBe(byId('alert-10482')));
  expect(byId('alert-10471').textContent).toContain('Snoozed to');
});

test('a click or an arrow says why; Enter, a double click or the button opens; Esc leads back', async () => {
  const { user } = await openAlerts();
  await whyOf('10405');
  expect(byId('alert-why').textContent).toContain('Waiting for the customer');
  await user.click(byId('alert-10471'));
  await whyOf('10471');
  await user.keyboard('{ArrowDown}');
  await whyOf('10482');
  expect(byId('why-nextResponse').getAttribute('aria-pressed')).toBe('true');
  await user.click(byId('why-resolution'));
  await waitFor(() => expect(byId('alert-why').textContent).toContain('counted in working hours'));
  byId('alert-10482').focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
  expect(byId('alerts')).toBeTruthy();
  await user.keyboard('{Escape}');
  await whyOf('10482');
  await user.dblClick(byId('alert-10471'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10471'));
  await user.click(byId('alert-10482'));
  await user.click(await screen.findByTestId('alert-open'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
});

test('what runs out within the hour is listed by what is left, and a click opens it', async () => {
  const { user } = await openAlerts();
  await screen.findByTestId('risk-10471');
  const numbers = [...byId('risks').querySelectorAll<HTMLElement>('tbody tr')].map((tr) => tr.dataset.testid);
  expect(numbers).toEqual(['risk-10405', 'risk-10471', 'risk-10482', 'risk-10466', 'risk-10483']);
  expect(byId('risk-10483').textContent).toContain('none');
  await user.click(byId('risk-10466'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10466'));
});

test.each([
  ['quiet=hours', 'Quiet until', true],
  ['quiet=offShift', 'Off shift until', true],
  ['quiet=computer&allquiet=1', 'This computer is set not to disturb:', false],
])('%s: the head says why nothing is said aloud', async (params, words, emergencies) => {
  const { user } = await openAlerts(params);
  expect(byId('quiet').textContent).toContain(words);
  expect(byId('quiet').textContent.includes('Emergencies still are')).toBe(emergencies);
  await user.click(byId('alerts-settings'));
  expect(await screen.findByTestId('alert-settings')).toBeTruthy();
});

test('without alerts the list says so, and no filter is in the way', async () => {
  const { user, desk } = await openDesk();
  desk.alertRows = [];
  await user.click(byId('open-alerts'));
  await waitFor(() => expect(byId('alerts').textContent).toContain('No alerts'));
  expect(screen.queryByTestId('alerts-all')).toBeNull();
  expect(screen.queryByTestId('alert-open')).toBeNull();
  expect(await screen.findByTestId('risk-10471')).toBeTruthy();
});
