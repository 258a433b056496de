// The small HTML that Rust makes of a text with marks, as parts to draw: what it should not have is text or nothing.
import { lines, MOST, SHOWN } from '../conversation/folding';

export type Part = { tag: string; text: string; to: string; look: string; start: number | null; parts: Part[] };

const DRAWN = ['p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'strong', 'em', 'code', 'a', 'br', 'span'];
/** How a name may look. */
const LOOKS = ['mention', 'mention me'];

function read(node: Node): Part[] {
  return Array.from(node.childNodes).flatMap((child): Part[] => {
    if (child.nodeType === Node.TEXT_NODE)
      return [{ tag: '', text: child.textContent ?? '', to: '', look: '', start: null, parts: [] }];
    if (!(child instanceof Element)) return [];
    const tag = child.tagName.toLowerCase();
    const parts = read(child);
    if (!DRAWN.includes(tag)) return parts;
    const start = Number(child.getAttribute('start'));
    const look = child.getAttribute('class') ?? '';
    if (tag === 'span' && !LOOKS.includes(look)) return parts;
    return [{ tag, text: child.textContent ?? '', to: child.getAttribute('href') ?? '', look, start: start || null, parts }];
  });
}

export const partsOf = (html: string) => read(new DOMParser().parseFromString(html, 'text/html').body);

const weight = (part: Part): number => {
  if (part.tag === 'p') return lines(broken(part)) + 0.5;
  if (['ul', 'ol', 'blockquote', 'li'].includes(part.tag)) {
    const within = part.parts.filter((one) => ['li', 'p', 'ul', 'ol', 'blockquote', 'pre'].includes(one.tag));
    const own = part.parts.some((one) => one.tag === '' || !within.includes(one)) ? lines([part.text]) : 0;
    return within.reduce((sum, one) => sum + weight(one), own);
  }
  return lines([part.text]);
};
function broken(part: Part): string[] {
  return part.parts
    .map((one) => (one.tag === 'br' ? '\n' : one.text))
    .join('')
    .split('\n');
}

/** The first parts of a long text, and how many lines lie below; null when it is not long. */
export function foldParts(parts: Part[]): { shown: Part[]; rest: Part[]; lines: number } | null {
  const weights = parts.map(weight);
  if (weights.reduce((sum, one) => sum + one, 0) <= MOST) return null;
  let room = SHOWN;
  const until = weights.findIndex((one, at) => (room -= one) < 0 && at > 0);
  if (until < 0) return null;
  const below = weights.slice(until).reduce((sum, one) => sum + one, 0);
  return { shown: parts.slice(0, until), rest: parts.slice(until), lines: Math.round(below) };
}
