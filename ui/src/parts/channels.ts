// The icon of each channel.
import type { ContactChannel } from '../ipc';
import type { IconName } from './icons';

export const channelIcon: Record<ContactChannel, IconName> = {
  phone: 'phone',
  chat: 'chat',
  mail: 'mail',
  app: 'app',
  web: 'board',
  social: 'at',
  message: 'chat',
};
