// What is noted of customers on the invented desk, who of them may be one, and what is masked there.
import { fail } from './invented-line';
import { InventedKnowledge } from './invented-knowledge';
import type * as T from './wire';

const toggled = <V>(all: V[], add: V[], remove: V[]): V[] => {
  const is = (one: V) => (other: V) => JSON.stringify(one) === JSON.stringify(other);
  return [...all.filter((one) => !remove.some(is(one))), ...add.filter((one) => !all.some(is(one)))];
};
const masked = (value: string) => `${value.slice(0, 3)}····${value.slice(-4)}`;

export class InventedCustomers extends InventedKnowledge {
  /** By identity: who else may be them. */
  alikes = new Map<string, T.AlikeView[]>();
  /** What is masked, until it is revealed. */
  #hidden = new Map<string, T.Contact[]>();

  protected _cardOf = (id: string): T.CustomerCard => [...this.tickets.values()].find((t) => t.customer.id === id)!.customer;
  #set(id: string, part: Partial<T.CustomerCard>): Promise<void> {
    for (const t of this.tickets.values()) if (t.customer.id === id) t.customer = { ...t.customer, ...part };
    this.say('customers', 'lists');
    return Promise.resolve();
  }
  changeCustomer(id: string, edit: T.CustomerEdit) {
    const card = this._cardOf(id);
    const facts = toggled(
      card.facts.map(({ kind, value }) => ({ kind, value })),
      edit.addFacts,
      edit.removeFacts,
    );
    return this.#set(id, {
      name: edit.name ?? card.name,
      contacts: toggled(card.contacts, edit.addContacts, edit.removeContacts),
      fallback: edit.addFallback.at(-1) ?? (edit.removeFallback.length ? null : card.fallback),
      needs: toggled(card.needs, edit.addNeeds, edit.removeNeeds),
      facts: facts.map((fact) => ({ ...fact, label: `fact-${fact.kind}` })),
    });
  }
  customersAlike = (id: string) => {
    const joined = this._cardOf(id).joined.map((one) => one.id);
    return Promise.resolve((this.alikes.get(id) ?? []).filter((one) => !joined.includes(one.id)));
  };
  joinCustomers(customer: string, into: string) {
    const name = this.alikes.get(into)?.find((one) => one.id === customer)?.name ?? customer;
    return this.#set(into, { joined: [...this._cardOf(into).joined, { id: customer, name }] });
  }
  partCustomer(customer: string) {
    const whole = [...this.tickets.values()].find((t) => t.customer.joined.some((one) => one.id === customer));
    if (!whole) return fail('bad-join');
    const { id, joined } = whole.customer;
    return this.#set(id, { joined: joined.filter((one) => one.id !== customer) });
  }
  /** The team masks this customer for whoever sits here. */
  hides(id: string) {
    const { contacts } = this._cardOf(id);
    this.#hidden.set(id, contacts);
    void this.#set(id, { masked: true, contacts: contacts.map((one) => ({ ...one, value: masked(one.value) })) });
  }
  revealCustomer(id: string, _ticket: string, why: string) {
    if (!why.trim()) return fail('empty-text');
    return this.#set(id, { masked: false, contacts: this.#hidden.get(id)!, revealedUntil: Date.now() + 15 * 60_000 });
  }
}
