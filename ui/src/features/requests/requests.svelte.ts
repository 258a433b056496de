// Requests to departments: what is being written of one, and of what is said about one that is there.
import { ipc, type RequestCard, type RequestStep } from '../../ipc';
import { dock, Docked, unwritten, type Written } from '../../parts/dock.svelte';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { conversation } from '../conversation/conversation.svelte';
import { team } from '../queue/team.svelte';

export type Ask = Written<'department'> & { department: string | null };
export type Word = Written & { step: RequestStep };

const ENDS: (RequestStep | null)[] = ['answer', 'decline', 'withdraw'];
export const isOpen = (request: RequestCard) => !ENDS.includes(request.step);
/** What a department can say of one; that it has it, it says once. */
export const sayable = (request: RequestCard): RequestStep[] => [
  ...(request.step === null ? ['accept' as const] : []),
  'progress',
  'answer',
  'decline',
];
/** These say nothing without words. */
export const needsWords = (step: RequestStep) => step !== 'accept' && step !== 'withdraw';

export const departmentName = (id: string | null) => team.now?.departments.find((d) => d.id === id)?.name ?? '';

class Asking extends Docked<Ask> {
  readonly id = 'request';

  open() {
    if (!team.now?.departments.length) return toasts.say('request', t('request-none'));
    this.show({ ...unwritten, department: null });
  }

  async save() {
    const draft = this.shown;
    if (!draft) return;
    const { department } = draft;
    const text = draft.text.trim();
    if (!department || !departmentName(department)) return (this.lacks('department'), void (dock.focusAsked = true));
    if (!text) return this.lacks('text');
    if (await this.commit((ticket) => ipc.request(ticket, department, text)))
      toasts.say('request', t('request-asked', { department: departmentName(department) }));
  }
}

class Saying extends Docked<Word> {
  readonly id = 'request-step';

  /** The request that it is about, as it stands. */
  get request(): RequestCard | undefined {
    return conversation.detail?.requests.find((request) => request.id === this.about);
  }

  open(request: RequestCard, step: RequestStep) {
    this.show({ ...unwritten, step }, request.id, () => ({ step }));
  }
  /** That a department has it needs no word. */
  accept(request: RequestCard) {
    if (conversation.id) void ipc.stepRequest(conversation.id, request.id, 'accept', '');
  }

  async save() {
    const { shown, request } = this;
    if (!shown) return;
    const { step } = shown;
    const text = shown.text.trim();
    if (!text && needsWords(step)) return this.lacks('text');
    if (await this.commit((ticket, _, about) => ipc.stepRequest(ticket, about, step, text)))
      toasts.say('request', t('request-step-noted', { department: request?.department ?? '' }));
  }
}

export const asking = new Asking();
export const saying = new Saying();
