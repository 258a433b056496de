// Invented customers as the quick capture finds them. Nobody here exists.
import type { CallersFound, ContactKind, CustomerMatch } from './wire';

type Known = Omit<CustomerMatch, 'reached' | 'exact'> & { ways: string[]; sounds: string[] };
const known: Known[] = [
  {
    id: 'c-luo',
    name: '罗曼宁',
    tier: 2,
    ways: ['137 4410 5193', 'HQ-20261120-8837'],
    sounds: ['luomanning', 'lmn', 'manning', 'mn'],
    open: [{ ticket: 't10412', number: '10412', subject: '空气炸锅换货，等取件' }],
  },
  { id: 'c-luoke', name: '骆可', tier: 0, ways: ['137 4410 5608'], sounds: ['luoke', 'lk', 'ke'], open: [] },
  {
    id: 'c-gu',
    name: '顾晓岚',
    tier: 4,
    ways: ['139 0712 2284', 'gu.xiaolan@example.com'],
    sounds: ['guxiaolan', 'gxl', 'xiaolan', 'xl'],
    open: [
      { ticket: 't10482', number: '10482', subject: '晨雾 S2 咖啡机不出水，第二次报修' },
      { ticket: 't10483', number: '10483', subject: '预售尾款付不了' },
    ],
  },
  { id: 'c-maeve', name: 'Maeve Lindqvist', tier: 1, ways: ['maeve@example.com', 'maeve_l'], sounds: ['lindqvist'], open: [] },
];
const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function understood(text: string): ContactKind | null {
  const typed = text.trim();
  if (!typed) return null;
  if (/^[^@\s]+@[^@\s]+$/.test(typed)) return 'mail';
  return /^[\d\s+\-()./#*]+$/.test(typed) && typed.replace(/\D/g, '').length > 2 ? 'phone' : 'account';
}

export function callersFor(text: string): CallersFound {
  const typed = letters(text);
  if (!typed || /^\d{1,2}$/.test(typed)) return { contact: understood(text), customers: [] };
  const customers = known.flatMap(({ ways, sounds, ...one }) => {
    const reached = ways.find((way) => letters(way).includes(typed)) ?? null;
    if (!reached && !letters(one.name).includes(typed) && !sounds.some((sound) => sound.startsWith(typed))) return [];
    return [{ ...one, reached: reached ?? ways[0]!, exact: ways.some((way) => letters(way) === typed) }];
  });
  return { contact: understood(text), customers };
}
