// What makes the open ticket one with another, and takes apart what became part of it.
import type { Command } from '../../frame/command';
import { t } from '../../words/index.svelte';
import { conversation } from '../conversation/conversation.svelte';
import { noTicket, onTicket } from '../conversation/onTicket';
import { withMerging } from '../conversation/panels';

export const mergingCommands: Command[] = [
  onTicket(
    'merge',
    'merge',
    'yu ling yi zhang gong dan he bing, bing ru',
    withMerging(({ merging }) => merging.open()),
    { key: 'Shift+M', words: 'merge-title' },
  ),
  onTicket(
    'unmerge',
    'merge',
    'chai fen zui jin yi ci he bing, qu xiao he bing',
    withMerging(({ merging }) => merging.apart()),
    {
      here: () => !!conversation.detail?.apart,
      why: () => noTicket() ?? (conversation.detail?.apart ? undefined : t('unmerge-none')),
      words: 'unmerge-title',
    },
  ),
];
