// Every screen of the window on the invented desk, and how one gets there.
const click = (id) => `document.querySelector('[data-testid="${id}"]')`;

/** A step: press what has this test id, or a key; then what is expected is waited for. */
const open = (id, then) => ({ run: `${click(id)}.click()`, needs: click(id), then: click(then) });
const key = (name, then, more = {}) => ({
  run: `(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', ${JSON.stringify({ key: name, bubbles: true, cancelable: true, ...more })}))`,
  needs: click('next-up'),
  then: click(then),
});
const type = (id, text, then) => ({
  run: `(() => { const f = ${click(id)}; f.focus(); f.value = ${JSON.stringify(text)}; f.dispatchEvent(new Event('input', { bubbles: true })); })()`,
  needs: click(id),
  then: click(then),
});

const ticket = [open('row-10482', 'composer-text')];
/** A command, by its name in the palette. */
const command = (id, then) => [open('open-palette', `palette-${id}`), open(`palette-${id}`, then)];

export const screens = {
  welcome: { params: 'stage=welcome', steps: [] },
  'sign in': { params: 'stage=signIn', steps: [] },
  'set unlock': { params: 'stage=setUnlock', steps: [] },
  locked: { params: 'stage=locked', steps: [] },
  failed: { params: 'stage=failed', steps: [] },
  list: { params: '', steps: [] },
  'list, filling': { params: 'filling=1', steps: [{ run: `0`, needs: click('filling-team'), then: click('filling-team') }] },
  conversation: { params: '', steps: ticket },
  colleagues: { params: 'present=1', steps: [...ticket, type('composer-text', '顾女士，', 'crossing')] },
  'colleagues, named': { params: 'present=1', steps: [open('row-10471', 'present'), open('present', 'present')] },
  'conversation offline': { params: 'offline=1&held=1', steps: ticket },
  outages: {
    params: 'outages=1&lead=1',
    steps: [open('view-outages', 'outage-story')],
  },
  'call-backs': {
    params: 'outages=1&back=1&lead=1',
    steps: [open('view-outages', 'call-ring'), open('call-ring', 'call-told')],
  },
  'call-backs, narrow': {
    narrow: true,
    params: 'outages=1&back=1&lead=1',
    steps: [open('view-outages', 'call-ring')],
  },
  'calls handed over': {
    params: 'outages=1&back=1&lead=1',
    steps: [open('view-outages', 'calls-hand-over'), open('calls-hand-over', 'calls-hand')],
  },
  'call of a colleague': {
    params: 'outages=1&offline=1',
    steps: [
      open('banner-outages', 'outage-tab-calls'),
      open('outage-tab-calls', 'call-10466'),
      open('call-10466', 'call-theirs'),
    ],
  },
  'outage text': { params: 'outages=1', steps: [...ticket, open('outage-text', 'outage-text')] },
  'call promised': {
    params: 'outages=1&back=1',
    steps: [open('view-outages', 'call-ring'), open('call-ring', 'call-promised'), open('call-promised', 'call-promise')],
  },
  'outages offline': {
    params: 'outages=1&offline=1',
    steps: [open('banner-outages', 'outage-story')],
  },
  impact: {
    params: 'outages=1&back=1&lead=1',
    steps: [open('view-outages', 'outage-tab-impact'), open('outage-tab-impact', 'impact')],
  },
  'impact, narrow': {
    narrow: true,
    params: 'outages=1&back=1&lead=1',
    steps: [open('view-outages', 'outage-tab-impact'), open('outage-tab-impact', 'impact')],
  },
  'impact over a time': {
    params: 'outages=1&lead=1',
    steps: [open('view-outages', 'impact-over'), open('impact-over', 'impact-outages')],
  },
  'impact over a time, narrow': {
    narrow: true,
    params: 'outages=1&lead=1',
    steps: [open('view-outages', 'impact-over'), open('impact-over', 'impact-outages')],
  },
  contingency: {
    params: 'outages=1',
    steps: [open('view-outages', 'outage-tab-guide'), open('outage-tab-guide', 'contingency')],
  },
  'contingency, narrow': {
    narrow: true,
    params: 'outages=1',
    steps: [open('view-outages', 'outage-tab-guide'), open('outage-tab-guide', 'contingency')],
  },
  'no outages': { params: '', steps: [open('view-outages', 'contingency')] },
  'outage reported': {
    params: 'outages=1&lead=1',
    steps: [open('view-outages', 'outage-new'), open('outage-new', 'outage-report')],
  },
  'outage told': {
    params: 'outages=1&lead=1',
    steps: [open('view-outages', 'outage-tell'), open('outage-tell', 'outage-report')],
  },
  'line broken': { params: 'problem=device-revoked', steps: [] },
  'quick replies': { params: '', steps: [...ticket, type('composer-text', '/', 'quick-replies')] },
  promise: { params: 'tasks=1', steps: [...ticket, open('promise', 'task-panel')] },
  request: { params: 'requests=1', steps: [...ticket, key('d', 'request-panel')] },
  complaint: { params: 'requests=1', steps: [...ticket, key('c', 'complaint-panel')] },
  closing: { params: 'tasks=1', steps: [...ticket, key('e', 'closing-panel'), open('closing-follow-later', 'closing-when')] },
  handover: { params: 'tasks=1', steps: [...ticket, key('o', 'owner-a-bai'), open('owner-a-bai', 'handover-panel')] },
  'handed over': {
    params: 'tasks=1',
    steps: [
      ...ticket,
      key('o', 'owner-a-bai'),
      open('owner-a-bai', 'handover-panel'),
      type('handover-reason', '…', 'handover-panel'),
      open('handover-save', 'handover-card'),
    ],
  },
  snooze: { params: '', steps: [...ticket, key('h', 'snooze-panel')] },
  link: {
    params: '',
    steps: [...ticket, open('more', 'more-link'), open('more-link', 'link-panel'), type('link-text', '104', 'link-hit-10458')],
  },
  merge: { params: 'same=1', steps: [...ticket, open('more', 'more-merge'), open('more-merge', 'merge-pair')] },
  'several merged': {
    params: 'same=1',
    steps: [open('select-10482', 'bulk'), open('select-10458', 'bulk-merge'), open('bulk-merge', 'bulk-merge-10458')],
  },
  'several solved': {
    params: 'same=1',
    steps: [
      open('select-10482', 'bulk'),
      open('bulk-status', 'bulk-status-solved'),
      open('bulk-status-solved', 'bulk-solve-answer'),
    ],
  },
  category: { params: '', steps: [...ticket, key('i', 'category-find')] },
  menu: { params: '', steps: [...ticket, open('noting', 'noting-request')], anew: true },
  'clock story': {
    params: '',
    steps: [
      ...ticket,
      {
        run: `document.querySelector('.clocks .why').click()`,
        needs: `document.querySelector('.clocks .why')`,
        then: click('clock-story'),
      },
    ],
  },
  'customer drawer': { params: '', steps: [...ticket, open('customer-drawer', 'customer-drawer-pane')], narrow: true },
  capture: {
    params: '',
    steps: [key('N', 'capture-number', { ctrlKey: true, shiftKey: true }), type('capture-contact', '139', 'capture-match')],
  },
  'capture, tickets open': {
    params: '',
    steps: [key('N', 'capture-number', { ctrlKey: true, shiftKey: true }), type('capture-caller', 'gxl', 'capture-open')],
  },
  'capture, solved': {
    params: '',
    steps: [
      key('N', 'capture-number', { ctrlKey: true, shiftKey: true }),
      type('capture-question', '问晨雾 S2 的水箱盖怎么打开。', 'capture-question'),
      type('capture-when', '00:00', 'capture-next'),
      open('capture-solved', 'capture-answer'),
      type('capture-answer', '按住两侧卡扣，往上提就能打开。', 'capture-said-satisfied'),
    ],
  },
  'capture, guessed, without a category': {
    params: '',
    steps: [
      key('N', 'capture-number', { ctrlKey: true, shiftKey: true }),
      type('capture-question', '空气炸锅冒烟，要退款。', 'guess-category'),
      open('capture-solved', 'capture-answer'),
      type('capture-answer', '请先断电，退款已登记。', 'capture-said-satisfied'),
      open('capture-save', 'capture-category-missing'),
    ],
  },
  'knowledge panel': { params: '', steps: [...ticket, open('insert', 'article-k-refund'), open('article-k-refund', 'article')] },
  knowledge: {
    params: '',
    steps: [
      open('view-knowledge', 'knowledge-search'),
      type('knowledge-search', '退款', 'article-k-refund'),
      open('article-k-refund', 'article'),
    ],
  },
  'article editor': { params: '', steps: [open('view-knowledge', 'article-new'), open('article-new', 'article-editor')] },
  notices: { params: '', steps: [open('view-notices', 'notice-list')] },
  alerts: { params: '', steps: [open('open-alerts', 'story-bar')] },
  held: { params: 'held=1', steps: [open('view-held', 'held-view')] },
  'held, empty': { params: '', steps: [open('view-held', 'view-held')] },
  outbox: { params: 'offline=1', steps: [open('view-offline', 'outbox-list')] },
  drafts: { params: '', steps: [open('view-drafts', 'conversation')] },
  unassigned: { params: '', steps: [open('view-unassigned', 'list')] },
  waiting: { params: '', steps: [open('view-waiting', 'conversation')] },
  schedules: { params: '', steps: [open('view-schedules', 'period'), open('period', 'trial-firstResponse')] },
  palette: { params: '', steps: [...ticket, open('open-palette', 'palette-text')] },
  settings: { params: '', steps: [open('me', 'me-settings'), open('me-settings', 'settings')] },
  'settings, a key everywhere': {
    params: '',
    steps: [
      open('me', 'me-settings'),
      open('me-settings', 'capture-everywhere'),
      open('capture-everywhere', 'everywhere-ready'),
      open('everywhere-key', 'everywhere-key'),
    ],
  },
  'settings of alerts': {
    params: '',
    steps: [open('me', 'me-settings'), open('me-settings', 'settings-alerts'), open('settings-alerts', 'quiet-hours')],
  },
  keys: { params: '', steps: [open('me', 'me-keys'), open('me-keys', 'keys')] },
  help: { params: '', steps: [key('F1', 'help-tour')] },
  'first steps': { params: 'tour=1', steps: [open('tour-next', 'tour-back')] },
  'next up': { params: '', steps: [open('next-up', 'why')] },
  table: { params: 'layout=table', steps: [] },
  'look of the list': { params: '', steps: [open('list-look', 'look')] },
  'several chosen': { params: '', steps: [open('select-10482', 'bulk'), open('select-10458', 'bulk')] },
  filter: { params: '', steps: [open('filter-new', 'filter-name')] },
  promises: { params: 'tasks=1', steps: [open('view-promises', 'view-promises')] },
  'follow-ups': { params: 'tasks=1', steps: [open('view-followUps', 'view-followUps')] },
  mentions: { params: '', steps: [open('view-mentions', 'view-mentions')] },
  'at risk': { params: '', steps: [open('view-atRisk', 'view-atRisk')] },
  'snoozed, empty': { params: '', steps: [open('view-snoozed', 'view-snoozed')] },
  forward: { params: '', steps: [...ticket, ...command('forward', 'forward-to')] },
  'named in a note': {
    params: '',
    steps: [...ticket, open('kind-note', 'composer-text'), type('composer-text', '@', 'mentions')],
  },
  'send later': {
    params: '',
    steps: [
      ...ticket,
      type('composer-text', '顾女士，明天上午给您答复。', 'composer-text'),
      ...command('send-later', 'send-later'),
    ],
  },
  'masked, asked why': {
    params: '',
    steps: [
      ...ticket,
      { run: `desk.hides(desk.tickets.get('t10482').customer.id)`, needs: click('customer'), then: click('reveal') },
      open('reveal', 'ask-text'),
    ],
  },
  'drill, ready': { params: 'drill=ready', steps: [{ run: `0`, needs: click('drill-begin'), then: click('drill-begin') }] },
  drill: {
    params: 'drill=down&outages=1&offline=1',
    steps: [open('drill-all', 'drill-event'), open('row-10482', 'composer-text')],
  },
  'drill, judged': { params: 'drill=over', steps: [{ run: `0`, needs: click('drill-score'), then: click('drill-score') }] },
  unsent: { params: '', steps: [open('me', 'me-settings'), open('me-settings', 'unsent-open'), open('unsent-open', 'unsent')] },
};

/** Opens a screen of the desk with these parameters. */
export async function show(window, address, { params, steps }, look) {
  await window.open(`${address}?${params}&${look}`);
  for (const { run, needs, then } of steps) {
    await window.until(needs, needs);
    await window.run(run);
    await window.until(then, then);
  }
  // Fonts, sizes and what is read from the desk come to rest.
  await window.run(`document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 150)))`);
}
