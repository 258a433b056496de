// The fixed choices that forms offer, in the order people meet them.
import type { Chime, ContactChannel, Demand, FilterRule, Urgency } from '../ipc';

export const CHANNELS: ContactChannel[] = ['phone', 'chat', 'mail', 'app', 'web', 'social', 'message'];
export const URGENCIES: Urgency[] = ['low', 'normal', 'high', 'emergency'];
export const DEMANDS: Demand[] = ['basic', 'complex', 'latent'];
export const CHIMES: Chime[] = ['twoTones', 'bell', 'knock'];

/** Every ticket on which there is something to do. */
export const anyRule = (): FilterRule => ({
  owner: null,
  statuses: [],
  urgencies: [],
  channels: [],
  queues: [],
  categories: [],
  tags: [],
  tier: null,
  unread: false,
  hot: false,
  order: 'due',
});
