// The three catalogues say the same things, and every word the window asks for exists.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allActions } from '../features/palette/actions';
import { InventedDesk } from '../ipc/invented';
import { speakThrough } from '../ipc';

const root = join(import.meta.dirname, '../../..');
const langs = ['en', 'zh-Hans', 'zh-Hant'] as const;
type Catalogue = Map<string, Set<string>>;

function read(lang: string): Catalogue {
  const found: Catalogue = new Map();
  for (const file of ['window.ftl', 'errors.ftl']) {
    let id = '';
    for (const line of readFileSync(join(root, 'locales', lang, file), 'utf8').split('\n')) {
      const start = /^([a-zA-Z][\w-]*) =/.exec(line);
      if (start) {
        id = start[1]!;
        expect(found.has(id), `${lang}: ${id} is there twice`).toBe(false);
        found.set(id, new Set());
      }
      for (const name of line.matchAll(/\$(\w+)/g)) found.get(id)!.add(name[1]!);
    }
  }
  return found;
}
const catalogues = Object.fromEntries(langs.map((l) => [l, read(l)])) as Record<(typeof langs)[number], Catalogue>;

const ERRORS: Record<string, string[]> = {
  'wrong-password': [],
  'expired-token': [],
  'device-revoked': [],
  'version-mismatch': ['server', 'desk'],
  'other-epoch': [],
  'server-unreachable': ['address'],
  'server-answer-broken': [],
  'address-invalid': [],
  'certificate-untrusted': [],
  'wrong-passphrase': [],
  'wrong-key': [],
  locked: [],
  'other-person': ['name'],
  'device-forked': [],
  'desk-damaged': [],
  exists: [],
  'bad-value': [],
  'passphrase-short': [],
  'key-store-missing': [],
  'key-store-locked': [],
  'cache-damaged': [],
  'outbox-damaged': ['recovered'],
  'file-passphrase': [],
  'file-damaged': [],
  'file-foreign': [],
  'file-newer': [],
  'file-other-person': ['name'],
  'file-other-team': ['team'],
  'file-too-large': [],
  'file-not-reached': [],
  'file-empty': [],
  'too-many-files': [],
  'file-away': [],
  'disk-full': [],
  'already-running': [],
  'port-in-use': ['port'],
  'profile-newer': [],
  'notifications-missing': [],
  'ticket-missing': [],
  'not-legal': ['from', 'to'],
  'past-due': [],
  'empty-text': [],
  'body-too-long': [],
  'too-large': [],
  forbidden: [],
  gone: [],
  'article-outdated': [],
  'article-changed': [],
  'article-being-written': [],
  unsupported: [],
  'taken-over': ['by'],
  'check-clock': ['date'],
  'time-invalid': [],
  'autostart-refused': ['why'],
  'schedule-zone': ['zone'],
  'schedule-time': ['time'],
  'schedule-date': ['date'],
  'schedule-never-open': [],
  'schedule-no-name': [],
  'schedule-too-many': ['most'],
  'schedule-too-far': [],
  'bad-schedule': [],
  'schedule-changed': [],
  'calendar-unreadable': [],
  'calendar-empty': [],
  internal: ['reference'],
};
const FROM_RUST = [
  'why-emergency',
  'why-breached',
  'why-warning',
  'why-tier',
  'why-oldest',
  'event-opened',
  'event-status',
  'event-field',
  'event-claimed',
  'event-assigned',
  'event-tags',
  'event-merged',
  ...['event-promise', 'event-follow-up'].flatMap((id) => [id, `${id}-kept`, `${id}-withdrawn`]),
  'event-not-done',
  'reason-not-legal',
  'waits-behind-held',
  'a-colleague',
  'fact-order',
  'fact-product',
  'fact-bought',
  'fact-address',
  'fact-account',
  'fact-device',
  'held-newer-message',
  'held-customer-wrote',
  'held-colleague-wrote',
  'held-status',
  'held-closed',
  'held-taken-over',
  'held-too-old',
  'held-article-outdated',
  'article-from-ticket-why',
  'steps-note',
];
const TASKS = ['task', 'task-text', 'task-needed', 'task-save', 'task-keep', 'task-withdraw', 'task-withdrawing'];
const FAMILIES: Record<string, string[]> = {
  status: ['new', 'open', 'pending', 'solved', 'closed'],
  urgency: ['low', 'normal', 'high', 'emergency'],
  channel: ['phone', 'chat', 'mail', 'app', 'web', 'social', 'message'],
  state: ['draft', 'waiting', 'sending', 'sent', 'held', 'uncertain', 'rejected'].flatMap((s) => [s, `${s}-hint`]),
  view: [
    'mine',
    'team',
    'unassigned',
    'atRisk',
    'hot',
    'waiting',
    'drafts',
    'held',
    'offline',
    'knowledge',
    'notices',
    'alerts',
    'schedules',
  ],
  empty: ['mine', 'team', 'unassigned', 'atRisk', 'hot', 'waiting', 'drafts', 'held', 'offline', 'alerts'],
  clock: ['firstResponse', 'nextResponse', 'resolution', 'plan', 'promise', 'followUp', 'decision'],
  ...Object.fromEntries(TASKS.map((family) => [family, ['promise', 'followUp']])),
  story: ['running', 'paused', 'closed', 'ahead', 'over'],
  connection: ['connecting', 'online', 'degraded', 'offline', 'recovering'],
  article: ['faq', 'factSheet', 'procedure', 'contingency', 'script', 'validFrom', 'validUntil', 'reviewAt'],
  fresh: ['reviewDue', 'underReview', 'notYet', 'expired', 'withdrawn'],
  diff: ['gone', 'new', 'none'],
  notice: ['what', 'why', 'effect', 'guide', 'amends'],
  matter: ['request', 'suggestion', 'expired', 'review', 'mine'],
  purpose: ['none', 'vocabulary', 'rules', 'vocabulary-lines', 'rules-lines'],
  fault: [
    'long-word',
    'large-group',
    'many-words',
    'no-word',
    'one-sided',
    'never-cut',
    'no-arrow',
    'two-arrows',
    'no-words',
    'word-missing',
    'nothing-follows',
    'unknown-key',
    'no-value',
    'no-urgency',
    'no-category',
    'no-queue',
    'twice',
    'too-many',
  ],
  role: ['agent', 'lead', 'contact', 'administrator'],
  field: ['subject', 'status', 'urgency', 'category', 'queue', 'owner', 'channel', 'tag', 'tags'],
  operation: [
    'open',
    'receive',
    'reply',
    'note',
    'setField',
    'transition',
    'claim',
    'assign',
    'tag',
    'setTask',
    'endTask',
    'decide',
  ],
  kind: [
    'open',
    'reply',
    'note',
    'setField',
    'transition',
    'claim',
    'assign',
    'tag',
    'setTask',
    'endTask',
    'decide',
    'suggest',
    'publish',
    'decline',
    'withdraw',
    'check',
    'requestChange',
    'acknowledge',
    'unhelpful',
    'setSchedule',
  ],
  file: ['here', 'away', 'coming', 'leaving', 'coming-at', 'leaving-at'],
  attachment: [
    'file-too-large',
    'file-empty',
    'too-many-files',
    'file-unreadable',
    'file-away',
    'file-damaged',
    'file-not-reached',
  ],
  alerts: ['all', 'mine', 'unassigned', 'breached'],
  quiet: ['hours', 'offShift', 'computer'],
  'quiet-until': ['hours', 'offShift', 'computer'],
  chime: ['twoTones', 'bell', 'knock'],
  'settings-quiet': ['from', 'to'],
  decided: ['sentAnyway', 'edited', 'noted', 'discarded'],
  strength: ['0', '1', '2', '3'],
  age: ['week', 'month', 'year'],
  theme: ['light', 'dark'],
  contrast: ['normal', 'high'],
  density: ['compact', 'regular', 'comfortable'],
  key: [
    'move',
    'reply',
    'solve',
    'insert',
    'keys',
    'edit',
    'anyway',
    'note',
    'take',
    'acknowledge',
    'snooze',
    'open',
    'choose',
    'quarter',
    'remove',
    'undo',
  ],
  schedule: ['from', 'to'],
  'schedule-due': ['firstResponse', 'nextResponse', 'resolution', 'plan'],
};

test('the three catalogues have the same messages with the same variables', () => {
  for (const lang of langs.slice(1)) {
    expect([...catalogues[lang].keys()]).toEqual([...catalogues.en.keys()]);
    for (const [id, names] of catalogues.en)
      expect([...catalogues[lang].get(id)!].sort(), `${lang} ${id}`).toEqual([...names].sort());
  }
});

test('every error and every key that Rust sends has its words', () => {
  for (const [code, names] of Object.entries(ERRORS))
    expect([...(catalogues.en.get(`error-${code}`) ?? ['missing'])].sort(), code).toEqual([...names].sort());
  for (const id of FROM_RUST) expect(catalogues.en.has(id), id).toBe(true);
  for (const [family, members] of Object.entries(FAMILIES))
    for (const m of members) expect(catalogues.en.has(`${family}-${m}`), `${family}-${m}`).toBe(true);
});

test('no message the window asks for is missing', () => {
  const files = readdirSync(join(root, 'ui/src'), { recursive: true, encoding: 'utf8' }).filter(
    (f) => /\.(svelte|ts)$/.test(f) && !/test/.test(f),
  );
  const missing = new Set<string>();
  for (const file of files) {
    const source = readFileSync(join(root, 'ui/src', file), 'utf8');
    for (const call of source.matchAll(/\bt\(([^)]*)/g)) {
      for (const literal of call[1]!.split('{ ')[0]!.matchAll(/'([a-z][\w-]+)'/g))
        if (!catalogues.en.has(literal[1]!) && !/[=!]==? '/.test(call[1]!)) missing.add(`${file}: ${literal[1]}`);
      for (const family of call[1]!.matchAll(/`([a-z-]+)-\$\{/g))
        expect(Object.keys({ ...FAMILIES, hello: 1, error: 1, action: 1 }), file).toContain(family[1]);
    }
    for (const named of source.matchAll(/'((?:busy|sheet|keys|hello|palette|action)-[\w-]+)'/g))
      if (!catalogues.en.has(named[1]!)) missing.add(`${file}: ${named[1]}`);
  }
  expect([...missing]).toEqual([]);
});

test('every action of the palette has its words', () => {
  speakThrough(new InventedDesk());
  for (const action of allActions()) expect(catalogues.en.has(action.words), action.words).toBe(true);
});
