// The first steps come once, take nothing from whoever works meanwhile, and can be had again.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { byId, openDesk, text } from '../../test-desk';

const step = () => byId('tour').dataset.step;

test('a desk that opens for the first time shows the first steps; work goes on beside them', async () => {
  const { user, desk } = await openDesk('tour=1');
  await screen.findByTestId('tour');
  expect(document.activeElement?.closest('[data-testid="tour"]'), 'the caret stays').toBeFalsy();
  await user.keyboard('n');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10471'));
  await user.keyboard('r');
  await waitFor(() => expect(document.activeElement).toBe(text()));
  await user.keyboard('next, then');
  expect(text().value).toBe('next, then');
  expect(step()).toBe('list');
  expect(desk.own.toured).toBe(false);
});

test('six steps, back and forth, and then never again by themselves', async () => {
  const { user, desk, unmount } = await openDesk('tour=1');
  await screen.findByTestId('tour');
  const seen = [step()];
  for (let i = 0; i < 5; i++) {
    await user.click(byId('tour-next'));
    seen.push(step());
  }
  expect(seen).toEqual(['list', 'next-up', 'write', 'state', 'find', 'capture']);
  await user.click(byId('tour-back'));
  expect(step()).toBe('find');
  expect(byId('tour').textContent).toContain('Ctrl K');
  await user.click(byId('tour-next'));
  await user.click(byId('tour-next'));
  expect(screen.queryByTestId('tour')).toBeNull();
  await waitFor(() => expect(desk.own.toured).toBe(true));
  unmount();
});

test('Esc passes over it, for good', async () => {
  const { user, desk } = await openDesk('tour=1');
  await screen.findByTestId('tour');
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('tour')).toBeNull();
  await waitFor(() => expect(desk.own.toured).toBe(true));
});

test('it does not come unasked; from the palette it comes with the caret on its way on', async () => {
  const { user } = await openDesk();
  expect(screen.queryByTestId('tour')).toBeNull();
  await user.keyboard('{Control>}k{/Control}yfzdl{Enter}');
  await screen.findByTestId('tour');
  await waitFor(() => expect(document.activeElement).toBe(byId('tour-next')));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(step()).toBe('next-up'));
});
