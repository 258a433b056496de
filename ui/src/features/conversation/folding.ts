// How long a text is to the eye, and where a long one folds: at the end of a line, or of a sentence when a line is long by itself.
const paragraphMarks = /<\/(?:p|div|li|tr|h[1-6]|blockquote|pre|dt|dd)>|<br\s*\/?>/gi;

/** A line of the conversation holds about so many Latin letters; a Han character is as wide as two. */
const WIDTH = 80;
/** What is longer than MOST folds, and then shows SHOWN: what is folded away is worth a click. */
export const MOST = 24;
export const SHOWN = 18;

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/gu;
const weigh = (text: string) => text.length + (text.match(wide)?.length ?? 0);
const linesOf = (line: string) => Math.max(1, Math.ceil(weigh(line) / WIDTH));

/** About how many lines plain text takes. */
export const lines = (paragraphs: readonly string[]) =>
  paragraphs.flatMap((p) => p.split('\n')).reduce((sum, line) => sum + linesOf(line), 0);

/** About how many lines HTML takes. */
export function htmlLines(html: string): number {
  const text = html
    .replace(paragraphMarks, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&[a-z]+;|&#\d+;/gi, ' ');
  return lines([
    text
      .split('\n')
      .filter((line) => line.trim())
      .join('\n'),
  ]);
}

export type Folded = { shown: string[]; rest: string[]; lines: number };

/** The beginning of a long text and the rest of it; null when it is not long. */
export function fold(paragraphs: readonly string[]): Folded | null {
  if (lines(paragraphs) <= MOST) return null;
  const shown: string[] = [];
  let room = SHOWN;
  for (const [at, paragraph] of paragraphs.entries()) {
    const taken: string[] = [];
    const all = paragraph.split('\n');
    for (const [n, line] of all.entries()) {
      const takes = linesOf(line);
      if (takes <= room) {
        taken.push(line);
        room -= takes;
        continue;
      }
      // Never nothing: a first line longer than all the room ends with a sentence, or between words.
      const [begun, left] = shown.length || taken.length ? ['', line] : cut(line, room);
      if (begun) taken.push(begun);
      const rest = [[left, ...all.slice(n + 1)].join('\n'), ...paragraphs.slice(at + 1)];
      return { shown: taken.length ? [...shown, taken.join('\n')] : shown, rest, lines: lines(rest) };
    }
    shown.push(paragraph);
  }
  return null;
}

function cut(line: string, room: number): [string, string] {
  let weight = 0;
  let end = 0;
  let sentence = 0;
  let word = 0;
  for (const letter of line) {
    weight += weigh(letter);
    if (weight > room * WIDTH) break;
    end += letter.length;
    if (/[。！？!?；;]/u.test(letter) || (letter === ' ' && /[.!?]/.test(line[end - 2] ?? ''))) sentence = end;
    if (letter === ' ') word = end;
  }
  const at = sentence > end / 2 ? sentence : word > end / 2 ? word : end;
  return [line.slice(0, at).trimEnd(), line.slice(at).trimStart()];
}
