// Articles as work: read changes, suggest, publish, and no outdated answer leaves.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, openDesk } from '../../test-desk';

const text = () => screen.getByTestId<HTMLTextAreaElement>('composer-text');

test('a change that must be read stands above the ticket, and goes once it was read', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  expect(screen.queryByTestId('must-read')).toBeNull();
  desk.articleChanges('k-presale', '定金在 24 小时内可退。', '可退时限改为 24 小时');
  expect((await screen.findByTestId('must-read')).textContent).toContain('可退时限改为 24 小时');
  expect(byId('count-of-notices').textContent).toContain('1');
  await user.click(byId('must-read-acknowledge'));
  await waitFor(() => expect(screen.queryByTestId('must-read')).toBeNull());
  await user.click(byId('view-notices'));
  const notice = await screen.findByTestId('notice-row');
  expect(notice.dataset.read).toBe('true');
  expect(byId('notice-list').hasAttribute('aria-activedescendant')).toBe(false);
  await user.click(notice);
  await waitFor(() => expect(byId('notice-list').getAttribute('aria-activedescendant')).toBe(notice.id));
});

test('an answer whose article has changed stops before it leaves, and the new words take its place', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.click(await screen.findByTestId('insert'));
  await user.type(await screen.findByTestId('knowledge-search'), '两次报修');
  await user.click(await screen.findByTestId('article-k-replace'));
  await user.click(await screen.findByTestId('article-insert'));
  await user.type(text(), ' 谢谢。');
  desk.articleChanges('k-replace', '三次同一故障才可更换。');
  const sent = vi.spyOn(desk, 'reply').mockRejectedValueOnce({ code: 'article-outdated', detail: {} });
  await user.click(byId('send'));
  expect((await screen.findByTestId('outdated')).textContent).toContain('三次同一故障');
  expect(text().value, 'nothing of the text is lost').toContain('谢谢。');
  await user.click(byId('outdated-replace'));
  expect(text().value).toContain('三次同一故障才可更换。');
  expect(text().value).not.toContain('整机更换条件');
  await user.click(byId('send'));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(sent.mock.calls[1]![3]).toEqual([{ article: 'k-replace', version: 7 }]);
});

test('words by slash: found by shortcut, taken by Enter at the caret, left alone with Esc', async () => {
  const { user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.type(await screen.findByTestId('composer-text'), '好的 /hel');
  expect((await screen.findByTestId('quick-reply')).textContent).toContain('开场问候');
  await user.keyboard('{Enter}');
  expect(text().value).toContain('好的 您好，欢迎咨询');
  expect(text().value).not.toContain('/hel');
  await user.clear(text());
  await user.type(text(), '24/7 and/or');
  expect(screen.queryByTestId('quick-replies'), 'a slash within a word is a slash').toBeNull();
  await user.type(text(), ' /x');
  await screen.findByTestId('quick-replies');
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('quick-replies')).toBeNull();
  await user.keyboard('y');
  expect(screen.queryByTestId('quick-replies'), 'it was meant as a slash').toBeNull();
  expect(text().value).toContain('/xy');
});

test('an article is written with a preview, kept as it is typed, and suggested', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('view-knowledge'));
  await user.click(await screen.findByTestId('article-new'));
  await user.click(byId('editor-send'));
  expect(byId('editor-missing').textContent).toContain('needed');
  await user.type(byId('editor-title'), 'Gift cards');
  await user.type(byId('editor-body'), 'They hold for a year.');
  await waitFor(() => expect(desk.articleDrafts.get('new')?.body).toBe('They hold for a year.'));
  await user.click(byId('editor-close'));
  await user.click(await screen.findByTestId('article-new'));
  expect(screen.getByTestId<HTMLTextAreaElement>('editor-body').value, 'as it was left').toBe('They hold for a year.');
  const suggested = vi.spyOn(desk, 'suggestArticle');
  await user.click(byId('editor-send'));
  await waitFor(() => expect(suggested).toHaveBeenCalledWith(expect.objectContaining({ title: 'Gift cards' }), false));
  expect((await screen.findByTestId('article-version')).textContent).toContain('not published yet');
  expect((await screen.findByTestId('suggestion')).textContent).toContain('They hold for a year.');
});

test('a suggestion that was written is not offered to be sent again when the list beside it fails', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('view-knowledge'));
  await user.click(await screen.findByTestId('article-new'));
  await user.type(byId('editor-title'), 'Gift cards');
  await user.type(byId('editor-body'), 'They hold for a year.');
  const suggested = vi.spyOn(desk, 'suggestArticle');
  const listed = vi.spyOn(desk, 'knowledgeOverview').mockRejectedValue({ code: 'unexpected', detail: {} });
  await user.click(byId('editor-send'));
  await waitFor(() => expect(listed).toHaveBeenCalled());
  expect((await screen.findByTestId('article-version')).textContent).toContain('not published yet');
  expect(screen.queryByTestId('editor-send')).toBeNull();
  expect(desk.articleDrafts.has('new')).toBe(false);
  expect(suggested).toHaveBeenCalledOnce();
});

test('what is published over a version that has changed meanwhile is not called published', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('view-knowledge'));
  await user.click(await screen.findByTestId('article-new'));
  await user.type(byId('editor-title'), 'Gift cards');
  await user.type(byId('editor-body'), 'They hold for a year.');
  const read = desk.article.bind(desk);
  const suggested = vi.spyOn(desk, 'suggestArticle');
  vi.spyOn(desk, 'article').mockImplementation(async (id, ticket) => {
    const view = await read(id, ticket);
    return { ...view, suggestions: view.suggestions.map((one) => ({ ...one, behind: true })) };
  });
  await user.click(byId('editor-send'));
  await waitFor(() => expect(suggested).toHaveBeenCalledOnce());
  expect((await screen.findByTestId('toast')).textContent).toContain('not published');
});

test('a change request that the disk refused is said and not forgotten', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.click(byId('view-knowledge'));
  await user.type(await screen.findByTestId('knowledge-search'), '两次报修');
  await user.click(await screen.findByTestId('article-k-replace'));
  await user.click(await screen.findByTestId('article-more'));
  await user.click(await screen.findByTestId('article-more-change'));
  await user.type(byId('ask-text'), 'Twice is three times now');
  const asked = vi.spyOn(desk, 'requestChange').mockRejectedValueOnce({ code: 'disk-full', detail: {} });
  await user.click(byId('ask-answer'));
  expect((await screen.findByTestId('ask-refused')).textContent).not.toBe('');
  expect(screen.getByTestId<HTMLTextAreaElement>('ask-text').value).toBe('Twice is three times now');
  await user.click(byId('ask-answer'));
  await waitFor(() => expect(screen.queryByTestId('ask')).toBeNull());
  expect(asked).toHaveBeenCalledTimes(2);
});

test('a change request marks the article, and what does not hold cannot be inserted', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.click(byId('view-knowledge'));
  await user.click(await screen.findByTestId('article-k-refund'));
  await user.click(await screen.findByTestId('article-more'));
  await user.click(byId('article-more-change'));
  await user.type(await screen.findByTestId('ask-text'), 'Cards take 3 days now.');
  await user.click(byId('ask-answer'));
  expect((await screen.findByTestId('change-request')).textContent).toContain('Cards take 3 days now.');
  expect(byId('article-stale').textContent).toContain('something is wrong');
  await desk.withdrawArticle('k-refund', 9);
  await waitFor(() => expect(byId('article-stale').textContent).toContain('withdrawn'));
  expect(screen.queryByTestId('article-insert')).toBeNull();
});

test('what a call may be about is guessed with its reason, and taken by hand', async () => {
  const { desk, user } = await openDesk();
  await user.keyboard('{Control>}{Shift>}n{/Shift}{/Control}');
  await user.type(await screen.findByTestId('capture-question'), '插座冒烟了，要退款');
  expect((await screen.findByTestId('guess-urgency')).textContent).toContain('冒烟');
  // What is read out is what is seen, after what a press does.
  expect(screen.getByRole('button', { name: /^Take\s+Urgency: Emergency.*冒烟/ })).toBe(byId('guess-urgency'));
  await user.click(byId('guess-urgency'));
  await user.click(byId('guess-category'));
  await waitFor(() => expect(screen.queryByTestId('guesses')).toBeNull());
  const captured = vi.spyOn(desk, 'capture');
  await user.click(byId('capture-save'));
  await waitFor(() =>
    expect(captured).toHaveBeenCalledWith(expect.objectContaining({ urgency: 'emergency', category: 'refund' })),
  );
});

test('an article that was filled in for one customer is filled in anew for the next before it can be inserted', async () => {
  const { desk, user } = await openDesk();
  vi.spyOn(desk, 'article').mockImplementation(async (id, ticket) => ({
    ...structuredClone(desk.articles.get(id)!),
    answer: `For ${ticket}`,
  }));
  await user.click(byId('row-10482'));
  await user.click(byId('view-knowledge'));
  await user.click(await screen.findByTestId('article-k-replace'));
  await screen.findByText('For t10482');
  await user.click(byId('view-mine'));
  await user.click(await screen.findByTestId('row-10479'));
  await user.click(byId('view-knowledge'));
  await screen.findByText('For t10479');
  await user.click(await screen.findByTestId('article-insert'));
  await waitFor(() => expect(text().value).toBe('For t10479'));
});
