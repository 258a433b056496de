// Forwarding, by the palette and by its key.
import type { Command } from '../../frame/command';
import { onTicket } from '../conversation/onTicket';
import { forwarding } from './forwarding.svelte';

export const forwardCommands: Command[] = [
  onTicket('forward', 'fwd', 'zhuan fa, zhuan ji', () => forwarding.open(), { key: 'Shift+F' }),
];
