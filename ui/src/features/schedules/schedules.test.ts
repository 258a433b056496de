// Schedules as a person works on them: written, undone, tried, saved, refused, and only looked at.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { ScheduleDraft } from '../../ipc';
import { dateFromToday } from '../../ipc/invented-schedules';
import { byId, openDesk } from '../../test-desk';
import { dayAfter, mondayOf } from './dates';
import { schedules } from './schedules.svelte';

afterEach(() => schedules.forget());

/** The week after the invented make-up day is as the week says. */
async function openSchedules(params = '') {
  const desk = await openDesk(params);
  await desk.user.click(byId('view-schedules'));
  await screen.findByTestId('week');
  return desk;
}
/** A week without exceptions: five weeks on there are none until New Year. */
async function quietWeek(params = '') {
  const desk = await openSchedules(params);
  for (let weeks = 0; weeks < 3; weeks++) await desk.user.click(byId('week-later'));
  return desk;
}
const bars = (day: string) => within(byId(`day-${day}`)).getAllByTestId('period');
const textOf = (day: string) => bars(day).map((bar) => bar.textContent.trim());
const input = (id: string) => screen.getByTestId<HTMLInputElement>(id);

test('the week shows each period on the day it begins on, and a chosen one is edited at the foot', async () => {
  const { desk, user } = await quietWeek();
  expect(textOf('wed')).toEqual(['8:00–18:00', '24:00–8:00']);
  expect(byId('period-edit').textContent).toContain('Choose a period');
  expect(screen.queryByTestId('schedule-save')).toBeNull();
  await user.click(bars('wed')[1]!);
  expect(input('schedule-to').value).toBe('8:00');
  expect(byId('period-end').textContent).toBe('Thursday 8:00');
  await user.clear(input('schedule-to'));
  await user.type(input('schedule-to'), '6:30');
  expect(textOf('wed')[1]).toBe('24:00–6:30');
  expect(byId('schedule-save').textContent).toContain('Save 1 change');
  const saved = vi.spyOn(desk, 'saveSchedule');
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(saved.mock.calls[0]![0].week).toContainEqual({ day: 'wed', from: '24:00', to: '06:30' });
  expect((await screen.findByTestId('schedule-pending')).textContent).toContain('once the team server has it');
  expect(screen.queryByTestId('schedule-save')).toBeNull();
  desk.scheduleArrives('day');
  await waitFor(() => expect(screen.queryByTestId('schedule-pending')).toBeNull());
});

test('the arrows move a period, with Shift its end; Delete removes it; Ctrl+Z goes back step by step', async () => {
  const { user } = await quietWeek();
  bars('mon')[0]!.focus();
  await user.keyboard('{ArrowRight}{ArrowRight}{Shift>}{ArrowLeft}{/Shift}');
  expect(textOf('mon')[0]).toBe('8:30–18:15');
  await user.keyboard('{Control>}z{/Control}');
  expect(textOf('mon')[0]).toBe('8:30–18:30');
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(bars('tue')[0]);
  await user.keyboard('{Delete}');
  expect(textOf('tue')).toEqual(['24:00–8:00']);
  expect(document.activeElement, 'the caret stays in the day').toBe(bars('tue')[0]);
  await user.keyboard('{Control>}z{/Control}');
  expect(textOf('tue')).toEqual(['8:00–18:00', '24:00–8:00']);
  await user.keyboard('{Control>}zz{/Control}');
  expect(textOf('mon')[0]).toBe('8:00–18:00');
  expect(screen.queryByTestId('schedule-save')).toBeNull();
});

test('an edge is dragged in steps of a quarter of an hour, and the drag is one step back', async () => {
  const { user } = await quietWeek();
  const bar = bars('fri')[0]!;
  const track = bar.parentElement!;
  track.getBoundingClientRect = () => ({ left: 0, width: 1920, top: 0, height: 30 }) as DOMRect;
  const grip = within(bar).getByTestId('grip-end');
  grip.setPointerCapture = () => undefined;
  await fireEvent.pointerDown(grip, { button: 0, pointerId: 1, clientX: 1080 });
  for (const clientX of [1090, 1100, 1201]) await fireEvent.pointerMove(grip, { pointerId: 1, clientX });
  await fireEvent.pointerUp(grip, { pointerId: 1 });
  await fireEvent.pointerMove(grip, { pointerId: 1, clientX: 900 });
  expect(textOf('fri')[0]).toBe('8:00–20:00');
  await user.keyboard('{Control>}z{/Control}');
  expect(textOf('fri')[0]).toBe('8:00–18:00');
});

test('a wrong time and an overlap are said beside the control, and a wrong time is not saved', async () => {
  const { desk, user } = await quietWeek();
  await user.click(bars('mon')[1]!);
  await user.clear(input('schedule-to'));
  await user.type(input('schedule-to'), '10:00');
  expect(byId('period-overlaps').textContent).toContain('Tuesday 8:00–18:00');
  expect(bars('tue')[0]!.title).toContain('overlaps');
  await user.type(input('schedule-to'), '0');
  expect(byId('period-wrong').textContent).toContain('10:000');
  const saved = vi.spyOn(desk, 'saveSchedule');
  byId('copy-all').focus();
  await user.click(byId('schedule-save'));
  expect(saved).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(input('schedule-to'));
  await user.keyboard('{Backspace}');
  expect(screen.queryByTestId('period-wrong')).toBeNull();
  await user.click(byId('schedule-save'));
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
});

test('a period is added to the chosen day, copied to the working week, and removed', async () => {
  const { user } = await quietWeek();
  await user.click(byId('choose-sun'));
  await user.click(byId('period-add'));
  expect(textOf('sun')).toEqual(['8:00–18:00', '18:00–24:00']);
  expect(document.activeElement).toBe(input('schedule-from'));
  await user.click(byId('copy-workdays'));
  expect(textOf('tue')).toEqual(['8:00–18:00', '18:00–24:00', '24:00–8:00']);
  expect(textOf('sat')).toEqual(['8:00–18:00']);
  await user.click(byId('period-remove'));
  expect(textOf('sun')).toEqual(['8:00–18:00']);
  expect(byId('schedule-save').textContent).toContain('5 changes');
});

test('what is tried is answered anew with each change, and nothing is saved', async () => {
  const { desk, user } = await openSchedules();
  const tried = vi.spyOn(desk, 'trySchedule');
  const saved = vi.spyOn(desk, 'saveSchedule');
  await user.clear(input('trial-date'));
  await user.type(input('trial-date'), '2028-12-06');
  await waitFor(() =>
    expect(byId('trial-firstResponse').textContent).toContain('First reply due Thursday 7 December 2028 at 9:00'),
  );
  expect(byId('trial-firstResponse').textContent).toContain('Messages: by 9:00 next day');
  expect(tried).toHaveBeenLastCalledWith(expect.objectContaining({ key: 'day' }), {
    channel: 'message',
    urgency: 'normal',
    tier: 0,
    at: '2028-12-06T23:50',
  });
  await user.click(byId('trial-channel'));
  await user.click(byId('trial-channel-mail'));
  await waitFor(() => expect(byId('trial-firstResponse').textContent).toContain('Thursday 7 December 2028 at 1:00'));
  // Without Wednesday's night the mail waits for the morning.
  await user.click(bars('wed')[1]!);
  await user.click(byId('period-remove'));
  await waitFor(() => expect(byId('trial-firstResponse').textContent).toContain('Thursday 7 December 2028 at 9:00'));
  expect(byId('trial-firstResponse').textContent).toMatch(/outside working hours: 8\sh\s10/);
  await user.clear(input('trial-time'));
  await user.type(input('trial-time'), '25:00');
  expect(byId('trial-wrong').textContent).toContain('23:50');
  expect(saved).not.toHaveBeenCalled();
});

test('holidays and make-up days stand in their week, are added, changed and removed; those gone by are folded', async () => {
  const { user } = await openSchedules();
  const holiday = dateFromToday(3);
  if (mondayOf(holiday) !== mondayOf(dateFromToday(0))) await user.click(byId('week-later'));
  const closed = screen.getAllByRole('group').find((row) => row.textContent?.includes('Stocktaking'))!;
  expect(closed.getAttribute('aria-label')).toContain('closed');
  expect(screen.getAllByTestId('exception').map((row) => row.dataset.date)).toEqual([
    holiday,
    dateFromToday(10),
    dateFromToday(37),
  ]);
  await user.click(byId('exceptions-past'));
  expect(screen.getAllByTestId('exception')).toHaveLength(5);
  await user.click(byId('exception-add'));
  await user.type(byId('exception-date'), 'soon{Enter}');
  expect(byId('exception-wrong').textContent).toContain('2026-12-31');
  await user.clear(byId('exception-date'));
  await user.type(byId('exception-date'), dateFromToday(20));
  await user.type(byId('exception-label'), 'Fair');
  await user.click(byId('exception-kind'));
  await user.click(byId('exception-kind-tue'));
  await user.click(byId('exception-take'));
  expect(byId(`exception-kind-${dateFromToday(20)}`).textContent).toContain('works like Tuesday');
  expect(byId('schedule-save').textContent).toContain('Save 1 change');
  await user.click(within(screen.getAllByTestId('exception')[0]!).getByTestId('exception-remove'));
  expect(byId('schedule-save').textContent).toContain('Save 2 changes');
});

test('holidays come out of a calendar file: all are chosen, days to work on go like a day', async () => {
  const { desk, user } = await openSchedules();
  const file = (text: string) => new File([text], 'days.ics', { type: 'text/calendar' });
  await user.upload(byId('calendar-file'), file('hello'));
  expect((await screen.findByTestId('calendar-unread')).textContent).toContain('no calendar');
  await user.upload(byId('calendar-file'), file('BEGIN:VCALENDAR BEGIN:VEVENT'));
  await screen.findByTestId('import');
  expect(screen.queryByTestId('calendar-unread')).toBeNull();
  expect(byId('import-left-out').textContent).toContain('3 entries were left out');
  const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
  expect(boxes.map((box) => box.checked)).toEqual([true, true, true]);
  await user.click(boxes[1]!);
  const works = desk.calendar.days[2]!.date;
  await user.click(byId(`import-like-${works}`));
  await user.click(byId(`import-like-${works}-wed`));
  await user.click(byId('import-take'));
  const saved = vi.spyOn(desk, 'saveSchedule');
  await user.click(byId('schedule-save'));
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  const { holidays, makeup } = saved.mock.calls[0]![0];
  expect(holidays).toContainEqual({ date: desk.calendar.days[0]!.date, label: '元旦' });
  expect(holidays.some((day) => day.date === desk.calendar.days[1]!.date)).toBe(false);
  expect(makeup).toContainEqual({ date: works, like: 'wed', label: '元旦 调休 上班' });
});

test('what is not saved stays while other views are shown, is marked in the rail, and discarding can be undone', async () => {
  const { user } = await openSchedules();
  await user.type(byId('schedule-name'), ' 2');
  await user.click(byId('view-mine'));
  await screen.findByTestId('row-10471');
  expect(byId('schedules-unsaved').title).toBe('1 change not saved');
  await user.click(byId('view-schedules'));
  expect(input('schedule-name').value).toBe('Customer desk 2');
  await user.click(byId('schedule-discard'));
  expect(input('schedule-name').value).toBe('Customer desk');
  expect(screen.queryByTestId('schedules-unsaved')).toBeNull();
  await user.click(byId('toast-undo'));
  expect(input('schedule-name').value).toBe('Customer desk 2');
});

test('a new schedule is named, put into a zone, and saved; what is wrong is said where it belongs', async () => {
  const { desk, user } = await openSchedules();
  await user.click(byId('schedule-begin'));
  await user.click(byId('schedule-save'));
  expect((await screen.findByTestId('schedule-error')).textContent).toContain('no name');
  await user.type(byId('schedule-name'), 'Europe');
  await user.clear(byId('schedule-zone'));
  await user.type(byId('schedule-zone'), 'Nowhere');
  await user.click(byId('choose-mon'));
  expect(byId('schedule-error').textContent).toContain('Nowhere');
  await user.clear(byId('schedule-zone'));
  await user.type(byId('schedule-zone'), 'berl');
  expect(screen.getAllByTestId('zone-option')[0]!.textContent).toContain('Europe/Berlin');
  await user.keyboard('{ArrowDown}{Enter}');
  expect(input('schedule-zone').value).toBe('Europe/Berlin');
  const saved = vi.spyOn(desk, 'saveSchedule');
  await user.click(byId('schedule-save'));
  await waitFor(() =>
    expect(saved).toHaveBeenCalledWith(expect.objectContaining({ key: null, name: 'Europe', zone: 'Europe/Berlin', version: 0 })),
  );
  await waitFor(() => expect(byId('schedule-pending')).toBeTruthy());
  expect(input('schedule-name').value).toBe('Europe');
});

test('a change that was not taken is said with its reason, and decided here', async () => {
  const { desk, user } = await openSchedules();
  const before = structuredClone(desk.scheduleViews[0]!.draft) as ScheduleDraft;
  await user.type(byId('schedule-name'), ' 2');
  await user.click(byId('schedule-save'));
  await screen.findByTestId('schedule-pending');
  desk.scheduleRefused('day', { ...before, version: 7 }, 'schedule-changed');
  expect((await screen.findByTestId('schedule-refused')).textContent).toContain('Somebody else changed this schedule');
  await waitFor(() => expect(input('schedule-name').value, 'what clocks go by').toBe('Customer desk'));
  const decided = vi.spyOn(desk, 'decide');
  await user.click(byId('refused-anyway'));
  await waitFor(() => expect(screen.queryByTestId('schedule-refused')).toBeNull());
  expect(decided).toHaveBeenCalledWith(expect.any(String), 'sendAnyway', null);
  expect(input('schedule-name').value).toBe('Customer desk 2');
});

test('what somebody else changes meanwhile does not overwrite what is being written', async () => {
  const { desk, user } = await openSchedules();
  await user.type(byId('schedule-name'), ' 2');
  desk.scheduleArrives('day', { zone: 'Asia/Tokyo' });
  await screen.findByTestId('schedule-theirs');
  expect(input('schedule-name').value).toBe('Customer desk 2');
  await user.click(byId('theirs-over'));
  const saved = vi.spyOn(desk, 'saveSchedule');
  await user.click(byId('schedule-save'));
  await waitFor(() => expect(saved).toHaveBeenCalledWith(expect.objectContaining({ version: 2, zone: 'Asia/Shanghai' })));
});

test('who may not change schedules sees them and can try them, with no button that does nothing', async () => {
  const { user } = await quietWeek('readonly=1');
  expect(byId('schedule-read-only').textContent).toContain('Leads of the team');
  expect(byId('schedule-name').tagName).toBe('H1');
  expect(textOf('wed')).toEqual(['8:00–18:00', '24:00–8:00']);
  expect(bars('wed').every((bar) => bar.tagName === 'SPAN')).toBe(true);
  for (const id of [
    'period-add',
    'period-edit',
    'schedule-begin',
    'calendar-import',
    'exception-add',
    'exception-remove',
    'choose-mon',
  ])
    expect(screen.queryByTestId(id), id).toBeNull();
  expect(await screen.findByTestId('trial-firstResponse')).toBeTruthy();
  await user.click(byId('schedule-office'));
  expect(byId('schedule-name').textContent).toBe('Office hours of the contacts');
});

test('a make-up day shows and changes the day that it works like', async () => {
  const { desk, user } = await openDesk();
  const monday = dayAfter(mondayOf(dateFromToday(0)), 7);
  desk.scheduleViews[0]!.draft.makeup = [{ date: dayAfter(monday, 6), like: 'wed', label: 'for New Year' }];
  desk.scheduleViews[0]!.draft.holidays = [];
  await user.click(byId('view-schedules'));
  await user.click(await screen.findByTestId('week-later'));
  expect(byId('day-sun').textContent).toContain('works like Wednesday');
  await user.click(bars('sun')[0]!);
  await user.clear(input('schedule-from'));
  await user.type(input('schedule-from'), '7:00');
  expect([textOf('wed')[0], textOf('sun')[0]]).toEqual(['7:00–18:00', '7:00–18:00']);
});
