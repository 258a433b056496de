// Deciding about what is held, and where the person goes then.
import { frame } from '../../frame/frame.svelte';
import type { Decision } from '../../ipc';
import { composer } from '../conversation/composer.svelte';
import { editor } from '../knowledge/editor.svelte';
import { held } from './held.svelte';

export async function decide(decision: Decision) {
  const decided = held.current;
  if (!decided?.ways.includes(decision)) return;
  try {
    if (decision === 'edit') await composer.flush();
    await held.decide(decided, decision);
  } catch {
    return;
  }
  if (decision !== 'edit') return;
  const article = decided.article;
  if (article) {
    await frame.go('knowledge', false);
    return void editor.open(article === 'new' ? null : article);
  }
  // The draft on the disk holds both texts now.
  composer.takeUp(decided.ticket, decided.parts.every((part) => part.kind === 'note') ? 'note' : 'reply');
  await frame.openTicket(decided.ticket);
  composer.focusAsked = true;
}
