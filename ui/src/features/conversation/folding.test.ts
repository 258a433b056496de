// How long texts fold, and where links truly lead.
import { expect, test } from 'vitest';
import { fold, htmlLines, lines, SHOWN } from './folding';
import { doubts, linked, spelled } from './links';

test('a text of 24 lines is whole; a longer one folds at the end of a line, and nothing of it is lost', () => {
  const short = Array.from({ length: 24 }, (_, n) => `Line ${n}`);
  expect(fold([short.join('\n')])).toBeNull();
  const long = [...short, ...short];
  const folded = fold([long.join('\n')])!;
  expect(folded.shown.join('\n')).toBe(long.slice(0, SHOWN).join('\n'));
  expect([...folded.shown, ...folded.rest].join('\n')).toBe(long.join('\n'));
  expect(folded.lines).toBe(long.length - SHOWN);
});

test('Chinese is denser: half as many characters make a line', () => {
  expect(lines(['退'.repeat(400)])).toBe(10);
  expect(lines(['a'.repeat(400)])).toBe(5);
  expect(fold(['退款。'.repeat(400)])!.shown[0]!.endsWith('。')).toBe(true);
});

test('a single endless paragraph folds after a sentence, and one without sentences between words', () => {
  const sentences = 'It still leaks from the lower ring. '.repeat(90).trim();
  const folded = fold([sentences])!;
  expect(folded.shown[0]).toMatch(/ring\.$/);
  expect(`${folded.shown[0]} ${folded.rest[0]}`).toBe(sentences);
  expect(fold(['word '.repeat(700).trim()])!.shown[0]).toMatch(/word$/);
  const solid = fold(['x'.repeat(4000)])!;
  expect(solid.shown[0]! + solid.rest[0]).toBe('x'.repeat(4000));
});

test('lines of HTML are counted by its blocks', () => {
  expect(htmlLines('<div>On Monday, Wen wrote:</div><blockquote><p>One</p><p>Two<br>Three</p></blockquote>')).toBe(4);
  expect(htmlLines('<p>&gt; one<br>&gt; two</p>')).toBe(2);
});

test('addresses are found in a text, without the marks that end its sentence', () => {
  const parts = linked('See https://shop.example/a_(b), or www.shop.example。 Not file:///x or shop.example.');
  expect(parts.filter((part) => part.address).map((part) => part.address)).toEqual([
    'https://shop.example/a_(b)',
    'https://www.shop.example',
  ]);
  expect(parts.map((part) => part.text).join('')).toContain('Not file:///x or shop.example.');
  expect(linked('no link')).toEqual([{ text: 'no link', address: null }]);
});

test('a link says what is doubtful about it', () => {
  expect(doubts('https://shop.example/a', 'our page')).toEqual([]);
  expect(doubts('https://www.shop.example/a', 'shop.example/a')).toEqual([]);
  expect(doubts('https://evil.example/a', 'https://bank.example/login')).toEqual(['other-host']);
  expect(doubts('https://bank.example@evil.example/', 'here')).toEqual(['name-before']);
  expect(doubts('https://аpple.example/', 'here')).toEqual(['letters']);
  expect(doubts('http://203.0.113.7/refund', 'here')).toEqual(['number']);
  expect(doubts('http://[2001:db8::1]/', 'here')).toEqual(['number']);
  expect(doubts('mailto:a@shop.example', 'here')).toEqual([]);
});

test('an address is spelled out as it will be followed, its host apart', () => {
  expect(spelled('https://bank.example@evil.example/bank.example')).toEqual([
    'https://bank.example@',
    'evil.example',
    '/bank.example',
  ]);
  expect(spelled('https://shop.example')).toEqual(['https://', 'shop.example', '/']);
  expect(spelled('mailto:a@shop.example')).toEqual(['', '', 'mailto:a@shop.example']);
});
