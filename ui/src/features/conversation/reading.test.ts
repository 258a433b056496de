// Reading a ticket: what is folded and quoted, what is new, what the clocks came to, and where links lead.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, GU, openDesk } from '../../test-desk';

const bodyOf = (el: HTMLElement) => el.textContent ?? '';

test('what a mail quotes stays behind its count until it is asked for, and stays open while the ticket is', async () => {
  const { desk, user } = await openDesk();
  Object.assign(
    desk.tickets.get(GU)!.timeline.find((i) => i.type === 'message')!,
    {
      html: '<p>Still leaks.</p>',
      quoted: '<p>On Mon, 7 Dec 2026, Wen wrote:<br>&gt; Did you try?<br>&gt; Wen</p>',
    },
  );
  await user.click(byId('row-10482'));
  const button = await screen.findByTestId('show-quoted');
  expect(button.textContent).toContain('Show quoted text (3 lines)');
  expect(button.getAttribute('aria-expanded')).toBe('false');
  expect(screen.queryByTestId('quoted')).toBeNull();
  button.focus();
  await user.keyboard('{Enter}');
  expect(bodyOf(byId('quoted'))).toContain('> Did you try?');
  desk.customerWrites(GU, '还有一件事');
  await screen.findByText('还有一件事');
  expect(screen.getByTestId('quoted')).toBeTruthy();
  await user.click(byId('show-quoted'));
  expect(screen.queryByTestId('quoted')).toBeNull();
});

const letters = Array.from({ length: 60 }, (_, n) => `Line ${n}`);
const long = `<p>${letters.join('<br>')}</p>`;

test('a long text that was read before is folded, and the rest is one step away', async () => {
  const { desk, user } = await openDesk();
  Object.assign(
    desk.tickets.get(GU)!.timeline.find((i) => i.type === 'message')!,
    { html: long },
  );
  await user.click(byId('row-10482'));
  const button = await screen.findByTestId('unfold');
  expect(button.textContent).toContain('Show the rest (about 42 lines)');
  const message = screen.getAllByTestId('message')[0]!;
  expect(bodyOf(message)).toContain('Line 17');
  expect(bodyOf(message)).not.toContain('Line 18');
  await user.click(button);
  expect(bodyOf(message)).toContain('Line 59');
  expect(byId('unfold').textContent).toContain('Fold again');
});

test('neither the newest message nor what is new is ever folded, not even once a newer one comes', async () => {
  const { desk, user } = await openDesk();
  for (const item of desk.tickets.get(GU)!.timeline) if (item.type === 'message' && item.kind === 'customer') item.html = long;
  desk.tickets.get(GU)!.lastRead = Date.now() - 28 * 60_000;
  await user.click(byId('row-10482'));
  expect(await screen.findAllByTestId('unfold')).toHaveLength(1);
  desk.customerWrites(GU, '还有一件事');
  await screen.findByText('还有一件事');
  expect(screen.getAllByTestId('unfold')).toHaveLength(1);
});

/** A window has a size: the timeline shows 400 px of items that are 300 px each. */
function sized() {
  const top = (el: Element): number => {
    const box = document.querySelector('[data-testid="timeline"]') as HTMLElement;
    if (el === box) return 0;
    const all = [...box.querySelectorAll('[data-item], .since')];
    const at = all.indexOf(el);
    return (at < 0 ? 0 : all.slice(0, at).filter((x) => x.matches('[data-item]')).length * 300) - box.scrollTop;
  };
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const from = top(this);
    const height = this.matches('[data-testid="timeline"]') ? 400 : 300;
    return { top: from, bottom: from + height, height, left: 0, right: 0, width: 0, x: 0, y: from } as DOMRect;
  });
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockImplementation(function (this: HTMLElement) {
    return this.querySelectorAll('[data-item]').length * 300;
  });
}

test('a ticket with more that is new than fits opens at the first of it, and says how much lies below', async () => {
  const { desk, user } = await openDesk();
  for (let n = 1; n <= 3; n++) desk.customerWrites(GU, `新的 ${n}`, Date.now() - 1000);
  desk.tickets.get(GU)!.lastRead = Date.now() - 60_000;
  sized();
  await user.click(byId('row-10482'));
  const newer = await screen.findByTestId('newer');
  const box = byId('timeline');
  const before = box.querySelectorAll('[data-item]').length - 3;
  await waitFor(() => expect(box.scrollTop).toBe(before * 300 - 8));
  expect(newer.textContent).toContain('1 new');
  await user.click(newer);
  expect(box.scrollTop).toBe((before + 3) * 300 - 400);
  expect(document.activeElement).toBe(box);
  await waitFor(() => expect(screen.queryByTestId('newer')).toBeNull());
});

test('what comes while one reads moves nothing, is announced, and is one key away', async () => {
  const { desk, user } = await openDesk();
  sized();
  await user.click(byId('row-10482'));
  const box = await screen.findByTestId('timeline');
  await waitFor(() => expect(box.scrollTop).toBeGreaterThan(0));
  const at = box.scrollTop;
  expect(byId('arrived').getAttribute('role')).toBe('status');
  desk.customerWrites(GU, '还在吗？', Date.now() + 1000);
  expect((await screen.findByTestId('newer')).textContent).toContain('1 new');
  expect(byId('arrived').textContent).toBe('New message from 顾晓岚');
  expect(box.scrollTop).toBe(at);
  await user.click(byId('composer-text'));
  await user.keyboard('{End}');
  expect(box.scrollTop).toBe(at);
  (document.activeElement as HTMLElement).blur();
  await fireEvent.keyDown(document.body, { key: 'End' });
  expect(box.scrollTop).toBeGreaterThan(at);
});

test('what a clock came to stands among what happened, in the desk’s language', async () => {
  const { desk } = await openDesk('lang=zh-Hans');
  desk.clickAlert('t10405');
  const clocks = (await screen.findAllByTestId('event')).filter((el) => el.dataset.level);
  expect(clocks.map((el) => el.dataset.level)).toEqual(['breach', 'escalation']);
  expect(clocks[0]!.textContent).toContain('已超时');
  expect(clocks[1]!.textContent).toContain('已升级给 秦越');
});

test('pictures that lie elsewhere are counted, not loaded', async () => {
  const { desk } = await openDesk();
  desk.clickAlert('t10405');
  expect((await screen.findByTestId('pictures-left')).textContent).toContain('1 picture lies on the sender’s server');
});

test('pictures come for one message when they are asked for, and what cannot be reached says so and can be tried again', async () => {
  const { desk, user } = await openDesk();
  desk.clickAlert('t10405');
  desk.net = 'unreachable';
  await user.click(await screen.findByTestId('show-pictures'));
  await waitFor(() => expect(byId('pictures-left').textContent).toContain('cannot be reached'));
  desk.net = 'shown';
  await user.click(byId('show-pictures'));
  await waitFor(() => expect(screen.queryByTestId('pictures-left')).toBeNull());
});

test('a link asks before it is followed: the whole address, its host, and what is doubtful; it is copied, never opened', async () => {
  const { desk, user } = await openDesk();
  Object.assign(
    desk.tickets.get(GU)!.timeline.find((i) => i.type === 'message')!,
    {
      html: '<p>看这里 https://bank.example@evil.example/login 。</p>',
    },
  );
  await user.click(byId('row-10482'));
  const copied = vi.spyOn(navigator.clipboard, 'writeText');
  const link = await screen.findByTestId('link');
  expect(link.getAttribute('role')).toBe('link');
  link.focus();
  await user.keyboard('{Enter}');
  const dialog = await screen.findByTestId('link-ask');
  expect(dialog.getAttribute('aria-label')).toBe('This link leads to evil.example');
  expect(byId('link-address').textContent).toBe('https://bank.example@evil.example/login');
  expect(byId('link-address').querySelector('b')!.textContent).toBe('evil.example');
  expect(within(dialog).getAllByTestId('link-doubt')[0]!.textContent).toContain('The text says');
  await user.click(byId('link-copy'));
  expect(copied).toHaveBeenCalledWith('https://bank.example@evil.example/login');
  await waitFor(() => expect(screen.queryByTestId('link-ask')).toBeNull());
});

test('of many messages the newest are there with the ticket, the others as soon as these are on the screen', async () => {
  const { desk, user } = await openDesk();
  const detail = desk.tickets.get(GU)!;
  const message = detail.timeline.find((i) => i.type === 'message')!;
  detail.timeline = Array.from({ length: 40 }, (_, n) => ({ ...message, id: `many-${n}`, at: message.at + n }));
  const frames: FrameRequestCallback[] = [];
  const held = vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame));
  await user.click(byId('row-10482'));
  await waitFor(() => expect(screen.getAllByTestId('message')).toHaveLength(12));
  expect(document.querySelector('[data-item="many-39"]')).toBeTruthy();
  held.mockRestore();
  for (const frame of frames) frame(0);
  await waitFor(() => expect(screen.getAllByTestId('message')).toHaveLength(40));
});

test('what a customer writes while the ticket is being read is there when it is open', async () => {
  const { desk, user } = await openDesk();
  const ticket = desk.ticket.bind(desk);
  let wrote = false;
  vi.spyOn(desk, 'ticket').mockImplementation(async (id) => {
    const read = structuredClone(await ticket(id));
    if (!wrote) {
      wrote = true;
      desk.customerWrites(GU, '刚刚写的');
      await new Promise((done) => setTimeout(done));
    }
    return read;
  });
  await user.click(byId('row-10482'));
  await screen.findByText('刚刚写的');
});
