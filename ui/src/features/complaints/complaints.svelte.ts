// Complaints: what is being written of one, and of a stage that one has reached.
import { ipc, type ComplaintCard, type ComplaintCause, type ComplaintStage } from '../../ipc';
import { Docked, unwritten, type Written } from '../../parts/dock.svelte';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { conversation } from '../conversation/conversation.svelte';

export const STAGES: ComplaintStage[] = ['received', 'confirmed', 'analysed', 'planned', 'carriedOut', 'told', 'followedUp'];
export const CAUSES: ComplaintCause[] = ['process', 'manner', 'quality', 'information', 'expectation'];

export type Complaining = Written & { cause: ComplaintCause | null };
/** No cause: it stays as it is. */
export type Advance = Complaining & { to: ComplaintStage };

export const isOpen = (complaint: ComplaintCard) => complaint.next !== null;
export const stageOf = (complaint: ComplaintCard) => complaint.stages[complaint.stages.length - 1]!;
/** Where it may come from here. */
export const ahead = (complaint: ComplaintCard) => STAGES.slice(STAGES.indexOf(stageOf(complaint).stage) + 1);

class Recording extends Docked<Complaining> {
  readonly id = 'complaint';

  open() {
    this.show({ ...unwritten, cause: null });
  }
  /** One at a time is open on a ticket: what comes second joins it. */
  get second(): boolean {
    return !!conversation.detail?.complaints.some(isOpen);
  }

  async save() {
    const { shown, second } = this;
    if (!shown) return;
    const { cause } = shown;
    const text = shown.text.trim();
    if (!text) return this.lacks('text');
    if (await this.commit((ticket) => ipc.complain(ticket, text, cause)))
      toasts.say('complaint', t(second ? 'complaint-joined' : 'complaint-recorded'));
  }
}

class Advancing extends Docked<Advance> {
  readonly id = 'complaint-step';

  /** The complaint that it is about, as it stands. */
  get complaint(): ComplaintCard | undefined {
    return conversation.detail?.complaints.find((complaint) => complaint.id === this.about);
  }

  open(complaint: ComplaintCard) {
    const to = complaint.next;
    if (to) this.show({ ...unwritten, cause: null, to }, complaint.id, () => ({ to }));
  }

  async save() {
    const { shown, complaint } = this;
    if (!shown) return;
    const { to, cause } = shown;
    const text = shown.text.trim();
    const moves = !!complaint && ahead(complaint).includes(to);
    if ((await this.commit((ticket, _, about) => ipc.stepComplaint(ticket, about, to, text, cause))) && moves)
      toasts.say('complaint', t('complaint-step-noted', { stage: t(`complaint-stage-${to}`) }));
  }
}

export const recording = new Recording();
export const advancing = new Advancing();
