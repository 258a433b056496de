// What can be done with articles from anywhere.
import type { Command } from '../../frame/command';
import { frame } from '../../frame/frame.svelte';
import { t } from '../../words/index.svelte';
import { conversation } from '../conversation/conversation.svelte';
import { editor } from './editor.svelte';

/** Drafts an article from the open ticket, without the customer in it. */
export function articleFromTicket() {
  const { id } = conversation;
  if (id) void frame.go('knowledge', false).then(() => editor.fromTicket(id));
}

export const articleCommands: Command[] = [
  {
    id: 'article-from-ticket',
    group: 'palette-ticket',
    icon: 'book',
    words: 'article-from-ticket',
    pinyin: 'you ci gong dan xie cheng tiao mu, zuo cheng zhi shi',
    scope: 'ticket',
    why: () => (conversation.detail ? undefined : t('palette-no-ticket')),
    run: articleFromTicket,
  },
  {
    id: 'article-new',
    group: 'palette-window',
    icon: 'book',
    words: 'article-new',
    pinyin: 'xin jian zhi shi tiao mu, xie zhi shi',
    scope: 'anywhere',
    run: () => void frame.go('knowledge', false).then(() => editor.open(null)),
  },
];
