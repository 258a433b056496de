// A message that was never written, to see when it would be due. Of the questions asked in a row only the last is answered.
import { late } from '../../frame/late';
import {
  asDeskError,
  type ClockStory,
  type ContactChannel,
  type DeskError,
  ipc,
  type ScheduleDraft,
  type Urgency,
} from '../../ipc';
import { nextDay, readDate, wallOf } from './dates';
import { DAY, minuteOf } from './week';

const REST = 250;

class TrialState {
  channel = $state<ContactChannel>('message');
  urgency = $state<Urgency>('normal');
  tier = $state(0);
  /** As typed. */
  date = $state('');
  time = $state('23:50');
  stories = $state.raw<ClockStory[] | null>(null);
  error = $state.raw<DeskError | null>(null);
  /** On whose wall the answer is told: while another is half typed, still the one that was asked about. */
  zone = $state('UTC');
  #timer: ReturnType<typeof setTimeout> | null = null;
  #round = 0;

  /** The evening before a weekend is where schedules go wrong. */
  begin(now: number, zone: string) {
    if (!this.date) this.date = nextDay(wallOf(now, zone)?.date ?? new Date(now).toISOString().slice(0, 10), 'fri');
  }
  /** When, on the wall of the schedule's zone; null while one of the two is not written well. */
  get at(): string | null {
    const date = readDate(this.date);
    const minute = minuteOf(this.time);
    if (date === null || minute === null || minute === DAY) return null;
    const two = (n: number) => String(n).padStart(2, '0');
    return `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  }

  /** Asks once nobody has changed anything for a moment. */
  ask(draft: ScheduleDraft) {
    const { channel, urgency, tier, at } = this;
    const round = ++this.#round;
    if (this.#timer) clearTimeout(this.#timer);
    if (at === null) return;
    // What is not named yet can be tried all the same.
    const asked = { ...draft, name: draft.name || '-' };
    this.#timer = setTimeout(() => {
      ipc
        .trySchedule(asked, { channel, urgency, tier, at })
        .then((told) => round === this.#round && ((this.stories = told), (this.error = null), (this.zone = draft.zone)))
        .catch((e: unknown) => round === this.#round && ((this.stories = null), (this.error = asDeskError(e))));
    }, REST);
  }
  /** Nobody looks any more. */
  stop() {
    this.#round++;
    if (this.#timer) clearTimeout(this.#timer);
  }
  /** Another schedule: the answer before says nothing about it. */
  forgetAnswer() {
    this.stories = null;
    this.error = null;
  }
  reset() {
    this.stop();
    this.forgetAnswer();
    this.channel = 'message';
    this.urgency = 'normal';
    this.tier = 0;
    this.date = '';
    this.time = '23:50';
  }
}

export const trial = new TrialState();
late.add(trial);
