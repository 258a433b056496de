// Calls noted on paper and entered afterwards, and calls that were solved at once.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, openDesk, text } from '../../test-desk';
import { cameAt, isLeft } from './said';

const value = (id: string) => byId<HTMLInputElement>(id).value;

async function begin() {
  const desk = await openDesk();
  await desk.user.keyboard('{Control>}{Shift>}N{/Shift}{/Control}');
  await waitFor(() => expect(document.activeElement).toBe(byId('capture-contact')));
  return desk;
}

test('a call from paper is entered with its own time, and the next one is begun at once', async () => {
  const { desk, user } = await begin();
  const saved = vi.spyOn(desk, 'capture');
  expect(screen.queryByTestId('capture-next')).toBeNull();
  await user.click(byId('capture-channel'));
  await user.click(await screen.findByTestId('capture-channel-chat'));
  await user.type(byId('capture-question'), 'From paper.');
  // What is still to come is no time that it came at, and so is what is no time.
  for (const wrong of ['2999-01-01 10:00', 'noon', '25:00']) {
    await user.clear(byId('capture-when'));
    await user.type(byId('capture-when'), wrong);
    await user.click(byId('capture-save'));
    expect((await screen.findByTestId('capture-when-missing')).textContent, wrong).toContain('No time that has passed');
    expect(document.activeElement).toBe(byId('capture-when'));
  }
  expect(saved).not.toHaveBeenCalled();
  await user.clear(byId('capture-when'));
  await user.type(byId('capture-when'), '昨天16：20');
  expect((await screen.findByTestId('capture-when-read')).textContent).toBe('yesterday 16:20');
  await waitFor(() => expect(desk.kept).toContain('昨天16：20'));
  await user.click(byId('capture-next'));
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  expect(saved.mock.calls[0]![0]).toMatchObject({ cameAt: yesterday.setHours(16, 20, 0, 0), solved: null, channel: 'chat' });
  expect(saved.mock.calls[0]![0]).not.toHaveProperty('when');
  await waitFor(() => expect(document.activeElement).toBe(byId('capture-contact')));
  expect([value('capture-question'), value('capture-when')]).toEqual(['', '']);
  expect(byId('capture-channel').textContent).toContain('Live chat');
  await waitFor(() => expect(byId('capture-number').textContent).toBe('T7-0043'));
});

test('what was solved on the telephone is saved solved: with its answer and category, and nobody calls back', async () => {
  const { desk, user } = await begin();
  const saved = vi.spyOn(desk, 'capture');
  await user.type(byId('capture-question'), 'How to open the lid?');
  await user.click(byId('capture-solved'));
  await waitFor(() => expect(document.activeElement).toBe(byId('capture-answer')));
  expect(screen.queryByTestId('capture-recover')).toBeNull();
  await user.click(byId('capture-save'));
  expect(await screen.findByTestId('capture-answer-missing')).toBeTruthy();
  await user.type(byId('capture-answer'), 'Turn it to the left. ');
  await user.click(byId('capture-save'));
  expect((await screen.findByTestId('capture-category-missing')).textContent).toContain('Choose what it was about first');
  expect(document.activeElement).toBe(byId('capture-category'));
  expect(saved).not.toHaveBeenCalled();
  // One that has others below says too little.
  await user.click(byId('capture-category'));
  await user.click(await screen.findByTestId('capture-category-fault'));
  await user.click(byId('capture-save'));
  await waitFor(() => expect(document.activeElement).toBe(byId('capture-category')));
  expect(screen.getByTestId('capture-category-missing')).toBeTruthy();
  expect(saved).not.toHaveBeenCalled();
  await user.click(byId('capture-category'));
  await user.click(await screen.findByTestId('capture-category-after'));
  await user.click(byId('capture-said-satisfied'));
  await waitFor(() => expect(desk.kept).toContain('Turn it to the left.'));
  await user.click(byId('capture-save'));
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(saved.mock.calls[0]![0]).toMatchObject({
    recover: false,
    category: 'after',
    cameAt: null,
    solved: { answer: 'Turn it to the left.', articles: [], satisfaction: 'satisfied' },
  });
  expect((await screen.findByTestId('toast')).textContent).toContain('T7-0042 saved and solved');
});

test('an article is quoted while something of its answer stands, and no longer', async () => {
  const { desk, user } = await begin();
  const saved = vi.spyOn(desk, 'capture');
  await user.type(byId('capture-question'), '退款');
  await user.click(byId('capture-solved'));
  await user.click((await screen.findAllByTestId('capture-take-answer'))[0]!);
  await waitFor(() => expect(value('capture-answer').length).toBeGreaterThan(40));
  const answer = value('capture-answer');
  const taken = () => screen.getAllByTestId<HTMLButtonElement>('capture-take-answer')[0]!.disabled;
  const write = (text: string) => fireEvent.input(byId('capture-answer'), { target: { value: text } });
  expect(taken()).toBe(true);
  await write(`${answer.slice(0, -20)} Own words.`);
  expect(taken(), 'some of it is left').toBe(true);
  await write('Own words alone.');
  expect(taken(), 'none of it is left: it may be taken again').toBe(false);
  await write(answer);
  expect(taken(), 'what was deleted by mistake is quoted again').toBe(true);
  await write('Own words alone.');
  await user.click(byId('capture-category'));
  await user.click(await screen.findByTestId('capture-category-after'));
  await user.click(byId('capture-save'));
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(saved.mock.calls[0]![0].solved).toMatchObject({ answer: 'Own words alone.', articles: [] });
});

test('hardly anything that is left of an answer is nothing', () => {
  const words = 'Refunds arrive within five working days on the card that was paid with.';
  expect(isLeft(words, `Dear Ms Gu: ${words}`)).toBe(true);
  expect(isLeft(words, 'Refunds arrive\n within five working days.')).toBe(true);
  expect(isLeft(words, 'Was it paid?')).toBe(false);
  for (const nothing of ['', '  ', 'Something else.']) expect(isLeft(words, nothing)).toBe(false);
  expect(isLeft('退款', '已退款')).toBe(true);
  // One sentence of many is still the article's.
  expect(isLeft(`${'And so on, and so forth. '.repeat(40)}${words}`, words.slice(0, 40))).toBe(true);
});

test('solved after all not: whoever calls back is asked for again', async () => {
  const { user } = await begin();
  await user.click(byId('capture-solved'));
  await user.click(byId('capture-solved'));
  expect(byId<HTMLInputElement>('capture-recover').checked).toBe(true);
  expect(screen.queryByTestId('capture-answer')).toBeNull();
});

test('its time and what was told go along into the note of a ticket that is there', async () => {
  const { user } = await begin();
  await user.keyboard('2284');
  await screen.findByTestId('capture-open');
  await user.type(byId('capture-question'), 'Asks again.');
  await user.type(byId('capture-when'), 'yesterday 08:05');
  await user.click(byId('capture-solved'));
  await user.type(byId('capture-answer'), 'On Friday.');
  await user.click(screen.getAllByTestId('capture-add-note')[0]!);
  await waitFor(() => expect(text().value).toContain('Asks again.\n\nWhen: yesterday 08:05'));
  expect(text().value).toContain('Told: On Friday.');
});

test('when it came is a time of today that has passed, or of a day that is named', () => {
  const noon = new Date(2026, 10, 27, 12, 0).getTime();
  expect(cameAt('11:58', noon)).toBe(new Date(2026, 10, 27, 11, 58).getTime());
  expect(cameAt(' 9：05 ', noon)).toBe(new Date(2026, 10, 27, 9, 5).getTime());
  expect(cameAt('Yesterday 23:10', noon)).toBe(new Date(2026, 10, 26, 23, 10).getTime());
  expect(cameAt('昨天 23：10', noon)).toBe(new Date(2026, 10, 26, 23, 10).getTime());
  expect(cameAt('2026-11-20 16:20', noon)).toBe(new Date(2026, 10, 20, 16, 20).getTime());
  for (const text of ['', '12', '13:00', '24:00', '12:60', 'noon', 'tomorrow 9:00', '2026-11-28 09:00', '2026-02-30 09:00'])
    expect(cameAt(text, noon), text).toBeNull();
});

test('an answer is taken from Knowledge with the article whose it is', async () => {
  const { desk, user } = await begin();
  const saved = vi.spyOn(desk, 'capture');
  await user.type(byId('capture-question'), 'refund');
  await user.click(byId('capture-solved'));
  const offers = await screen.findAllByTestId('capture-take-answer');
  await user.click(offers[0]!);
  await waitFor(() => expect(byId<HTMLTextAreaElement>('capture-answer').value).not.toBe(''));
  expect(screen.getAllByTestId<HTMLButtonElement>('capture-take-answer')[0]!.disabled).toBe(true);
  await user.click(byId('capture-category'));
  await user.click(await screen.findByTestId('capture-category-after'));
  await user.click(byId('capture-save'));
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(saved.mock.calls[0]![0].solved!.articles).toHaveLength(1);
});
