// The pages that the first paint does not show. They lie on the disk and come when nothing else is to do, or when asked for.
import type { Step } from '../features/tour/tour.svelte';
import { loadAllWords } from '../words/index.svelte';
import { later } from '../parts/later.svelte';
import type { Progress, TicketRow } from '../ipc';

type BulkOf = { n: number; onclose: () => void };

export const pages = {
  stage: later(() => import('../features/stage/Stage.svelte')),
  conversation: later(() => import('../features/conversation/Conversation.svelte')),
  customer: later<{ drawer?: boolean }>(() => import('../features/customer/CustomerPane.svelte')),
  bulk: later(() => import('../features/queue/BulkBar.svelte')),
  filling: later<{ pull: Progress }>(() => import('../features/queue/Filling.svelte')),
  customerAsk: later(() => import('../features/customer/CustomerAsk.svelte')),
  palette: later<{ shown: boolean }>(() => import('../features/palette/Palette.svelte')),
  capture: later(() => import('../features/capture/CapturePanel.svelte')),
  knowledgePanel: later(() => import('../features/knowledge/KnowledgePanel.svelte')),
  heldList: later(() => import('../features/held/HeldList.svelte')),
  heldView: later(() => import('../features/held/HeldView.svelte')),
  outbox: later(() => import('../features/outbox/OutboxList.svelte')),
  alerts: later(() => import('../features/alerts/AlertList.svelte')),
  why: later(() => import('../features/alerts/AlertWhy.svelte')),
  knowledge: later(() => import('../features/knowledge/KnowledgePage.svelte')),
  schedules: later(() => import('../features/schedules/SchedulesPage.svelte')),
  outages: later(() => import('../features/outages/OutagesPage.svelte')),
  outageReport: later(() => import('../features/outages/OutageReport.svelte')),
  drill: later(() => import('../features/drill/DrillFrame.svelte')),
  settings: later(() => import('../features/settings/SettingsDialog.svelte')),
  keys: later(() => import('../features/settings/KeySheet.svelte')),
  help: later(() => import('../features/help/HelpDialog.svelte')),
  filter: later(() => import('../features/queue/FilterDialog.svelte')),
  bulkAssign: later<BulkOf & { agent: string; name: string }>(() => import('../features/queue/BulkAssign.svelte')),
  bulkSolve: later<BulkOf>(() => import('../features/queue/BulkSolve.svelte')),
  bulkMerge: later<{ rows: TicketRow[]; onclose: () => void }>(() => import('../features/queue/BulkMerge.svelte')),
  tour: later<{ step: Step }>(() => import('../features/tour/Tour.svelte')),
  unsent: later(() => import('../features/unsent/UnsentDialog.svelte')),
};

/** What comes before the desk, and what the first click wants, is fetched while Rust is asked. */
export function fetchFirst() {
  for (const page of [pages.stage, pages.conversation]) void page.load().catch(() => undefined);
}

const idle = () =>
  new Promise<void>((done) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => done(), { timeout: 500 });
    else setTimeout(done, 30);
  });

/** One after the other, in the order in which they are likely to be wanted. */
export async function fetchAhead() {
  for (const page of Object.values(pages)) {
    await idle();
    await page.load().catch(() => undefined);
  }
  await idle();
  await loadAllWords().catch(() => undefined);
}

/** Everything at once. */
export const fetchAll = () => Promise.all([...Object.values(pages).map((page) => page.load()), loadAllWords()]);
