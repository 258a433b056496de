// What kind of thing stopped something, as an icon beside its sentence.
import type { IconName } from '../../parts/icons';

const icons: Record<string, IconName> = {
  'held-customer-wrote': 'chat',
  'held-status': 'chat',
  'held-newer-message': 'chat',
  'held-colleague-wrote': 'user',
  'held-taken-over': 'user',
  'held-closed': 'lock',
  'held-too-old': 'history',
};

export const reasonIcon = (reason: string): IconName => icons[reason] ?? 'breach';
