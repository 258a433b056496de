// Alerts are counted, narrowed, taken, taken note of one by one or together; beside them lies why.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, openDesk } from '../../test-desk';
import { alerts } from './alerts.svelte';
import { alertCommands } from './commands';

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

test('the bell counts without the list, which is read while it is in sight', async () => {
  const { desk, user } = await openDesk();
  await screen.findByTestId('alert-count');
  const listed = vi.spyOn(desk, 'alerts');
  const like = desk.alertRows.find((a) => a.number === '10482')!;
  const raise = (id: string) => {
    desk.alertRows = [...desk.alertRows, { ...like, id }];
    desk.say('alerts');
  };
  const before = Number(waiting());
  raise('al-new');
  await waitFor(() => expect(waiting()).toBe(`${before + 1}`));
  expect(listed).not.toHaveBeenCalled();
  await user.click(byId('open-alerts'));
  await screen.findByTestId('story-bar');
  expect(alerts.list.alerts).toHaveLength(desk.alertRows.length);
  raise('al-newer');
  await waitFor(() => expect(alerts.list.alerts).toHaveLength(desk.alertRows.length));
  await user.click(byId('view-mine'));
  await waitFor(() => expect(alerts.list.alerts).toEqual([]));
  expect(waiting()).toBe(`${before + 2}`);
});

test('of hundreds as many are drawn as are looked at; the keys reach every one', async () => {
  const { desk } = await openDesk();
  const like = desk.alertRows.find((a) => a.number === '10482')!;
  desk.alertRows = Array.from({ length: 300 }, (_, i) => ({ ...like, id: `al-${i}`, number: `${20_000 + i}` }));
  desk.clickAlert(null);
  await waitFor(() => expect(listed()).toHaveLength(40));
  const box = byId('alerts').querySelector<HTMLElement>('.scroll')!;
  Object.defineProperties(box, { scrollHeight: { value: 3000 }, clientHeight: { value: 700 } });
  box.scrollTop = 500;
  await fireEvent.scroll(box);
  expect(listed()).toHaveLength(40);
  box.scrollTop = 2000;
  await fireEvent.scroll(box);
  expect(listed()).toHaveLength(80);
  alerts.cursor = 'al-150';
  await waitFor(() => expect(byId('alert-20150')).toBeTruthy());
  expect(byId('alerts-ack-all').textContent).toBe('Acknowledge all 300');
});

test('whoever asks for the alerts again and again is there with the first answer', async () => {
  const { desk } = await openDesk();
  const list = await desk.alerts();
  vi.spyOn(desk, 'alerts')
    .mockResolvedValueOnce(list)
    .mockReturnValue(new Promise(() => undefined));
  for (let click = 0; click < 3; click++) desk.clickAlert(null);
  await waitFor(() => expect(listed()).toHaveLength(6));
});

test('what is not in sight is not taken note of', async () => {
  const { desk } = await openDesk();
  await screen.findByTestId('alert-count');
  const all = alertCommands.find((c) => c.id === 'acknowledge-all')!;
  expect(all.why!()).toBe('open the alerts first');
  desk.clickAlert(null);
  await waitFor(() => expect(all.why!()).toBeUndefined());
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
  expect(byId('risks-count').textContent).toBe('5');
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
