// The invented desk's alerts: one brought to this person, one nobody's, somebody else's, one put off, one taken note of.
import { isAbout } from '../parts/clocks';
import { me } from './invented-people';
import { departmentName } from './invented-requests';
import type { Invented } from './invented-tickets';
import type { AlertRow, ClockKind, ClockView, Language, Level, QuietView } from './wire';

const min = 60_000;
type Seed = [number: string, clock: ClockKind, level: Level, state?: 'acknowledged' | 'snoozed'];
const seeds: Seed[] = [
  ['10405', 'resolution', 'escalation'],
  ['10471', 'nextResponse', 'breach'],
  ['10482', 'nextResponse', 'warning'],
  ['10483', 'nextResponse', 'warning'],
  ['10479', 'nextResponse', 'warning', 'snoozed'],
  ['10466', 'nextResponse', 'warning', 'acknowledged'],
];

export function inventAlerts(tickets: Map<string, Invented>, now: number): AlertRow[] {
  const over = tickets.get('t10482')!.clocks.filter((c) => isAbout(c.kind) && c.state === 'breached');
  const all: Seed[] = [...over.map((c): Seed => ['10482', c.kind, 'breach']), ...seeds];
  return all.map(([number, clock, level, state], i) => {
    const { row, clocks } = tickets.get(`t${number}`)!;
    return {
      id: isAbout(clock) ? `al-${number}-${clock}` : `al-${number}`,
      ticket: row.id,
      number,
      subject: row.subject,
      subjectLang: row.subjectLang,
      customer: row.customer,
      tier: row.tier,
      urgency: row.urgency,
      owner: row.owner,
      mine: row.owner === me.name,
      takes: row.owner === null,
      saidAt: now - (i + 1) * 3 * min,
      clock,
      about: null,
      by: null,
      level,
      lost: null,
      due: clocks.find((c) => c.kind === clock)!.due!,
      at: now - (i + 1) * 3 * min,
      acknowledged: state === 'acknowledged',
      snoozedUntil: state === 'snoozed' ? now + 28 * min : null,
    };
  });
}

/** What it is about, where there may be several of a kind. */
export function aboutOf({ tasks, requests, complaints }: Invented, { clock, due }: AlertRow, lang: Language): string | null {
  const ran = (of: { clock: ClockView | null }) => of.clock?.kind === clock && of.clock.due === due;
  const request = requests.find(ran);
  if (request) return `${departmentName(request.department, lang)}: ${request.text}`;
  const task = tasks.find((of) => of.kind === clock && of.due === due && of.endedAt === null);
  return (task ?? complaints.find(ran))?.text ?? null;
}

/** `quiet=hours`, `quiet=offShift`, `quiet=computer`; emergencies are said all the same unless `allquiet`. */
export function inventQuiet(p: URLSearchParams, now: number): QuietView | null {
  const why = p.get('quiet') as QuietView['why'] | null;
  const morning = new Date(now).setHours(8, 0, 0, 0);
  const until = morning > now ? morning : morning + 24 * 60 * min;
  return why && { why, until: why === 'computer' ? null : until, butEmergencies: !p.has('allquiet') };
}
