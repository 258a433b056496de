// Each thing a person does has one of seven states, as an icon and a word, the same wherever it is shown.
import { render, screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { ItemState } from '../../ipc';
import StateWord from '../../parts/StateWord.svelte';
import { byId, openDesk, TAO } from '../../test-desk';

const words: Record<ItemState, string> = {
  draft: 'Draft',
  waiting: 'Waiting',
  sending: 'Sending',
  sent: 'Sent',
  held: 'Held',
  uncertain: 'Uncertain',
  rejected: 'Not accepted',
};
const states = Object.keys(words) as ItemState[];

test('every state is an icon, a word and an explanation of its own', () => {
  const drawn = states.map((state) => {
    const { container } = render(StateWord, { state });
    const word = container.querySelector('.st')!;
    expect(word.textContent).toBe(words[state]);
    return [word.querySelector('svg')!.innerHTML, word.getAttribute('title')];
  });
  for (const side of [0, 1]) expect(new Set(drawn.map((d) => d[side])).size, `side ${side}`).toBe(states.length);
});

test('the timeline and the outbox say the same of the same thing', async () => {
  const { user, desk } = await openDesk();
  const shown = states.filter((state) => state !== 'draft');
  const t = desk.tickets.get(TAO)!;
  for (const state of shown) {
    const operation = `op-${state}`;
    const reason = state === 'held' || state === 'rejected' ? { id: 'held-too-old', args: {} } : null;
    const more = { operation, state, reason, at: Date.now(), offline: true };
    const message = { type: 'message' as const, id: operation, kind: 'reply' as const, author: 'me', mine: true, html: state };
    t.timeline.push({
      ...message,
      ...more,
      formatted: false,
      forwarded: null,
      quoted: null,
      images: 0,
      pictures: 'left',
      lang: null,
      channel: null,
      files: [],
    });
    desk.box.push({
      ...more,
      ticket: TAO,
      article: null,
      number: '10479',
      subject: 's',
      subjectLang: 'zh-Hans',
      kind: 'reply',
      summary: state,
      leavesAt: null,
      files: 0,
    });
  }
  desk.say('lists', 'outbox', { ticket: TAO });
  await user.click(byId('row-10479'));
  for (const state of shown)
    await waitFor(() => {
      const message = screen.getAllByTestId('message').find((m) => m.dataset.state === state && m.textContent.includes(state))!;
      expect(message.textContent).toContain(words[state]);
    });
  expect(screen.getByText(/no answer came\. It goes out again as the same message/)).toBeTruthy();
  await user.click(byId('view-offline'));
  const rows = await screen.findAllByTestId('outbox-row');
  expect(rows.map((row) => row.querySelector('.sub')!.getAttribute('lang'))).toEqual(shown.map(() => 'zh-Hans'));
  expect(rows.map((r) => [r.dataset.state, r.querySelector('.end .st, .st')!.textContent.trim()])).toEqual(
    shown.map((state) => [state, words[state]]),
  );
}, 20_000);
