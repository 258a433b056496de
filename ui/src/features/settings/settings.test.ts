// Settings act at once, and the sample team's server can be taken down to practise an outage.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, openDesk, text } from '../../test-desk';

test('language, theme and density change at once and are kept', async () => {
  const { user, desk } = await openDesk();
  await user.click(byId('me'));
  await user.click(await screen.findByTestId('me-settings'));
  await user.click(byId('language-zh-Hant'));
  await waitFor(() => expect(document.documentElement.lang).toBe('zh-Hant'));
  expect(byId('view-mine').textContent).toContain('我的工單');
  await user.click(byId('theme-dark'));
  await user.click(byId('density-compact'));
  expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', density: 'compact' });
  expect(desk.own).toMatchObject({ language: 'zh-Hant', theme: 'dark', density: 'compact' });
});

test('of two settings chosen at once on a slow disk both stay', async () => {
  const { user, desk } = await openDesk();
  const kept = desk.saveSettings.bind(desk);
  const slow: (() => void)[] = [];
  vi.spyOn(desk, 'saveSettings').mockImplementation((chosen) =>
    slow.length ? kept(chosen) : new Promise((done) => slow.push(() => done(kept(chosen)))),
  );
  await user.click(byId('me'));
  await user.click(await screen.findByTestId('me-settings'));
  await user.click(byId('language-zh-Hant'));
  await user.click(byId('theme-dark'));
  slow[0]!();
  await waitFor(() => expect(desk.own).toMatchObject({ language: 'zh-Hant', theme: 'dark' }));
  expect(document.documentElement.dataset).toMatchObject({ theme: 'dark' });
});

test('stopping the sample server is an outage; starting it sends what was written, once', async () => {
  const { user, desk } = await openDesk();
  await user.click(byId('row-10479'));
  await screen.findByTestId('composer-text');
  await user.click(byId('me'));
  await user.click(await screen.findByTestId('me-settings'));
  await user.click(byId('team-server-toggle'));
  await waitFor(() => expect(byId('team-server').dataset.running).toBe('false'));
  await user.click(byId('dialog-close'));
  const sent = vi.spyOn(desk, 'reply');
  await user.type(text(), 'Within 24 hours, yes.');
  await user.click(byId('send'));
  await waitFor(() => expect(byId('count-waiting').textContent).toBe('1 waiting'));
  await user.click(byId('view-offline'));
  expect((await screen.findByTestId('outbox-row')).dataset.state).toBe('waiting');
  await user.click(byId('me'));
  await user.click(await screen.findByTestId('me-settings'));
  await user.click(byId('team-server-toggle'));
  await waitFor(() => expect(screen.queryByTestId('outbox-row')).toBeNull());
  expect(sent).toHaveBeenCalledOnce();
});

test('locking writes what is being typed to the disk first', async () => {
  const { user, desk } = await openDesk();
  await user.click(byId('row-10482'));
  await user.type(await screen.findByTestId('composer-text'), 'not yet saved');
  await user.keyboard('{Control>}k{/Control}lock{Enter}');
  await screen.findByTestId('stage-locked');
  expect(desk.tickets.get('t10482')!.drafts[0]?.body).toBe('not yet saved');
});
