// Handing over: whoever goes on is told why, and what was asked, known, tried and promised.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, GU, openDesk, text } from '../../test-desk';

const area = (id: string) => byId<HTMLTextAreaElement>(id);

async function handOver(params = 'tasks=1') {
  const desk = await openDesk(params);
  await desk.user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await desk.user.keyboard('o');
  await desk.user.click(await screen.findByTestId('owner-a-bai'));
  await screen.findByTestId('handover-panel');
  return desk;
}

test('it asks why, knows already what was asked and promised, and Ctrl+Enter hands over', async () => {
  const { user, desk } = await handOver();
  const assigned = vi.spyOn(desk, 'assign');
  await waitFor(() => expect(document.activeElement).toBe(byId('handover-reason')));
  expect(area('handover-asked').value).toContain('晨雾 S2');
  expect(area('handover-promised').value).toMatch(/by \d\d:\d\d|tomorrow/);
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(byId('handover-missing').textContent).toContain('why');
  expect(assigned).not.toHaveBeenCalled();
  await user.keyboard('She knows the pumps{Tab}{Tab}Third of its batch{Control>}{Enter}{/Control}');
  await waitFor(() => expect(assigned).toHaveBeenCalledOnce());
  const [ticket, agent, reason, note] = assigned.mock.calls[0]!;
  expect([ticket, agent, reason]).toEqual([GU, 'a-bai', 'She knows the pumps']);
  expect(note).toMatchObject({ known: 'Third of its batch', tried: '' });
  expect(note!.asked).toContain('晨雾 S2');
  await waitFor(() => expect(screen.queryByTestId('handover-panel')).toBeNull());
});

test('whoever gets it reads it above the conversation, until they have answered; then it is folded', async () => {
  const { user, desk } = await openDesk();
  desk.tickets.get(GU)!.handover = {
    by: '白知夏',
    to: 'Wen Shuyan',
    at: Date.now() - 60_000,
    reason: 'My shift ends',
    handover: { asked: 'A new pump', known: '', tried: 'Cleaned the filter', promised: '' },
  };
  await user.click(byId('row-10482'));
  const card = await screen.findByTestId('handover-card');
  expect(card.textContent).toContain('Handed over to you by 白知夏');
  for (const part of ['My shift ends', 'A new pump', 'Cleaned the filter']) expect(card.textContent).toContain(part);
  expect(card.textContent).not.toContain('What is known');
  await user.type(text(), 'A new pump is on its way.');
  await user.click(byId('send'));
  // Nothing closes under who reads; the next time it is folded.
  expect(byId('handover-card').textContent).toContain('My shift ends');
  await user.click(byId('row-10466'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10466'));
  await user.click(byId('row-10482'));
  await waitFor(() => expect(byId('handover-fold').getAttribute('aria-expanded')).toBe('false'));
  await user.click(byId('handover-fold'));
  expect(byId('handover-card').textContent).toContain('Cleaned the filter');
});

test('what was written is kept, also for another colleague; a refusal is said and loses nothing', async () => {
  const { user, desk } = await handOver();
  await user.type(byId('handover-reason'), 'Shift ends');
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('handover-panel')).toBeNull();
  await user.keyboard('o');
  await user.click(await screen.findByTestId('owner-a-mia'));
  await screen.findByTestId('handover-panel');
  expect(byId('handover-panel').textContent).toContain('Mia Halvorsen');
  expect(area('handover-reason').value).toBe('Shift ends');
  vi.spyOn(desk, 'assign').mockRejectedValueOnce({ code: 'taken-over', detail: { by: '秦越' } });
  await user.click(byId('handover-save'));
  expect((await screen.findByTestId('handover-error')).textContent).toContain('秦越');
  expect(area('handover-reason').value).toBe('Shift ends');
});

test('what nobody has may be handed over without a reason; to take something over says why', async () => {
  const { user, desk } = await openDesk();
  const assigned = vi.spyOn(desk, 'assign');
  await user.click(byId('view-team'));
  await user.click(await screen.findByTestId('row-10483'));
  await screen.findByTestId('composer-text');
  await user.click(byId('owner'));
  await user.click(await screen.findByTestId('owner-a-mia'));
  await user.click(await screen.findByTestId('handover-save'));
  await waitFor(() => expect(assigned).toHaveBeenCalledOnce());
  await waitFor(() => expect(byId('owner').textContent).toContain('Mia'));
  await user.click(byId('owner'));
  await user.click(await screen.findByTestId('owner-a-wen'));
  await user.type(await screen.findByTestId('ask-text'), 'She is away');
  await user.click(byId('ask-answer'));
  await waitFor(() => expect(assigned).toHaveBeenLastCalledWith('t10483', 'a-wen', 'She is away', null));
});
