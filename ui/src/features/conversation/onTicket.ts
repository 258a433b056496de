// How a command that acts on the open ticket is made.
import type { Command } from '../../frame/command';
import { frame } from '../../frame/frame.svelte';
import type { IconName } from '../../parts/icons';
import { t } from '../../words/index.svelte';
import { conversation } from './conversation.svelte';

export const isOpen = () => !!conversation.detail;
export const noTicket = () => (isOpen() ? undefined : t('palette-no-ticket'));

type More = Partial<Pick<Command, 'key' | 'here' | 'why' | 'args' | 'scope' | 'words'>>;
/** They are done beside the conversation, so it comes into sight. */
export const onTicket = (id: string, icon: IconName, pinyin: string, act: () => void, more: More = {}): Command => ({
  id,
  group: 'palette-ticket',
  icon,
  words: `action-${id}`,
  pinyin,
  scope: 'ticket',
  why: noTicket,
  ...more,
  run: () => (frame.showConversation(), act()),
});
