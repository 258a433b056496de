// Colleagues: seen in the list, in the ticket and above what one writes; and what they are told of me.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { byId, GU, openDesk, TAO, text } from '../../test-desk';
import { initials } from './faces';

type Desk = Awaited<ReturnType<typeof openDesk>>;
const ticket = async ({ user }: Desk, number: string) => {
  await user.click(byId(`row-${number}`));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe(number));
};
const announced = () => byId('announced').textContent;

test('a colleague opens the ticket, writes in it and leaves it; it is seen in the list and in its head, and said once', async () => {
  const story = await openDesk();
  const { desk } = story;
  await ticket(story, '10482');
  expect(screen.queryByTestId('present')).toBeNull();

  desk.isIn(GU, 'a-bai', 'looks');
  const present = await screen.findByTestId('present');
  expect(screen.getByRole('button', { name: /In this ticket now: 白知夏 is looking at this ticket/ })).toBe(present);
  expect(present.textContent).toContain('白');
  expect(within(byId('row-10482')).getByTestId('at-10482').textContent).toContain('Open at 白知夏');
  expect(announced()).not.toContain('白知夏');

  desk.isIn(GU, 'a-bai', 'replies');
  await waitFor(() => expect(announced()).toContain('白知夏 is writing a reply'));
  expect(byId('present').textContent).toContain('白知夏 is writing a reply');
  desk.isIn(GU, 'a-bai', 'looks');
  desk.isIn(GU, 'a-bai', 'replies');
  await waitFor(() => expect(byId('at-10482').textContent).toContain('writing'));
  expect(announced().split('is writing a reply')).toHaveLength(2);

  desk.isIn(GU, 'a-bai', null);
  await waitFor(() => expect(screen.queryByTestId('present')).toBeNull());
  expect(screen.queryByTestId('at-10482')).toBeNull();
});

test('more than three are counted, and each is named to whoever asks', async () => {
  const story = await openDesk('present');
  await ticket(story, '10471');
  const present = await screen.findByTestId('present');
  expect(present.textContent).toContain('MH');
  expect(present.textContent).toContain('+2');
  for (const name of ['白知夏', '秦越', '叶知秋', 'Mia Halvorsen']) expect(present.textContent).toContain(name);
  expect(present.getAttribute('aria-expanded')).toBe('false');
  await story.user.click(present);
  expect(present.getAttribute('aria-expanded')).toBe('true');
  await story.user.keyboard('{Escape}');
  expect(present.getAttribute('aria-expanded')).toBe('false');
  expect(byId('conversation').dataset.ticket).toBe('10471');
});

test('whoever writes a reply where a colleague does is told so beside the text, and where one has answered since, that first', async () => {
  const story = await openDesk();
  const { desk, user } = story;
  await ticket(story, '10482');
  desk.isIn(GU, 'a-bai', 'replies');
  await screen.findByTestId('present');
  expect(screen.queryByTestId('crossing'), 'nothing is written yet').toBeNull();
  await user.type(text(), 'We send a new one.');
  expect(byId('crossing').textContent).toContain('白知夏 is replying, too');

  desk.colleagueReplies(GU, '白知夏', 'A new one is on its way.');
  await waitFor(() => expect(byId('crossing').textContent).toMatch(/白知夏 replied at .*, after you began/));
  desk.isIn(GU, 'a-bai', null);
  expect(byId('crossing').textContent).toContain('after you began');

  await user.clear(text());
  await waitFor(() => expect(screen.queryByTestId('crossing')).toBeNull());
  await user.type(text(), 'One more thing.');
  expect(screen.queryByTestId('crossing'), 'it was begun after that').toBeNull();
});

test('a note crosses nobody', async () => {
  const story = await openDesk();
  await ticket(story, '10482');
  story.desk.isIn(GU, 'a-bai', 'replies');
  await story.user.click(byId('kind-note'));
  await story.user.type(text(), 'For whoever comes next.');
  await screen.findByTestId('present');
  expect(screen.queryByTestId('crossing')).toBeNull();
});

test('colleagues hear which ticket I have open and that I write there, and never what', async () => {
  const story = await openDesk();
  const { desk, user } = story;
  await ticket(story, '10482');
  await waitFor(() => expect(desk.looked.at(-1)).toEqual({ ticket: GU, doing: 'looks' }));
  await user.type(text(), 'Hello');
  await waitFor(() => expect(desk.looked.at(-1)).toEqual({ ticket: GU, doing: 'replies' }));
  const said = desk.looked.length;
  await user.type(text(), ' again');
  expect(desk.looked.length, 'the same is not said with every key').toBe(said);
  await user.click(byId('send'));
  await waitFor(() => expect(desk.looked.at(-1)).toEqual({ ticket: GU, doing: 'looks' }));

  await user.click(byId('kind-note'));
  await user.type(text(), 'x');
  await waitFor(() => expect(desk.looked.at(-1)).toEqual({ ticket: GU, doing: 'notes' }));
  await ticket(story, '10479');
  await waitFor(() => expect(desk.looked.at(-1)).toEqual({ ticket: TAO, doing: 'looks' }));
  await user.click(byId('view-knowledge'));
  await waitFor(() => expect(desk.looked.at(-1)).toEqual({ ticket: null, doing: 'looks' }));
});

test('cut off, nothing is said of colleagues', async () => {
  const story = await openDesk('present');
  await ticket(story, '10482');
  await screen.findByTestId('present');
  story.desk.goOffline();
  story.desk.say('presence');
  await waitFor(() => expect(screen.queryByTestId('present')).toBeNull());
  expect(screen.queryByTestId('at-10471')).toBeNull();
});

test('a reply that is put off says that the ticket is taken now', async () => {
  const story = await openDesk();
  await story.user.click(byId('view-unassigned'));
  await screen.findByTestId('row-10483');
  await ticket(story, '10483');
  await story.user.type(text(), 'Tomorrow.');
  expect(byId('will').textContent).toContain('You take this ticket with it');
  await story.user.click(byId('send-more'));
  await story.user.click(await screen.findByTestId('send-more-later'));
  await story.user.type(await screen.findByTestId('when'), 'tomorrow 9');
  await waitFor(() => expect(byId('will').textContent).toContain('You take this ticket now'));
});

test.each([
  ['白知夏', '白'],
  ['Mia Halvorsen', 'MH'],
  ['Li Wei', 'LW'],
  ['Anne-Marie van der Berg', 'AB'],
  ['admin', 'A'],
  ['', ''],
])('%s is drawn as %s', (name, drawn) => expect(initials(name)).toBe(drawn));
