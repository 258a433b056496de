// What can be noted of the open ticket's customer.
import type { Command } from '../../frame/command';
import { frame } from '../../frame/frame.svelte';
import type { IconName } from '../../parts/icons';
import { t } from '../../words/index.svelte';
import { conversation } from '../conversation/conversation.svelte';
import { noTicket, onTicket } from '../conversation/onTicket';
import { customers, NEEDS, type Kind } from './customer.svelte';

const why = () => noTicket() ?? (conversation.detail?.customer ? undefined : t('palette-no-customer'));
const on = (id: string, icon: IconName, pinyin: string, act: () => void, more: Partial<Command> = {}) =>
  onTicket(id, icon, pinyin, act, { why, ...more });

const note = (kind: Kind) => (frame.showCustomer(), customers.note(kind));

export const customerCommands: Command[] = [
  on('note-fact', 'plus', 'ji lu ke hu zi liao', () => note('fact-order'), { words: 'customer-note' }),
  on('note-contact', 'phone', 'ji lu lian xi fang shi', () => note('contact-phone'), {
    words: 'customer-note-contact',
  }),
  on('rename-customer', 'user', 'geng gai ke hu xing ming', () => (customers.asked = 'name'), { words: 'customer-rename' }),
  on('reveal', 'eye', 'cha kan lian xi fang shi', () => (customers.asked = 'reveal'), {
    words: 'reveal-ask',
    here: () => !!conversation.detail?.customer?.masked,
  }),
];

/** Each need, to be set or taken off. */
export const customerOffers = (): Command[] => {
  const card = customers.card;
  if (!card) return [];
  return NEEDS.map((need) =>
    on(`need-${need}`, 'needs', 'te shu xu qiu', () => customers.need(card, need), {
      words: card.needs.includes(need) ? 'need-remove' : 'need-add',
      args: { need: t(`need-${need}`) },
    }),
  );
};
