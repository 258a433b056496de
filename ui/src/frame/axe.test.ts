// Every screen has sound names and roles. What has to be seen, contrast in each theme and size, scripts/access.mjs judges in a browser.
import { screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import { byId, openDesk } from '../test-desk';

async function sound(what: string) {
  const { violations } = await axe.run(document.body, {
    iframes: false,
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    rules: { 'color-contrast': { enabled: false }, 'document-title': { enabled: false } },
  });
  expect(violations.map((v) => `${what}: ${v.id} ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)).toEqual([]);
}

test.each(['welcome', 'signIn', 'setUnlock', 'locked', 'failed'])('%s', async (stage) => {
  await openDesk(`stage=${stage}`);
  await screen.findByTestId(`stage-${stage}`);
  await sound(stage);
});

test('lists at work: several selected, the table, how they look, a filter', { timeout: 60_000 }, async () => {
  const { user } = await openDesk();
  await user.click(byId('view-team'));
  await user.click(await screen.findByTestId('select-10405'));
  await user.click(byId('select-10482'));
  await user.click(byId('bulk-claim'));
  await screen.findByTestId('bulk-refused');
  await sound('several selected');
  await user.click(byId('bulk-snooze'));
  await sound('a menu for several');
  await user.keyboard('{Escape}');
  await user.click(byId('list-look'));
  await user.click(await screen.findByTestId('look-table'));
  await sound('how lists look');
  await user.keyboard('{Escape}');
  await screen.findByTestId('table-head');
  await sound('the table');
  await user.click(byId('filter-new'));
  await screen.findByTestId('filter-name');
  await sound('a filter');
});

test('the open desk, its panels and its dialogs', { timeout: 120_000 }, async () => {
  const { user } = await openDesk('offline=1');
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await user.upload(byId('attach-input'), [new File(['a'], 'a.png'), new File([], 'b.txt')]);
  await screen.findByTestId('draft-file');
  await sound('conversation');
  await user.click(await screen.findByTestId('file-preview'));
  await screen.findByTestId('picture');
  await sound('picture');
  await user.click(byId('dialog-close'));
  await user.click(byId('preview'));
  await screen.findByTestId('preview-text');
  await sound('preview');
  await user.click(byId('preview'));
  await user.click(byId('kind-note'));
  await user.type(byId('composer-text'), '@b');
  await screen.findByTestId('mentions');
  await sound('colleagues');
  await user.keyboard('{Escape}');
  await user.clear(byId('composer-text'));
  await user.click(byId('kind-reply'));
  await user.click((await screen.findAllByTestId('forward-this'))[0]!);
  await screen.findByTestId('forward-below');
  await sound('forward');
  await user.click(byId('forward-close'));
  await user.click(byId('promise'));
  await user.click(byId('tasks-ended'));
  await screen.findByTestId('task-panel');
  await sound('promise');
  await user.click(byId('task-close'));
  await user.click(byId('requests-ended'));
  await user.click(byId('noting'));
  await user.click(byId('noting-request'));
  await screen.findByTestId('request-panel');
  await user.click(byId('request-save'));
  await sound('request');
  await user.click(byId('request-record'));
  await sound('word on a request');
  await user.click(byId('complaint-next'));
  await screen.findByTestId('complaint-step-panel');
  await sound('stage of a complaint');
  await user.click(byId('complaint-step-close'));
  await user.click(byId('open-capture'));
  await sound('capture');
  await user.click(byId('capture-close'));
  await user.click(byId('insert'));
  await user.click(await screen.findByTestId('article-k-refund'));
  await screen.findByTestId('article');
  await sound('knowledge');
  await user.click(byId('knowledge-close'));
  await user.click(byId('open-alerts'));
  await screen.findByTestId('story-bar');
  await sound('alerts');
  await user.click(byId('view-held'));
  await screen.findByTestId('held-view');
  await sound('held');
  await user.click(byId('view-offline'));
  await screen.findByTestId('outbox-list');
  await sound('outbox');
  await user.click(byId('view-schedules'));
  await user.click((await screen.findAllByTestId('period'))[0]!);
  await screen.findByTestId('trial-firstResponse');
  await sound('schedules');
  await user.keyboard('{Control>}k{/Control}');
  await sound('palette');
  await user.keyboard('{Escape}');
  await user.click(byId('me'));
  await user.click(await screen.findByTestId('me-settings'));
  await sound('settings');
  await user.click(byId('settings-alerts'));
  await user.click(byId('quiet-hours'));
  await screen.findByTestId('quiet-from');
  await sound('settings of alerts');
});

test('the other places, the dialogs, and what is empty', { timeout: 120_000 }, async () => {
  const { user } = await openDesk();
  for (const view of ['team', 'unassigned', 'atRisk', 'hot', 'waiting', 'drafts', 'held']) {
    await user.click(byId(`view-${view}`));
    await sound(view);
  }
  await user.click(byId('view-notices'));
  await screen.findByTestId('notice-list');
  await sound('notices');
  await user.click(byId('view-knowledge'));
  await user.click(await screen.findByTestId('article-new'));
  await screen.findByTestId('article-editor');
  await sound('article editor');
  await user.click(byId('editor-close'));
  await user.click(byId('view-team'));
  await user.click(byId('row-10482'));
  await user.type(await screen.findByTestId('composer-text'), '/');
  await screen.findByTestId('quick-replies');
  await sound('quick replies');
  await user.clear(byId('composer-text'));
  await user.click((await screen.findAllByTestId(/^clock-/))[0]!);
  await screen.findByTestId('clock-story');
  await sound('clock story');
  await user.click(byId('dialog-close'));
  await user.click(byId('me'));
  await user.click(await screen.findByTestId('me-keys'));
  await screen.findByTestId('keys');
  await sound('keys');
  await user.keyboard('{Escape}');
  await user.click(byId('me'));
  await user.click(await screen.findByTestId('me-settings'));
  await user.click(await screen.findByTestId('unsent-open'));
  await screen.findByTestId('unsent');
  await sound('unsent');
});
