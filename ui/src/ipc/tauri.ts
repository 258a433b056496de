// The real wire: every method is one Tauri command with the same name in snake_case and arguments by name.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Ipc, Tag } from './types';

type Command = Exclude<keyof Ipc, 'onChanged' | 'onOpenTicket'>;

/** The argument names of each command, in the order of the methods' parameters. */
const commands: Record<Command, string[]> = {
  deskState: [],
  tryHere: [],
  teamServer: ['run'],
  connect: ['address'],
  signIn: ['login', 'password'],
  backToWelcome: [],
  setUnlock: ['passphrase'],
  unlock: ['passphrase'],
  lock: [],
  settings: [],
  saveSettings: ['s'],
  team: [],
  viewCounts: [],
  list: ['view', 'offset', 'limit'],
  nextUp: [],
  ticket: ['id'],
  earlier: ['ticket', 'before'],
  markRead: ['ticket'],
  reply: ['ticket', 'body', 'seen', 'articles'],
  note: ['ticket', 'body'],
  setField: ['ticket', 'field', 'value'],
  transition: ['ticket', 'to'],
  claim: ['ticket'],
  assign: ['ticket', 'agent', 'reason'],
  tag: ['ticket', 'add', 'remove'],
  capture: ['call'],
  matchCustomers: ['text'],
  captureNumber: [],
  saveDraft: ['ticket', 'kind', 'body', 'articles'],
  saveCapture: ['json'],
  loadCapture: [],
  outbox: [],
  held: [],
  decide: ['operation', 'decision'],
  search: ['query', 'limit'],
  suggest: ['ticket'],
  article: ['id'],
  alerts: [],
  acknowledgeAlert: ['id'],
  snoozeAlert: ['id', 'minutes'],
  connection: [],
  tryNow: [],
};

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function on<T>(event: string, f: (payload: T) => void): () => void {
  const off = listen<T>(event, (e) => f(e.payload));
  return () => void off.then((stop) => stop());
}

const calls = Object.entries(commands).map(([name, names]) => [
  name,
  (...values: unknown[]) => invoke(snake(name), Object.fromEntries(names.map((key, at) => [key, values[at]]))),
]);

export const tauri = {
  ...Object.fromEntries(calls),
  onChanged: (f: (tags: Tag[]) => void) => on<{ tags: Tag[] }>('changed', (p) => f(p.tags)),
  onOpenTicket: (f: (id: string) => void) => on<{ ticket: string }>('open-ticket', (p) => f(p.ticket)),
} as Ipc;
