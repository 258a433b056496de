// Searching what is known, and narrowing it.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { byId, openDesk } from '../../test-desk';

const kinds = () => screen.queryAllByRole('option').map((hit) => hit.dataset.testid?.replace(/-.*/, ''));

async function openKnowledge() {
  const opened = await openDesk();
  await opened.user.click(byId('view-knowledge'));
  await screen.findByTestId('knowledge-search');
  return opened;
}

test('what is looked for narrows to tickets, to articles, and back to all', async () => {
  const { user } = await openKnowledge();
  await user.type(byId('knowledge-search'), '换');
  await waitFor(() => expect(new Set(kinds())).toEqual(new Set(['article', 'ticket'])));
  await user.click(byId('search-tickets'));
  await waitFor(() => expect(new Set(kinds())).toEqual(new Set(['ticket'])));
  await user.click(byId('search-articles'));
  await waitFor(() => expect(new Set(kinds())).toEqual(new Set(['article'])));
  expect(byId('search-articles').getAttribute('aria-pressed')).toBe('true');
  await user.click(byId('search-all'));
  await waitFor(() => expect(new Set(kinds())).toEqual(new Set(['article', 'ticket'])));
});

test('a filter alone lists what passes, says which it is, and goes away with the funnel', async () => {
  const { user } = await openKnowledge();
  expect(screen.queryByTestId('narrow-language')).toBeNull();
  await user.click(byId('search-narrow'));
  await user.click(byId('narrow-language'));
  await user.click(byId('narrow-language-en'));
  await waitFor(() => expect(kinds().length).toBeGreaterThan(0));
  expect(new Set(kinds())).toEqual(new Set(['article']));
  expect(byId('narrow-language').textContent).toContain('English');
  expect(screen.queryByTestId('narrow-channel'), 'articles come by no channel').toBeNull();
  await user.type(byId('knowledge-search'), 'no such words');
  expect((await screen.findByText(/Take a filter away/)).isConnected).toBe(true);
  await user.click(byId('search-narrow'));
  await waitFor(() => expect(screen.queryByTestId('narrow-language')).toBeNull());
});

test('tickets of one channel; choosing articles takes the channel away', async () => {
  const { user } = await openKnowledge();
  await user.click(byId('search-narrow'));
  await user.click(byId('narrow-channel'));
  await user.click(byId('narrow-channel-phone'));
  await waitFor(() => expect(new Set(kinds())).toEqual(new Set(['ticket'])));
  await user.click(byId('search-articles'));
  await user.type(byId('knowledge-search'), '退款');
  await waitFor(() => expect(new Set(kinds())).toEqual(new Set(['article'])));
});

test('only this customer: with another ticket the filter goes', async () => {
  const { user } = await openDesk();
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await user.click(byId('view-knowledge'));
  await user.click(await screen.findByTestId('search-narrow'));
  await user.click(byId('narrow-customer'));
  await waitFor(() => expect(byId('narrow-customer').getAttribute('aria-pressed')).toBe('true'));
  expect(screen.queryByTestId('narrow-language'), 'articles are nobody’s').toBeNull();
  await user.keyboard('{Control>}k{/Control}10466');
  await user.click(await screen.findByTestId('palette-t-t10466'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10466'));
  await user.click(byId('view-knowledge'));
  await screen.findByTestId('knowledge-search');
  await waitFor(() => expect(screen.queryByTestId('narrow-customer')?.getAttribute('aria-pressed') ?? 'false').toBe('false'));
});
