// What links the open ticket with another, and what the links of it offer.
import type { Command } from '../../frame/command';
import { frame } from '../../frame/frame.svelte';
import { conversation } from '../conversation/conversation.svelte';
import { onTicket } from '../conversation/onTicket';
import { withLinks } from '../conversation/panels';

export const linkCommands: Command[] = [
  onTicket(
    'link',
    'link',
    'guan lian ling yi zhang gong dan',
    withLinks(({ linking }) => linking.open()),
    { words: 'link-tickets' },
  ),
];

export const linkOffers = (): Command[] =>
  (conversation.detail?.links ?? []).flatMap((link) => [
    ...(link.status
      ? [
          onTicket(`linked-${link.ticket}`, 'link', 'da kai guan lian', () => void frame.openTicket(link.ticket), {
            words: 'link-open',
            args: { number: link.number },
          }),
        ]
      : []),
    ...(link.number
      ? [
          onTicket(
            `unlink-${link.ticket}`,
            'x',
            'qu xiao guan lian',
            withLinks(({ linking }) => linking.remove(link)),
            {
              words: 'link-remove',
              args: { number: link.number },
            },
          ),
        ]
      : []),
  ]);
