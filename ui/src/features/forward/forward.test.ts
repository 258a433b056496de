// Forwarding: what goes is seen before, to one address, never as an answer; and taken back it stands in its panel again.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, GU, openDesk } from '../../test-desk';

async function forwarding() {
  const story = await openDesk();
  await story.user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  return story;
}

test('the whole conversation goes to one address with the words above it, and says so in the ticket', async () => {
  const { desk, user } = await forwarding();
  const sent = vi.spyOn(desk, 'forward');
  const { status } = desk.tickets.get(GU)!.row;
  await user.keyboard('{Shift>}f{/Shift}');
  expect(document.activeElement).toBe(await screen.findByTestId('forward-to'));
  await waitFor(() => expect(byId('forward-below').textContent).toContain('Forwarded'));
  await user.type(byId('forward-to'), 'repair@partner.example');
  await user.type(byId('forward-text'), '请看一下');
  await user.click(byId('forward-save'));
  expect(sent.mock.calls[0]![1]).toMatchObject({ to: 'repair@partner.example', message: null });
  expect((await screen.findByTestId('forwarded-to')).textContent).toBe('To be forwarded to repair@partner.example');
  expect(desk.tickets.get(GU)!.row.status).toBe(status);
  expect(screen.queryByTestId('forward-panel')).toBeNull();
});

test('without an address, or with what is none, nothing goes and the panel says what is missing', async () => {
  const { desk, user } = await forwarding();
  const sent = vi.spyOn(desk, 'forward');
  await user.keyboard('{Shift>}f{/Shift}');
  await waitFor(() => expect(byId('forward-below').textContent).toContain('Forwarded'));
  await user.click(byId('forward-save'));
  expect(byId('forward-missing').textContent).toBe('To whom is it to go?');
  await user.type(byId('forward-to'), 'repair at partner');
  await user.click(byId('forward-save'));
  expect(byId('forward-missing').textContent).toContain('not the address of one person');
  expect(document.activeElement).toBe(byId('forward-to'));
  expect(sent).not.toHaveBeenCalled();
});

test('one message alone can go; what internal notes say never does', async () => {
  const { desk, user } = await forwarding();
  const messages = desk.tickets.get(GU)!.timeline.filter((i) => i.type === 'message');
  const first = messages.find((i) => i.kind === 'customer')!;
  for (const note of messages.filter((i) => i.kind === 'note'))
    expect(within(document.querySelector(`[data-item="${note.id}"]`)!).queryByTestId('forward-this')).toBeNull();
  await user.click(within(document.querySelector(`[data-item="${first.id}"]`)!).getByTestId('forward-this'));
  await waitFor(() => expect(byId('forward-below').textContent).toContain('Forwarded'));
  const sent = vi.spyOn(desk, 'forward');
  await user.type(byId('forward-to'), 'repair@partner.example');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(sent.mock.calls[0]![1].messages).toEqual([first.id]));
});
