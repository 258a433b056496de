// Handing over: why, and the four things whoever goes on must know.
import { ipc, type Handover, type TicketDetail } from '../../ipc';
import { Form, unfilled, type Filled } from '../../parts/form.svelte';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { now } from '../../words/now.svelte';
import { dayAndTime } from '../../words/times';
import { conversation } from '../conversation/conversation.svelte';
import { team } from '../queue/team.svelte';
import { tasks } from '../tasks/tasks.svelte';

export const PARTS = ['asked', 'known', 'tried', 'promised'] as const;
export type Part = (typeof PARTS)[number];
/** What nobody wrote yet is nothing here, and stands as the ticket knows it. */
export type Draft = Record<Part, string | null> & Filled<'reason'> & { agent: string; reason: string };

const blank = { ...unfilled, reason: '', asked: null, known: null, tried: null, promised: null };

class HandingState extends Form<Draft> {
  readonly id = 'handover';
  protected readonly fields = ['reason', ...PARTS] as const;
  protected override readonly texts = this.fields;

  /** What was written for one colleague is there for another, too. */
  open(agent: string) {
    this.show({ ...blank, agent }, '', () => ({ agent }));
  }

  #known = ({ row, tasks: all }: TicketDetail): Required<Handover> => ({
    asked: row.subject,
    known: '',
    tried: '',
    promised: tasks
      .owed(all)
      .filter((task) => task.kind === 'promise')
      .map((task) => t('handover-promise', { text: task.text, time: dayAndTime(task.due, now.ms) }))
      .join('\n'),
  });
  part = (draft: Draft, detail: TicketDetail, part: Part): string => draft[part] ?? this.#known(detail)[part];

  async save() {
    const [draft, { detail }] = [this.shown, conversation];
    if (!draft || !detail) return;
    const reason = draft.reason.trim();
    if (detail.ownerId && !reason) return this.lacks('reason');
    const parts = PARTS.map((part) => [part, this.part(draft, detail, part).trim()] as const);
    const handover = parts.some(([, text]) => text) ? (Object.fromEntries(parts) as Handover) : null;
    const name = team.agent(draft.agent);
    if (await this.commit((ticket) => ipc.assign(ticket, draft.agent, reason, handover)))
      toasts.say('swap', t('handover-done', { number: detail.row.number, name }));
  }
}

export const handing = new HandingState();
