// The fixed choices that forms offer, in the order people meet them.
import type { Chime, ContactChannel, Demand, Urgency } from '../ipc';

export const CHANNELS: ContactChannel[] = ['phone', 'chat', 'mail', 'app', 'web', 'social', 'message'];
export const URGENCIES: Urgency[] = ['low', 'normal', 'high', 'emergency'];
export const DEMANDS: Demand[] = ['basic', 'complex', 'latent'];
export const CHIMES: Chime[] = ['twoTones', 'bell', 'knock'];
