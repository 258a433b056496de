// Invented guesses: two rules, and what is wrong with a line.
import { InventedFiles } from './invented-files';
import type * as T from './wire';

export class InventedGuess extends InventedFiles {
  guess(text: string): Promise<T.GuessView[]> {
    const of = (what: T.Guessed, value: string, name: string, words: string[], n: number): T.GuessView => ({
      what,
      value,
      name,
      line: n,
      words,
      share: null,
      of: null,
    });
    return Promise.resolve([
      ...(/冒烟|smoke/.test(text) ? [of('urgency', 'emergency', 'emergency', ['冒烟'], 2)] : []),
      ...(/退款|refund/.test(text) ? [of('category', 'refund', '退款', ['退款'], 1)] : []),
    ]);
  }
  faults = (_purpose: T.Purpose, text: string): Promise<T.FaultyLine[]> =>
    Promise.resolve(
      text.split('\n').flatMap((l, i) => (l.includes('->') || !l ? [] : [{ line: i + 1, reason: 'no-arrow', value: null }])),
    );
  preview = (markdown: string) => Promise.resolve(`<p>${markdown.replaceAll('\n\n', '</p><p>')}</p>`);
}
