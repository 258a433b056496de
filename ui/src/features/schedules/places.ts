// Where on the page an error of the schedule belongs; any other belongs to the head.
import type { DeskError } from '../../ipc';

const OF_THE_WEEK = ['schedule-time', 'schedule-never-open', 'schedule-too-many', 'schedule-too-far'];

export const ofWeek = ({ code }: DeskError) => OF_THE_WEEK.includes(code);
export const ofDates = ({ code }: DeskError) => code === 'schedule-date';
