// A call captured without touching the mouse, and a form that survives being closed.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, openDesk } from '../../test-desk';

const value = (id: string) => screen.getByTestId<HTMLInputElement>(id).value;

test('the phone rings: number, caller, question, urgency, saved — by keyboard alone', async () => {
  const { desk, user } = await openDesk('offline=1');
  const saved = vi.spyOn(desk, 'capture');
  await user.keyboard('{Control>}{Shift>}N{/Shift}{/Control}');
  await waitFor(() => expect(document.activeElement).toBe(byId('capture-phone')));
  expect((await screen.findByTestId('capture-number')).textContent).toBe('T7-0042');
  await user.keyboard('137 4410 5');
  await waitFor(() => expect(screen.getAllByTestId('capture-match')).toHaveLength(2));
  await user.keyboard('{Enter}');
  expect(value('capture-caller')).toBe('罗曼宁');
  expect(byId('capture-open-ticket').textContent).toContain('10412');
  expect(document.activeElement).toBe(byId('capture-question'));
  await user.keyboard('快递员没来。问能不能改明天上午');
  for (const next of ['capture-channel', 'capture-product', 'capture-callback']) {
    await user.tab();
    expect(document.activeElement).toBe(byId(next));
  }
  await user.tab();
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(byId('capture-urgency-high'));
  await user.keyboard('{Enter}');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(saved.mock.calls[0]![0]).toMatchObject({
    caller: '罗曼宁',
    customer: 'c-luo',
    phone: '137 4410 5',
    channel: 'phone',
    subject: '快递员没来',
    urgency: 'high',
    recover: true,
    product: null,
    callBack: null,
  });
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('T7-0042'));
  expect(screen.queryByTestId('capture')).toBeNull();
});

test('a half-filled form is kept while typing rests and is there again', async () => {
  const first = await openDesk();
  await first.user.click(byId('open-capture'));
  await first.user.type(byId('capture-phone'), '138 0000');
  await first.user.type(byId('capture-question'), 'half a quest');
  await waitFor(() => expect(first.desk.kept).toContain('half a quest'));
  const kept = first.desk.kept;
  first.unmount();

  const again = await openDesk();
  again.desk.kept = kept;
  await again.user.click(byId('open-capture'));
  await waitFor(() => expect(value('capture-question')).toBe('half a quest'));
  expect(value('capture-phone')).toBe('138 0000');
});

test('without a question it is not saved and says so; a caller’s open ticket can be joined', async () => {
  const { desk, user } = await openDesk();
  const saved = vi.spyOn(desk, 'capture');
  await user.click(byId('open-capture'));
  await user.type(byId('capture-phone'), '2284');
  await user.click(byId('capture-save'));
  expect(byId('capture-missing').textContent).toContain('what the caller asks');
  expect(saved).not.toHaveBeenCalled();
  await user.click((await screen.findAllByTestId('capture-match'))[0]!);
  await user.click(byId('capture-add-to'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
});
