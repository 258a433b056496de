// Naming a colleague: found by name and sound, only in a note, never while an input method composes; and being named.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, composingKey, openDesk, text } from '../../test-desk';

async function noting() {
  const story = await openDesk();
  await story.user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await story.user.click(byId('kind-note'));
  return story;
}

test('a colleague is found by initials, taken by Enter, told before it is said, and stands there by name', async () => {
  const { desk, user } = await noting();
  const said = vi.spyOn(desk, 'note');
  await user.type(text(), '请 @qy');
  expect((await screen.findByTestId('mention-qin')).textContent).toContain('秦越');
  await user.keyboard('{Enter}');
  expect(text().value).toBe('请 @qin ');
  expect(screen.queryByTestId('mentions')).toBeNull();
  await user.type(text(), '看一下');
  await waitFor(() => expect(byId('will').textContent).toContain('tells 秦越'));
  await user.click(byId('send'));
  expect(said).toHaveBeenCalledExactlyOnceWith(expect.any(String), '请 @qin 看一下');
  expect((await screen.findByTestId('mention')).textContent).toBe('@秦越');
});

test('the mouse takes one too; Esc leaves the sign as it was typed, and what is mail names nobody', async () => {
  const { user } = await noting();
  await user.type(text(), '@ye');
  await fireEvent.mouseDown(await screen.findByTestId('mention-ye'));
  expect(text().value).toBe('@ye ');
  await user.type(text(), '@b');
  await screen.findByTestId('mention-bai');
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('mentions')).toBeNull();
  await user.type(text(), 'ai help@qin');
  expect(text().value).toBe('@ye @bai help@qin');
  expect(screen.queryByTestId('mentions')).toBeNull();
});

test('while an input method composes, its keys choose nobody; a reply offers no colleague', async () => {
  const { user } = await noting();
  await user.type(text(), '@b');
  await screen.findByTestId('mention-bai');
  await fireEvent(text(), composingKey('Enter'));
  await fireEvent(text(), composingKey('ArrowDown'));
  expect(text().value).toBe('@b');
  await user.click(byId('kind-reply'));
  await user.type(text(), '@b');
  expect(screen.queryByTestId('mentions')).toBeNull();
});

test('where I was named stands in a list of its own, and among the alerts by who did it', async () => {
  const { desk, user } = await openDesk();
  const t = desk.tickets.get('t10482')!;
  const [first] = t.timeline.filter((i) => i.type === 'message');
  Object.assign(first!, { kind: 'note', html: '<p><span class="mention me">@Wen Shuyan</span> look</p>', formatted: true });
  desk.alertRows = [
    { ...desk.alertRows[0]!, id: 'al-at', ticket: t.row.id, number: '10482', clock: 'mention', level: 'warning', by: '秦越' },
  ];
  await user.keyboard('gi');
  expect(await screen.findByTestId('row-10482')).toBeTruthy();
  await user.keyboard('ga');
  expect((await screen.findByTestId('alert-10482')).textContent).toContain('秦越 named you');
});
