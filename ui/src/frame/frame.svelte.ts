// What the window shows where: the place in the list pane, what lies at the right, what lies on top.
import { tick } from 'svelte';
import { capture } from '../features/capture/capture.svelte';
import { composer } from '../features/conversation/composer.svelte';
import { conversation } from '../features/conversation/conversation.svelte';
import { held } from '../features/held/held.svelte';
import { editor } from '../features/knowledge/editor.svelte';
import { knowledge } from '../features/knowledge/knowledge.svelte';
import { work } from '../features/knowledge/work.svelte';
import { outages } from '../features/outages/outages.svelte';
import { outbox } from '../features/outbox/outbox.svelte';
import { filters } from '../features/queue/filters.svelte';
import { queue, type ListPlace } from '../features/queue/queue.svelte';
import { settings } from '../features/settings/settings.svelte';
import { stage } from '../features/stage/stage.svelte';
import { tasks } from '../features/tasks/tasks.svelte';
import { alerts } from '../features/alerts/alerts.svelte';
import { ipc, type TicketPage } from '../ipc';
import { dock } from '../parts/dock.svelte';
import { toasts } from '../parts/toast.svelte';
import { t } from '../words/index.svelte';

export type Place = ListPlace | 'knowledge' | 'notices' | 'alerts' | 'schedules' | 'outages';
type Side = 'customer' | 'capture' | 'knowledge';
type Over = 'palette' | 'settings' | 'keys' | 'help' | null;

/** A list of tickets, and no page of its own. */
const isList = (place: Place): place is Exclude<ListPlace, 'held' | 'offline'> =>
  !['alerts', 'held', 'offline', 'knowledge', 'notices', 'schedules', 'outages'].includes(place);

/** Below this the customer is a drawer; the same as in narrow.css. */
const NARROW = '(max-width: 1240px)';

class FrameState {
  constructor() {
    filters.onshow = (place) => this.go(place);
  }
  place = $state<Place>('mine');
  side = $state<Side>('customer');
  /** In a narrow window the customer is a drawer. */
  drawer = $state(false);
  /** Beside the alerts and in the table: whether a ticket is shown, and not why the chosen alert's is due, or the table. */
  ticketOpen = $state(false);
  /** In a wide window the customer pane can be put away. */
  folded = $state(false);
  over = $state<Over>(null);
  /** The place that was asked for last: one that was asked for before it is not gone to any more. */
  #to: Place | null = null;
  #opens = 0;
  /** Where the caret was before the capture panel took it. */
  #before: HTMLElement | null = null;

  /** Goes to a place; the caret goes to its list, so that its keys work at once. A list turns with its rows, alerts likewise: half of it
   *  would be a frame of its own. */
  async go(place: Place, focus = true) {
    this.#to = place;
    const first = isList(place) ? await queue.ahead(place) : undefined;
    if (place === 'alerts') await alerts.read();
    if (this.#to === place) await this.#turn(place, focus, first);
  }
  async #turn(place: Place, focus: boolean, first?: TicketPage) {
    this.place = place;
    if (place !== 'alerts') alerts.leave();
    if (focus) this.focusList();
    this.drawer = false;
    this.ticketOpen = false;
    if (isList(place)) await queue.show(place, first);
    else if (place === 'knowledge') {
      if (this.side === 'knowledge') this.side = 'customer';
      await knowledge.suggest(conversation.id);
    } else if (place === 'notices') await work.read();
    else if (place === 'held') await held.read();
    else if (place === 'offline') await outbox.read();
    else if (place === 'outages') await outages.read();
    // The schedules' page reads for itself, again each minute.
  }

  /** A ticket takes the middle; places that fill the middle give way to the list. */
  async openTicket(id: string, why: string | null = null) {
    const mine = ++this.#opens;
    // The one that is open is read after its draft is on the disk. Of any other, what is typed while it is read goes to the disk, too.
    if (id !== conversation.id) await conversation.ahead(id);
    await composer.flush();
    if (mine !== this.#opens) return;
    composer.caret = null;
    this.showConversation();
    queue.cursor = id;
    await conversation.open(id, why);
    if (this.side === 'knowledge') void knowledge.suggest(id);
  }

  /** Held, knowledge and alerts fill the middle; the conversation is not in sight there. */
  get conversationShown() {
    if (this.place === 'alerts' || this.#tabled) return this.ticketOpen;
    return !['held', 'knowledge', 'notices', 'schedules', 'outages'].includes(this.place);
  }
  /** A list of tickets is shown, alone or beside the conversation. */
  get listShown() {
    return isList(this.place);
  }
  get #tabled() {
    return settings.now.listLayout === 'table' && this.listShown;
  }
  /** A line per ticket over the whole width, until one is opened. */
  get tableShown() {
    return this.#tabled && !this.ticketOpen;
  }
  /** The alerts stay beside the ticket, so that the next one is one key away; other places give way to the list. */
  showConversation() {
    if (this.place === 'alerts' || this.#tabled) this.ticketOpen = true;
    else if (!this.conversationShown) {
      this.#to = null;
      void this.#turn(queue.view, false);
      this.ticketOpen = this.#tabled;
    }
  }
  /** Back from a ticket to why an alert's is due, or to the table. */
  closeTicket() {
    this.ticketOpen = false;
    this.focusList();
  }
  /** The caret goes to the list, so that its keys work at once. */
  focusList() {
    void tick().then(() => {
      const list = document.querySelector<HTMLElement>('.pane.list :is([role="listbox"], li.item)[tabindex="0"]');
      // To focus what has the focus would still have the window laid out at once.
      if (list !== document.activeElement) list?.focus();
    });
  }

  /** The ticket that matters most now; with it open, the one after it. */
  async nextUp() {
    const after = this.conversationShown ? conversation.id : null;
    const next = await ipc.nextUp(after);
    if (!next) return toasts.say('check', t(after === null ? 'next-none' : 'next-no-other'));
    await this.openTicket(next.ticket, next.why);
  }

  /** Whether the customer's pane has its place beside the ticket; a narrow window has none for it. */
  get customerShown() {
    return this.side === 'customer' && !this.folded && this.conversationShown;
  }
  /** Brings the customer into sight. */
  showCustomer() {
    if (matchMedia(NARROW).matches) this.drawer = true;
    else if (this.side !== 'customer') this.closeSide();
    else this.folded = false;
  }
  /** The customer's pane, or in a narrow window the drawer, comes and goes. */
  toggleCustomer() {
    if (matchMedia(NARROW).matches) this.drawer = !this.drawer;
    else if (this.side !== 'customer') this.closeSide();
    else this.folded = !this.folded;
  }

  openCapture() {
    if (this.side === 'capture') return document.getElementById('capture-contact')?.focus();
    this.#before = document.activeElement as HTMLElement | null;
    this.side = 'capture';
    void capture.open();
  }

  /** An article, as knowledge shows it. */
  async openArticle(id: string) {
    await this.go('knowledge', false);
    await knowledge.open(id);
  }

  openInsert() {
    this.side = 'knowledge';
    void knowledge.suggest(conversation.id);
  }

  closeSide() {
    if (this.side === 'capture') void capture.keep();
    this.side = 'customer';
    this.#before?.focus?.();
    this.#before = null;
  }

  /** What is being written goes to the disk before the desk leaves the window. */
  async #keepAll() {
    this.over = null;
    await Promise.all([composer.flush(), capture.keep(), dock.keep(), editor.keep(), tasks.keepPending()]);
  }
  async signInAgain() {
    await this.#keepAll();
    await stage.signInAgain();
  }
  /** Ends Holdfast, also where closing the window leaves it watching. */
  async quit() {
    await this.#keepAll();
    await ipc.quit();
  }
  async lock() {
    await this.#keepAll();
    await stage.act('busy-locking', () => ipc.lock());
  }

  reset() {
    this.#to = null;
    this.#opens++;
    this.place = 'mine';
    this.ticketOpen = false;
    this.side = 'customer';
    this.drawer = false;
    this.over = null;
  }
}

export const frame = new FrameState();
