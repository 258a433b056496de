// Everything by a few letters, in any of the three languages or pinyin.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { commands } from '../../frame/commands';
import { byId, openDesk } from '../../test-desk';
import { inLang } from '../../words/index.svelte';
import { fits, soundFound, soundsOf } from './finding';

test('Ctrl+K, a few letters, Enter: the theme is dark', async () => {
  const { user, desk } = await openDesk();
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('theme dark');
  await waitFor(() => expect(screen.getAllByRole('option', { selected: true }).at(-1)!.textContent).toContain('Theme: dark'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
  expect(desk.own.theme).toBe('dark');
  expect(screen.queryByTestId('palette')).toBeNull();
});

test('pinyin finds an action, a number finds a ticket, words find an article', async () => {
  const { user } = await openDesk();
  await user.keyboard('{Control>}k{/Control}jiejue');
  expect(screen.queryByTestId('palette-status-solved')).toBeNull();
  await user.keyboard('{Escape}');
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await user.keyboard('{Control>}k{/Control}jiejue');
  expect(await screen.findByTestId('palette-status-solved')).toBeTruthy();
  await user.clear(byId('palette-text'));
  await user.type(byId('palette-text'), '10466');
  await user.click(await screen.findByTestId('palette-t-t10466'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10466'));
  await user.keyboard('{Control>}k{/Control}退款多久');
  await user.click(await screen.findByTestId('palette-a-k-refund'));
  expect(await screen.findByTestId('article')).toBeTruthy();
});

test('what cannot be done says why and does nothing', async () => {
  const { user } = await openDesk();
  await user.keyboard('{Control>}k{/Control}>reply');
  const row = await screen.findByTestId('palette-reply');
  expect(row.textContent).toContain('open a ticket first');
  await user.click(row);
  expect(byId('palette')).toBeTruthy();
});

test('locking forgets what was shown', async () => {
  const { user, desk } = await openDesk();
  const locked = vi.spyOn(desk, 'lock');
  await user.keyboard('{Control>}k{/Control}lock');
  await user.click(await screen.findByTestId('palette-lock'));
  expect(locked).toHaveBeenCalledOnce();
  await screen.findByTestId('stage-locked');
  expect(document.body.textContent).not.toContain('顾晓岚');
});

test('every command is found by its words in each language, by its pinyin in full and by its initials', () => {
  for (const command of commands) {
    for (const lang of ['en', 'zh-Hans', 'zh-Hant'] as const)
      expect(fits(command, inLang(lang, command.words)), command.id).toBe(true);
    const [full, initials] = soundsOf(command.pinyin);
    expect(full, command.id).toMatch(/^[a-z]+$/);
    expect(initials, command.id).toMatch(/^[a-z]+$/);
    expect(fits(command, full!), command.id).toBe(true);
    expect(fits(command, initials!), command.id).toBe(true);
  }
});

test('the pinyin of each command is that of its Chinese name, sign by sign', () => {
  for (const command of commands) {
    const signs = inLang('zh-Hans', command.words).match(/\p{Script=Han}/gu) ?? [];
    const syllables = command.pinyin.split(',')[0]!.trim().split(' ');
    // What is written in Latin or as a number is typed as it is.
    expect(syllables.length, `${command.id} ${signs.join('')}`).toBe(signs.length);
  }
});

test('each command is there once', () => {
  expect(new Set(commands.map((c) => c.id)).size).toBe(commands.length);
});

test('what was found by sound shows the syllables', () => {
  const shown = (query: string) => soundFound('ji cheng nuo, er ci', query)?.map(({ hit, rest }) => `${hit}|${rest}`);
  expect(shown('jcn')).toEqual(['j|i', 'c|heng', 'n|uo']);
  expect(shown('chengn')).toEqual(['cheng|', 'n|uo']);
  expect(shown('erci')).toEqual(['er|', 'ci|']);
  expect(shown('promise')).toBeUndefined();
});

test('handing over, a category, a tag to take away: found by name', async () => {
  const { user, desk } = await openDesk();
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await user.keyboard('{Control>}k{/Control}>hand over');
  await user.click((await screen.findAllByRole('option')).find((row) => row.dataset.testid?.startsWith('palette-hand-over-'))!);
  await user.type(await screen.findByTestId('handover-reason'), 'asked for a new pump');
  const assigned = vi.spyOn(desk, 'assign');
  await user.click(byId('handover-save'));
  await waitFor(() => expect(assigned).toHaveBeenCalledOnce());
});

test('an alert setting says how it stands, and changes at once', async () => {
  const { user, desk } = await openDesk();
  await user.keyboard('{Control>}k{/Control}>sound with each');
  const row = await screen.findByTestId('palette-alert-sound');
  expect(row.textContent).toContain('on');
  await user.click(row);
  await waitFor(() => expect(desk.own.sound).toBe(false));
});

test('while the index is being built the palette says so, and asks again until it has all', async () => {
  const { user, desk } = await openDesk();
  const all = desk.search.bind(desk);
  const search = vi.spyOn(desk, 'search');
  search.mockResolvedValueOnce({ articles: [], tickets: [], building: { done: 3, total: 300 }, tookUs: 1 });
  search.mockImplementation(all);
  await user.keyboard('{Control>}k{/Control}#10482');
  expect((await screen.findByTestId('palette-building')).textContent).toContain('300');
  expect(screen.queryByText(/Nothing found/)).toBeNull();
  await screen.findByTestId('palette-t-t10482', {}, { timeout: 3000 });
  expect(screen.queryByTestId('palette-building')).toBeNull();
});

test('a ticket that was looked for before it came is found when it has come', async () => {
  const { user, desk } = await openDesk();
  const search = vi.spyOn(desk, 'search');
  search.mockResolvedValueOnce({ articles: [], tickets: [], building: null, tookUs: 1 });
  await user.keyboard('{Control>}k{/Control}#10482');
  expect(await screen.findByText(/Nothing found/)).toBeTruthy();
  desk.say('lists');
  await screen.findByTestId('palette-t-t10482', {}, { timeout: 3000 });
});

test('names that the team invented are found by pinyin and initials, too, and show what they were found by', async () => {
  const { user } = await openDesk();
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await user.keyboard('{Control>}k{/Control}');
  for (const [typed, row] of [
    ['baizhixia', 'hand-over-a-bai'],
    ['bzx', 'hand-over-a-bai'],
    ['xiezhiqiu', 'hand-over-a-ye'],
    ['mia', 'hand-over-a-mia'],
    ['zhifu', 'queue-q-pay'],
    ['yushou', 'queue-q-pre'],
  ] as const) {
    await user.clear(byId('palette-text'));
    await user.type(byId('palette-text'), typed);
    expect(await screen.findByTestId(`palette-${row}`), typed).toBeTruthy();
  }
});
