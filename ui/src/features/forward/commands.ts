// Forwarding, by the palette and by its key.
import type { Command } from '../../frame/command';
import { onTicket } from '../conversation/onTicket';
import { withForwarding } from '../conversation/panels';

export const forwardCommands: Command[] = [
  onTicket(
    'forward',
    'fwd',
    'zhuan fa dui hua, zhuan ji',
    withForwarding(({ forwarding }) => forwarding.open()),
    { key: 'Shift+F' },
  ),
];
