// Closing, handing over, putting aside and linking: what is chosen and written there is on the disk at each pause, and after a kill.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { InventedDesk } from '../ipc/invented';
import { formOf } from '../ipc/invented-acts';
import type { Panel } from '../ipc';
import { forgetAll } from '../frame/desk.svelte';
import { byId, GU, openDesk } from '../test-desk';

const input = (id: string) => screen.getByTestId<HTMLInputElement>(id);
const pressed = (id: string) => byId(id).getAttribute('aria-pressed') === 'true';
const kept = (desk: InventedDesk, panel: Panel) =>
  JSON.parse(desk.forms.get(formOf(GU, panel, '')) ?? 'null') as Record<string, unknown> | null;

async function open() {
  const desk = await openDesk();
  await desk.user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  return desk;
}
/** The window is gone in mid-sentence; the next one finds what the disk has. */
async function killed(before: Awaited<ReturnType<typeof open>>) {
  const { forms } = before.desk;
  before.unmount();
  forgetAll();
  const desk = await openDesk();
  desk.desk.forms = forms;
  await desk.user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  return desk;
}

test('a handover that is half written is there after a kill, and is no form any more once it is handed over', async () => {
  const first = await open();
  await first.user.keyboard('o');
  await first.user.click(await screen.findByTestId('owner-a-bai'));
  await first.user.type(await screen.findByTestId('handover-reason'), 'My shift ends');
  await first.user.type(byId('handover-tried'), 'Cleaned the filter');
  await waitFor(() =>
    expect(kept(first.desk, 'handover')).toMatchObject({ reason: 'My shift ends', tried: 'Cleaned the filter' }),
  );
  const { user, desk } = await killed(first);
  await user.keyboard('o');
  await user.click(await screen.findByTestId('owner-a-mia'));
  await waitFor(() => expect(input('handover-reason').value).toBe('My shift ends'));
  expect(input('handover-tried').value).toBe('Cleaned the filter');
  expect(byId('handover-panel').textContent).toContain('Mia Halvorsen');
  await user.click(byId('handover-save'));
  await waitFor(() => expect(kept(desk, 'handover')).toBeNull());
});

test('what was chosen of the checklist is there after a kill', async () => {
  const first = await open();
  await first.user.keyboard('e');
  await screen.findByTestId('closing-panel');
  await first.user.keyboard('2');
  await first.user.click(byId('closing-follow-later'));
  await first.user.type(byId('closing-when'), 'tomorrow 15');
  await waitFor(() => expect(kept(first.desk, 'closing')).toMatchObject({ satisfaction: 'unsatisfied', words: 'tomorrow 15' }));
  const { user, desk } = await killed(first);
  await user.keyboard('e');
  await waitFor(() => expect(pressed('closing-unsatisfied')).toBe(true));
  await waitFor(() => expect(byId('closing-when-means').textContent).toContain('tomorrow 15:00'));
  const noted = vi.spyOn(desk, 'setTask');
  await user.click(byId('closing-save'));
  await waitFor(() => expect(noted).toHaveBeenCalledOnce());
  await waitFor(() => expect(kept(desk, 'closing')).toBeNull());
});

test('a time that is half typed is there after a kill, and understood anew', async () => {
  const first = await open();
  await first.user.keyboard('h');
  await first.user.type(await screen.findByTestId('snooze-when'), 'tomorrow 9');
  await waitFor(() => expect(kept(first.desk, 'snooze')).toEqual({ words: 'tomorrow 9' }));
  const { user, desk } = await killed(first);
  await user.keyboard('h');
  await waitFor(() => expect(input('snooze-when').value).toBe('tomorrow 9'));
  await waitFor(() => expect(byId('snooze-when-means').textContent).toContain('tomorrow 09:00'));
  await user.click(byId('snooze-when'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(desk.tickets.get(GU)!.row.snoozedUntil).not.toBeNull());
  await waitFor(() => expect(kept(desk, 'snooze')).toBeNull());
});

test('what was looked for to link with is there after a kill, and found again', async () => {
  const first = await open();
  await first.user.click(byId('more'));
  await first.user.click(await screen.findByTestId('more-link'));
  await first.user.type(await screen.findByTestId('link-text'), '10466');
  await waitFor(() => expect(kept(first.desk, 'link')).toEqual({ text: '10466' }));
  const { user, desk } = await killed(first);
  await user.click(byId('more'));
  await user.click(await screen.findByTestId('more-link'));
  expect(await screen.findByTestId('link-hit-10466')).toBeTruthy();
  expect(input('link-text').value).toBe('10466');
  await user.click(byId('link-text'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(kept(desk, 'link')).toBeNull());
});

test('what is typed until the disk answers stays, and what lay there joins it', async () => {
  const { user, desk } = await open();
  desk.forms.set(formOf(GU, 'handover', ''), JSON.stringify({ reason: 'from before', known: 'A new pump' }));
  let answer: (() => void) | null = null;
  const read = desk.docked;
  desk.docked = (...given) => new Promise((done) => (answer = () => done(read(...given))));
  await user.keyboard('o');
  await user.click(await screen.findByTestId('owner-a-bai'));
  await user.type(await screen.findByTestId('handover-reason'), 'typed meanwhile');
  answer!();
  await waitFor(() => expect(input('handover-reason').value).toBe('from before\n\ntyped meanwhile'));
  expect(input('handover-known').value).toBe('A new pump');
});

test('what lies on the disk and cannot be understood is passed over', async () => {
  const { user, desk } = await open();
  desk.forms.set(formOf(GU, 'closing', ''), JSON.stringify({ satisfaction: 'delighted', told: 'maybe' }));
  await user.keyboard('e');
  await screen.findByTestId('closing-panel');
  expect(pressed('closing-notAsked')).toBe(true);
});
