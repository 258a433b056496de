// Writing with marks: by the toolbar, by keys, by Enter; never while an input method composes; and how it is read then.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, composingKey, openDesk, text } from '../../test-desk';

async function writing(words = '') {
  const story = await openDesk();
  await story.user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  if (words) await story.user.type(text(), words);
  return story;
}
const select = (from: number, to: number) => text().setSelectionRange(from, to);

test('what is selected becomes bold by its key and by its button, and is saved as it stands', async () => {
  const { desk, user } = await writing('please wait here');
  const saved = vi.spyOn(desk, 'saveDraft');
  select(7, 11);
  await user.keyboard('{Control>}b{/Control}');
  expect(text().value).toBe('please **wait** here');
  expect(text().value.slice(text().selectionStart, text().selectionEnd)).toBe('wait');
  await user.click(byId('mark-bold'));
  expect(text().value).toBe('please wait here');
  expect(document.activeElement).toBe(text());
  await user.click(byId('mark-italic'));
  await waitFor(() => expect(saved.mock.lastCall?.[2]).toBe('please *wait* here'));
});

test('Enter goes on with a list and ends it, and Ctrl+Enter still sends', async () => {
  const { desk, user } = await writing('Do this:{Enter}- one{Enter}two{Enter}{Enter}Thank you');
  expect(text().value).toBe('Do this:\n- one\n- two\nThank you');
  const sent = vi.spyOn(desk, 'reply');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(sent.mock.calls[0]![1]).toBe('Do this:\n- one\n- two\nThank you');
});

test('while an input method composes, no key changes the text', async () => {
  await writing('- 退款');
  await fireEvent(text(), composingKey('Enter'));
  await fireEvent(text(), composingKey('b', { ctrlKey: true }));
  await fireEvent(text(), new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }));
  expect(text().value).toBe('- 退款');
});

test('what was formatted is read so in the conversation; what was typed plainly is not touched', async () => {
  const { user } = await writing('Please **wait**:{Enter}- one{Enter}two');
  await user.click(byId('send'));
  const shown = await screen.findByTestId('formatted');
  expect(shown.querySelector('strong')?.textContent).toBe('wait');
  expect([...shown.querySelectorAll('li')].map((li) => li.textContent)).toEqual(['one', 'two']);
  await user.type(text(), '2*3*4 is 24');
  await user.click(byId('send'));
  expect(await screen.findByText('2*3*4 is 24')).toBeTruthy();
  expect(screen.getAllByTestId('formatted')).toHaveLength(1);
});

test('the preview shows it as it will be read, with the signature, and leads back to the caret', async () => {
  const { desk, user } = await openDesk();
  desk.own.signature = 'Wen, Shop';
  await user.click(byId('row-10482'));
  await user.type(await screen.findByTestId('composer-text'), 'Please **wait**');
  select(3, 3);
  await fireEvent.select(text());
  await user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}');
  const preview = await screen.findByTestId('preview-text');
  await waitFor(() => expect(preview.querySelector('strong')?.textContent).toBe('wait'));
  expect(preview.textContent).toContain('Wen, Shop');
  expect(document.activeElement).toBe(preview);
  await user.click(byId('preview'));
  expect(screen.queryByTestId('preview-text')).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(text()));
  expect(text().selectionStart).toBe(3);
  expect(text().value).toBe('Please **wait**');
});

test('a preview is sent as it stands', async () => {
  const { desk, user } = await writing('Please **wait**');
  const sent = vi.spyOn(desk, 'reply');
  await user.click(byId('preview'));
  await screen.findByTestId('preview-text');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(sent.mock.calls[0]?.[1]).toBe('Please **wait**'));
  expect(screen.queryByTestId('preview-text')).toBeNull();
});

test('an address pasted over words becomes their link, and a link asks before it is followed', async () => {
  const { user } = await writing('see the form');
  select(4, 12);
  await user.paste('https://shop.example/return');
  expect(text().value).toBe('see [the form](https://shop.example/return)');
  await user.click(byId('send'));
  const shown = await screen.findByTestId('formatted');
  await user.click(shown.querySelector('[role=link]')!);
  expect((await screen.findByTestId('link-address')).textContent).toBe('https://shop.example/return');
});
