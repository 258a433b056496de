// What is noted of the customer beside the ticket: each note is on the disk before it is shown, and can be taken back.
import {
  asDeskError,
  ipc,
  type AccessNeed,
  type AlikeView,
  type Contact,
  type CustomerCard,
  type CustomerEdit,
  type Fact,
  type FactKind,
} from '../../ipc';
import { painted } from '../../parts/soon';
import { toasts, wayBack } from '../../parts/toast.svelte';
import { errorText, t } from '../../words/index.svelte';
import { conversation } from '../conversation/conversation.svelte';

export const NEEDS: AccessNeed[] = ['hearing', 'sight', 'speech', 'reading', 'interpreter', 'helper'];

/** What a line of the card is: a way to reach the customer, or a fact. */
export type Kind = `contact-${Contact['kind']}` | `fact-${FactKind}`;
export const KINDS: Kind[] = [
  'fact-order',
  'fact-product',
  'fact-bought',
  'fact-device',
  'fact-address',
  'fact-account',
  'contact-phone',
  'contact-mail',
  'contact-account',
];
export type Line = { kind: Kind; value: string };

export const linesOf = (card: CustomerCard): Line[] => [
  ...card.facts.map((fact) => ({ kind: `fact-${fact.kind}` as const, value: fact.value })),
  ...card.contacts.map((contact) => ({ kind: `contact-${contact.kind}` as const, value: contact.value })),
];

const nothing: CustomerEdit = {
  name: null,
  addContacts: [],
  removeContacts: [],
  addFallback: [],
  removeFallback: [],
  addFacts: [],
  removeFacts: [],
  addNeeds: [],
  removeNeeds: [],
};
export const isFallback = (card: CustomerCard, line: Line) =>
  line.kind === `contact-${card.fallback?.kind}` && line.value === card.fallback?.value;
const edit = (line: Line, adds: boolean): CustomerEdit => {
  const [of, kind] = line.kind.split('-') as ['contact' | 'fact', never];
  const one = { kind, value: line.value };
  if (of === 'contact') return { ...nothing, [adds ? 'addContacts' : 'removeContacts']: [one satisfies Contact] };
  return { ...nothing, [adds ? 'addFacts' : 'removeFacts']: [one satisfies Fact] };
};

class Customers {
  /** What was asked for by a key or the palette. */
  asked = $state<'name' | 'reveal' | null>(null);
  /** The line that is being noted. */
  noting = $state<Line | null>(null);
  /** Others who may be this one, and of whom they were looked for. */
  #alike = $state.raw<{ of: string; all: AlikeView[] }>({ of: '', all: [] });

  get card(): CustomerCard | null {
    return conversation.detail?.customer ?? null;
  }
  alike(card: CustomerCard): AlikeView[] {
    return this.#alike.of === card.id ? this.#alike.all : [];
  }
  /** It is looked for behind what is shown, and says nothing when it cannot be read. */
  async look(card: CustomerCard) {
    await painted();
    if (this.card?.id !== card.id) return;
    const all = await ipc.customersAlike(card.id).catch(() => []);
    if (this.card?.id === card.id) this.#alike = { of: card.id, all };
  }

  async #does(act: () => Promise<unknown>, done?: () => void) {
    try {
      await act();
      done?.();
      return true;
    } catch (e) {
      toasts.say('breach', errorText(asDeskError(e)), undefined, 8000);
      return false;
    }
  }
  #change = (id: string, change: CustomerEdit, done?: () => void) => this.#does(() => ipc.changeCustomer(id, change), done);

  note(kind: Kind = this.noting?.kind ?? 'fact-order') {
    this.noting ??= { kind, value: '' };
  }
  async save() {
    const [{ card }, line] = [this, this.noting];
    if (!card || !line) return;
    const value = line.value.trim();
    if (!value) return void (this.noting = null);
    if (await this.#change(card.id, edit({ ...line, value }, true))) this.noting = null;
  }
  remove(card: CustomerCard, line: Line) {
    void this.#change(card.id, edit(line, false), () =>
      toasts.say(
        'check',
        t('customer-line-removed', { value: line.value }),
        wayBack(() => void this.#change(card.id, edit(line, true))),
      ),
    );
  }
  /** Where they are reached when the usual way is down: one, or none. */
  fallBack(card: CustomerCard, line: Line) {
    const way = { kind: line.kind.split('-')[1], value: line.value } as Contact;
    void this.#change(card.id, { ...nothing, [isFallback(card, line) ? 'removeFallback' : 'addFallback']: [way] });
  }
  need(card: CustomerCard, need: AccessNeed) {
    const has = card.needs.includes(need);
    void this.#change(card.id, { ...nothing, [has ? 'removeNeeds' : 'addNeeds']: [need] });
  }
  /** Throws what Rust refuses, for the dialog that asked. */
  rename = (name: string) => ipc.changeCustomer(this.card!.id, { ...nothing, name });
  reveal = (why: string) => ipc.revealCustomer(this.card!.id, conversation.id!, why);

  join(card: CustomerCard, other: AlikeView) {
    void this.#does(
      () => ipc.joinCustomers(other.id, card.id),
      () =>
        toasts.say(
          'merge',
          t('customer-joined', { name: other.name }),
          wayBack(() => void this.#does(() => ipc.partCustomer(other.id))),
        ),
    );
  }
  part(card: CustomerCard, other: { id: string; name: string }) {
    void this.#does(
      () => ipc.partCustomer(other.id),
      () =>
        toasts.say(
          'check',
          t('customer-parted', { name: other.name }),
          wayBack(() => void this.#does(() => ipc.joinCustomers(other.id, card.id))),
        ),
    );
  }
  /** Nothing of any customer stays in the window's memory. */
  reset() {
    this.asked = null;
    this.noting = null;
    this.#alike = { of: '', all: [] };
  }
}

export const customers = new Customers();
