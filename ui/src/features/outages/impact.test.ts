// What outages did, and what to do when something fails: figures, tables, files and phones.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { forgetAll } from '../../frame/desk.svelte';
import { byId, openDesk } from '../../test-desk';
import { impact } from './impact.svelte';

async function openOutages(params: string) {
  const opened = await openDesk(params);
  await opened.user.keyboard('gb');
  await screen.findByTestId('outage-tab-impact');
  return opened;
}
const figure = (id: string) => byId(`impact-figure-${id}`).textContent!.replace(/\s+/g, ' ').trim();
const toast = async () => (await screen.findByTestId('toast')).textContent;

test('what an outage did: its figures, who waited, what ran out, what was promised', async () => {
  const { desk, user } = await openOutages('outages=1&back=1');
  await user.click(byId('outage-tab-impact'));
  await screen.findByTestId('impact');
  expect(figure('touched')).toContain('41');
  expect(byId('impact-figures').textContent).toContain('Median wait');
  expect(byId('impact-figures').textContent).toContain('1 / 4');
  expect(byId('impact-figures').textContent).toContain('5 / 7');
  expect(byId('impact').textContent).toContain('stays a breach in every other figure');
  expect(byId('impact-untold').textContent).toContain('1 desk has not told yet');
  expect(within(byId('impact-waited')).getAllByText('Still waiting')).toHaveLength(2);
  expect(byId('impact-promised').textContent).toContain('Kept too late');
  for (const head of document.querySelectorAll('[data-testid=impact] th')) expect(head.getAttribute('scope')).toBe('col');

  // What comes to a ticket meanwhile is in it, too.
  const read = vi.spyOn(desk, 'impact');
  desk.say('lists');
  await waitFor(() => expect(read).toHaveBeenCalledWith({ type: 'outage', id: 'o1' }));
  await user.click(within(byId('impact-ran-out')).getByTestId('impact-open-10466'));
  expect((await screen.findByTestId('conversation')).dataset.ticket).toBe('10466');
  // What customers it tells of is not kept beyond its page.
  await waitFor(() => expect(impact.view).toBeNull());
});

test('of many rows the first are shown, and the file has all', async () => {
  const { desk, user } = await openDesk('outages=1&back=1');
  const all = await desk.impact({ type: 'outage', id: 'o1' });
  const waited = Array.from({ length: 42 }, (_, i) => ({ ...all.waited[0]!, since: all.waited[0]!.since + i }));
  vi.spyOn(desk, 'impact').mockResolvedValue({ ...all, waited, breaches: [], carried: { ...all.carried, untold: 0 } });
  await user.keyboard('gb');
  await user.click(await screen.findByTestId('outage-tab-impact'));
  const card = await screen.findByTestId('impact-waited');
  expect(within(card).getAllByRole('row')).toHaveLength(31);
  expect(card.textContent).toContain('and 12 more, in the file');
  expect(byId('impact-ran-out').textContent).toContain('No time ran out.');
  expect(screen.queryByTestId('impact-untold')).toBeNull();
});

test('it is saved as a workbook or as PDF, by a press or from the palette; what cannot be saved says so', async () => {
  const { desk, user } = await openOutages('outages=1&back=1');
  await user.click(byId('outage-tab-impact'));
  const saved = vi.spyOn(desk, 'saveImpact');
  await user.click(byId('impact-xlsx'));
  expect(await toast()).toContain('Saved: Outage report.xlsx');
  expect(saved).toHaveBeenCalledWith({ type: 'outage', id: 'o1' }, 'xlsx');
  saved.mockRejectedValueOnce({ code: 'disk-full', detail: {} });
  await user.click(byId('impact-pdf'));
  await waitFor(() => expect(screen.getAllByTestId('toast').length).toBe(2));
  // Whoever chooses no place is told nothing.
  saved.mockResolvedValueOnce(null);
  await user.keyboard('{Control>}k{/Control}>save as pdf');
  await user.click(await screen.findByTestId('palette-impact-pdf'));
  await waitFor(() => expect(saved).toHaveBeenCalledTimes(3));
  expect(screen.getAllByTestId('toast').length).toBe(2);
});

test('the call-back list is saved, too', async () => {
  const { desk, user } = await openOutages('outages=1&back=1');
  const saved = vi.spyOn(desk, 'saveCalls');
  await user.click(await screen.findByTestId('calls-save'));
  await user.click(await screen.findByTestId('calls-save-pdf'));
  expect(await toast()).toContain('Saved: Call-backs.pdf');
  expect(saved).toHaveBeenCalledWith('o1', 'pdf');
});

test('over a time: all its outages together, each one a press away, and a way back', async () => {
  const { desk, user } = await openOutages('outages=1');
  const read = vi.spyOn(desk, 'impact');
  const saved = vi.spyOn(desk, 'saveImpact');
  await user.click(byId('impact-over'));
  const table = await screen.findByTestId('impact-outages');
  expect(within(table).getAllByRole('row')).toHaveLength(3);
  expect(table.textContent).toContain('disk full in the old data centre');
  await user.click(byId('impact-days-7'));
  const since = new Date();
  since.setDate(since.getDate() - 6);
  const of = { type: 'since', at: since.setHours(0, 0, 0, 0) };
  await waitFor(() => expect(read).toHaveBeenLastCalledWith(of));
  await user.click(await screen.findByTestId('impact-pdf'));
  expect(saved).toHaveBeenCalledWith(of, 'pdf');
  await user.click(await screen.findByTestId('impact-of-o0'));
  await screen.findByTestId('impact');
  expect(byId('outages-page').querySelector('h1')!.textContent).toBe('Team server');
  await waitFor(() => expect(read).toHaveBeenLastCalledWith({ type: 'outage', id: 'o0' }));

  await user.click(byId('impact-over'));
  await user.click(await screen.findByTestId('impact-back'));
  expect(screen.queryByTestId('impact-over-page')).toBeNull();
  // An outage of the list is looked at alone.
  await user.click(byId('impact-over'));
  await screen.findByTestId('impact-over-page');
  await user.click(screen.getAllByTestId('outage')[1]!);
  await waitFor(() => expect(screen.queryByTestId('impact-over-page')).toBeNull());
});

test('a time without an outage says so; what cannot be read can be asked for again', async () => {
  const { desk, user } = await openDesk();
  await user.keyboard('gb');
  await user.click(await screen.findByTestId('impact-over'));
  expect(await screen.findByText('No outage in this time.')).toBeTruthy();
  vi.spyOn(desk, 'impact').mockRejectedValueOnce({ code: 'disk-full', detail: {} });
  desk.say('lists');
  await user.click(await screen.findByTestId('impact-again'));
  expect(await screen.findByText('No outage in this time.')).toBeTruthy();
});

test('the guide is there from anywhere: what to do, whom to ring, and the sheets to print', async () => {
  const { desk, user } = await openDesk('outages=1');
  await user.keyboard('{Control>}k{/Control}>contingency');
  await user.click(await screen.findByTestId('palette-contingency'));
  await screen.findByTestId('contingency');
  const directory = byId('contingency-directory');
  expect(within(directory).getByText('0571 8800 1140')).toBeTruthy();
  expect(byId('contingency-ladder').textContent).toContain('within 3 min');
  expect(byId('contingency-ladder').textContent).toContain('after 2 h 00');
  const copied = vi.spyOn(navigator.clipboard, 'writeText');
  await user.click(within(directory).getByRole('button', { name: 'Copy: Quality 0571 8800 1140' }));
  await waitFor(() => expect(copied).toHaveBeenCalledWith('0571 8800 1140'));
  const printed = vi.spyOn(desk, 'savePaper');
  await user.click(byId('paper'));
  await waitFor(() => expect(printed).toHaveBeenCalledOnce());
  expect(await screen.findByText(/Print it now and keep it at the desk/)).toBeTruthy();
  await user.click(byId('contingency-article-k-presale'));
  expect((await screen.findByTestId('article')).textContent).toContain('预售定金能否退款');
});

test('where there is no outage the guide stands there; the sheets are saved from anywhere', async () => {
  const { desk, user } = await openDesk();
  const printed = vi.spyOn(desk, 'savePaper');
  await user.keyboard('{Control>}k{/Control}>zhizhi');
  await user.click(await screen.findByTestId('palette-paper'));
  await waitFor(() => expect(printed).toHaveBeenCalledOnce());
  vi.spyOn(desk, 'contingency').mockResolvedValue({ guides: [], procedures: [], ladder: [], directory: [] });
  desk.asked = { type: 'outages' };
  desk.clickAgain();
  const page = await screen.findByTestId('outages-page');
  expect((await screen.findByTestId('contingency')).textContent).toContain('Write one in Knowledge, of the kind contingency.');
  expect(page.textContent).toContain('No outage yet');
  forgetAll();
});
