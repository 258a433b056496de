// Solving by the checklist: what it was about, whether the customer was told, what they say, and whether somebody asks again.
import { ipc, type Satisfaction, type Status, type TicketDetail } from '../../ipc';
import { Form, unfilled, type Filled } from '../../parts/form.svelte';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { conversation } from '../conversation/conversation.svelte';
import { team } from '../queue/team.svelte';
import { dueOf } from '../tasks/due';

const FOLLOW_UPS = ['none', 'day', 'later'] as const;
export type FollowUp = (typeof FOLLOW_UPS)[number];
/** What nobody chose yet is nothing here, and stands as the ticket suggests. */
type Chosen = {
  category: string | null;
  told: boolean | null;
  satisfaction: Satisfaction | null;
  followUp: FollowUp | null;
};
export type Draft = Chosen & Filled<'category'> & { words: string; at: number | null; noted: true | null };
/** The keys of what the customer says are 1, 2 and 3. */
export const SAID: Satisfaction[] = ['satisfied', 'unsatisfied', 'notAsked'];

const blank: Draft = {
  ...unfilled,
  category: null,
  told: null,
  satisfaction: null,
  followUp: null,
  words: '',
  at: null,
  noted: null,
};

class ClosingState extends Form<Draft> {
  readonly id = 'closing';
  protected readonly fields = ['category', 'told', 'satisfaction', 'followUp', 'words', 'noted'] as const;
  protected override holds({ satisfaction, followUp }: Draft) {
    return (satisfaction === null || SAID.includes(satisfaction)) && (followUp === null || FOLLOW_UPS.includes(followUp));
  }

  /** Where it cannot be solved from here, the ticket says so itself. */
  open() {
    if (conversation.detail?.transitions.includes('solved')) this.show(blank);
    else conversation.transition('solved');
  }

  category = (draft: Draft, detail: TicketDetail) => draft.category ?? detail.categoryKey;
  /** The last that was said in public was said by us. */
  told(draft: Draft): boolean {
    const said = conversation.items.filter((item) => item.type === 'message' && item.kind !== 'note').at(-1);
    return draft.told ?? (said?.type === 'message' && said.kind === 'reply');
  }
  satisfaction = (draft: Draft) => draft.satisfaction ?? 'notAsked';
  /** Who is not content, or had a complex matter, is asked again within a day. */
  followUp = (draft: Draft, { demand }: TicketDetail): FollowUp =>
    draft.followUp ?? (demand === 'complex' || draft.satisfaction === 'unsatisfied' ? 'day' : 'none');

  async save() {
    const [draft, { detail }] = [this.shown, conversation];
    if (!draft || !detail) return;
    const category = this.category(draft, detail);
    if (!team.closes(category)) return this.lacks('category');
    const followUp = this.followUp(draft, detail);
    const closing = { told: this.told(draft), satisfaction: this.satisfaction(draft) };
    const done = await this.commit(async (ticket) => {
      if (category !== detail.categoryKey) await ipc.setField(ticket, 'category', category);
      // It is solved last, and what was chosen is on the disk until then. What Rust has taken already is not said again.
      const due = followUp === 'later' ? draft.at : followUp === 'day' ? dueOf.hours24(Date.now()) : null;
      if (due !== null && !draft.noted) {
        await ipc.setTask(ticket, 'followUp', t('close-follow-text'), due);
        this.write({ noted: true });
      }
      await ipc.transition(ticket, 'solved', closing);
    });
    if (done) toasts.say('check', t('closed-done', { number: detail.row.number }));
  }
}

export const closing = new ClosingState();

/** To solve is asked about; every other step is done at once. */
export function changeStatus(to: Status) {
  if (to === 'solved') closing.open();
  else conversation.transition(to);
}
