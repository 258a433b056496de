// What the invented desk says of a ticket's events: kept as a message with raw values, said in the desk's language when read.
import { inLang } from '../words/index.svelte';
import { categoryName, queues } from './invented-people';
import { departmentName } from './invented-requests';
import type { Language, TimelineItem } from './wire';

/** An item as it is kept: an event's text is the id of its message. */
export type Kept = TimelineItem & { args?: Record<string, string> };

function value(field: string, raw: string, lang: Language): string {
  if (!raw) return '–';
  if (field === 'category') return categoryName(raw, lang)!;
  if (field === 'queue') return queues.find((q) => q.id === raw)?.name ?? raw;
  return field === 'status' || field === 'urgency' ? inLang(lang, `${field}-${raw}`) : raw;
}

function text(id: string, args: Record<string, string>, lang: Language): string {
  const field = id === 'event-status' ? 'status' : args.field;
  const said = { ...args };
  if (field) {
    said.from = value(field, args.from ?? '', lang);
    said.to = value(field, args.to ?? '', lang);
    said.field = inLang(lang, `field-${field}`);
  }
  if (args.department) said.department = departmentName(args.department, lang);
  if (args.clock) said.clock = inLang(lang, `clock-${args.clock}`);
  if (args.stage) said.stage = inLang(lang, `complaint-stage-${args.stage}`);
  const plain = {
    'event-tags': args.removed ? (args.added ? '' : '-removed') : '-added',
    'event-assigned': args.reason ? '' : '-plain',
  };
  return inLang(lang, id + (plain[id as keyof typeof plain] ?? ''), said);
}

export const saying =
  (lang: Language) =>
  (item: Kept): TimelineItem => {
    const { args, ...told } = item;
    return told.type === 'event' && args ? { ...told, text: text(told.text, args, lang) } : { ...told };
  };
