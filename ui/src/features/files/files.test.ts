// Files of a message: where they are, fetched when they are away, saved, and looked at without leaving the window.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { FileView } from '../../ipc';
import { byId, GU, openDesk } from '../../test-desk';
import { halves, percent, shownName, size } from '../../words/files';

async function gu() {
  const opened = await openDesk();
  await opened.user.click(byId('row-10482'));
  await screen.findByTestId('files');
  return opened;
}
const file = (name: string) =>
  screen.getAllByTestId('file').find((f) => f.querySelector('.vh')!.textContent.includes(name)) as HTMLElement;

test('each file says where it is; one that is away is fetched on request and tells how far it is', async () => {
  const { desk, user } = await gu();
  expect(file('指示灯').textContent).toContain('On this computer');
  expect(file('录像').textContent).toContain('On the server only');
  const wanted = vi.spyOn(desk, 'wantFile');
  await user.click(screen.getByRole('button', { name: /^Fetch 出水口录像/ }));
  expect(wanted).toHaveBeenCalledExactlyOnceWith('f-film');
  await waitFor(() => expect(file('录像').textContent).toContain('To be fetched'));
  await waitFor(() => expect(file('录像').textContent).toContain('Being fetched, 42%'));
  await waitFor(() => expect(file('录像').dataset.state).toBe('here'), { timeout: 3000 });
  expect(within(file('录像')).getByTestId('file-save')).toBeTruthy();
});

test('saving asks where; no place chosen is no word, a refusal names the file', async () => {
  const { desk, user } = await gu();
  const saved = vi.spyOn(desk, 'saveFile').mockResolvedValueOnce(false);
  const save = () => user.click(within(file('指示灯')).getByTestId('file-save'));
  await save();
  expect(saved).toHaveBeenCalledExactlyOnceWith('f-light', '指示灯闪烁.jpg');
  expect(screen.queryByTestId('toast')).toBeNull();
  await save();
  expect((await screen.findByTestId('toast')).textContent).toContain('Saved: 指示灯闪烁.jpg');
  saved.mockRejectedValueOnce({ code: 'file-not-reached', detail: {} });
  await save();
  await waitFor(() =>
    expect(screen.getAllByTestId('toast').at(-1)!.textContent).toContain('指示灯闪烁.jpg could not be written there'),
  );
});

test('a picture is shown small, and larger in a dialog under which no key acts', async () => {
  const { desk, user } = await gu();
  const preview = await screen.findByTestId('file-preview');
  expect(preview.querySelector('img')!.src).toMatch(/^data:image\//);
  preview.focus();
  await user.keyboard('{Enter}');
  const dialog = await screen.findByTestId('picture');
  expect(within(dialog).getByRole('img', { name: '指示灯闪烁.jpg' })).toBeTruthy();
  const solved = vi.spyOn(desk, 'transition');
  await user.keyboard('en');
  expect(solved).not.toHaveBeenCalled();
  expect(byId('conversation').dataset.ticket).toBe('10482');
  const saved = vi.spyOn(desk, 'saveFile');
  await user.click(byId('picture-save'));
  expect(saved).toHaveBeenCalledOnce();
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('picture')).toBeNull();
  expect(document.activeElement).toBe(preview);
});

test('only what Rust calls a picture is drawn, and a film is never asked for', async () => {
  const { desk, user } = await openDesk();
  const asked = vi.spyOn(desk, 'filePreview').mockResolvedValue('data:text/html,<b>no</b>');
  await user.click(byId('row-10482'));
  await waitFor(() => expect(asked).toHaveBeenCalledExactlyOnceWith('f-light'));
  expect(screen.queryByTestId('file-preview')).toBeNull();
});

test('a message of a file alone shows the file', async () => {
  const { desk, user } = await openDesk();
  const t = desk.tickets.get(GU)!;
  const scan: FileView = { name: 'scan.pdf', size: 5000, hash: 'f-scan', image: false, state: 'leaving', moved: 2500 };
  t.timeline = t.timeline.map((i) => (i.type === 'message' ? { ...i, html: '', files: [scan] } : i));
  await user.click(byId('row-10482'));
  expect((await screen.findAllByTestId('file'))[0]!.textContent).toContain('Being uploaded, 50%');
});

test('a name keeps its ending, cannot pose as another, and a size is in words', () => {
  expect(halves('出水口录像 2026-12-09 早上第二次.mp4')).toEqual(['出水口录像 2026-12-09 早', '上第二次.mp4']);
  expect(halves('a.b')).toEqual(['', 'a.b']);
  expect(halves('👩‍🔧 repair.jpeg').join('')).toBe('👩‍🔧 repair.jpeg');
  expect(shownName('photo\u202egpj.exe')).toBe('photo\ufffdgpj.exe');
  expect([0, 999, 1000, 421_888, 14_680_064].map(size)).toEqual(['0 B', '999 B', '1 KB', '412 KB', '14.0 MB']);
  expect([0, 21, 100].map((moved) => percent({ size: 50, moved }))).toEqual(['', '42%', '99%']);
});
