// What the toolbar, its keys and Enter do to a text with marks: each a pure change of a text and a selection.
export type Mark = 'bold' | 'italic' | 'bullets' | 'numbers' | 'link' | 'code';
export const MARKS: readonly Mark[] = ['bold', 'italic', 'bullets', 'numbers', 'link', 'code'];

/** A change: these words in the place of what stands between two places, and what is selected then. */
export type Edit = { from: number; to: number; words: string; select: [number, number] };

const item = /^([ \t]*)(?:([-*])|(\d{1,3})([.)]))[ \t]+/;
const LONGEST_ADDRESS = 2000;
const isAddress = (text: string) => text.length < LONGEST_ADDRESS && /^(?:https?:\/\/|mailto:)[^\s<>")]+$/i.test(text);

export function marked(mark: Mark, text: string, from: number, to: number): Edit {
  if (mark === 'bullets' || mark === 'numbers') return listed(mark, text, from, to);
  if (mark === 'link') return linked(text, from, to);
  if (mark === 'code' && text.slice(from, to).includes('\n')) return fenced(text, from, to);
  return wrapped({ bold: '**', italic: '*', code: '`' }[mark], text, from, to);
}

const starsBefore = (text: string, at: number) => /\**$/.exec(text.slice(0, at))![0].length;
const starsAfter = (text: string, at: number) => /^\**/.exec(text.slice(at))![0].length;

/** Whether what lies between two places has this mark around it. One star of two is no mark. */
function isWrapped(mark: string, text: string, from: number, to: number) {
  if (mark === '`') return text[from - 1] === mark && text[to] === mark;
  const stars = Math.min(starsBefore(text, from), starsAfter(text, to));
  return mark === '*' ? stars === 1 || stars === 3 : stars === 2 || stars === 3;
}

function wrapped(mark: string, text: string, from: number, to: number): Edit {
  // What begins or ends with a space has the mark beside its words.
  const chosen = text.slice(from, to);
  let start = from + (chosen.trim() ? chosen.length - chosen.trimStart().length : 0);
  let end = to - (chosen.trim() ? chosen.length - chosen.trimEnd().length : 0);
  const n = mark.length;
  if (start === end && !isWrapped(mark, text, start, end)) {
    // A word of letters that the caret stands in is meant whole.
    const before = /[\p{Script=Latin}\p{N}]+$/u.exec(text.slice(0, start))?.[0] ?? '';
    const after = /^[\p{Script=Latin}\p{N}]+/u.exec(text.slice(end))?.[0] ?? '';
    if (before && after) [start, end] = [start - before.length, end + after.length];
  }
  if (isWrapped(mark, text, start, end))
    return { from: start - n, to: end + n, words: text.slice(start, end), select: [start - n, end - n] };
  const inner = text.slice(start, end);
  // Selected with its marks.
  if (inner.length >= 2 * n && isWrapped(mark, inner, n, inner.length - n))
    return { from: start, to: end, words: inner.slice(n, -n), select: [start, end - 2 * n] };
  if (inner.includes('\n')) {
    // A mark ends with its line.
    const words = inner.replace(/[^\n]+/g, (line) => {
      const at = item.exec(line)?.[0].length ?? 0;
      const said = line.slice(at);
      return said.trim() ? line.slice(0, at) + said.replace(/^(\s*)(.*?)(\s*)$/s, `$1${mark}$2${mark}$3`) : line;
    });
    return { from: start, to: end, words, select: [start, start + words.length] };
  }
  return { from: start, to: end, words: mark + inner + mark, select: [start + n, end + n] };
}

function fenced(text: string, from: number, to: number): Edit {
  const before = from > 0 && text[from - 1] !== '\n' ? '\n' : '';
  const after = to < text.length && text[to] !== '\n' ? '\n' : '';
  const inner = text.slice(from, to).replace(/\n$/, '');
  const opens = `${before}\`\`\`\n`;
  return {
    from,
    to,
    words: `${opens}${inner}\n\`\`\`${after}`,
    select: [from + opens.length, from + opens.length + inner.length],
  };
}

/** Words that are selected get an address; an address gets words. */
function linked(text: string, from: number, to: number): Edit {
  const chosen = text.slice(from, to).trim();
  if (isAddress(chosen)) return { from, to, words: `[](${chosen})`, select: [from + 1, from + 1] };
  const address = 'https://';
  const at = from + chosen.length + 3;
  return {
    from,
    to,
    words: `[${chosen}](${address})`,
    select: chosen ? [at, at + address.length] : [from + 1, from + 1],
  };
}

/** An address that is pasted over words becomes their link. */
export function pastedOver(text: string, from: number, to: number, pasted: string): Edit | null {
  const chosen = text.slice(from, to);
  const address = pasted.trim();
  if (!chosen.trim() || /[\n[\]]/.test(chosen) || isAddress(chosen.trim()) || !isAddress(address)) return null;
  const words = `[${chosen}](${address})`;
  return { from, to, words, select: [from + words.length, from + words.length] };
}

function listed(kind: 'bullets' | 'numbers', text: string, from: number, to: number): Edit {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const next = text.indexOf('\n', to > from && text[to - 1] === '\n' ? to - 1 : to);
  const end = next < 0 ? text.length : next;
  const lines = text.slice(start, end).split('\n');
  const isOne = (line: string) => (kind === 'bullets' ? !!item.exec(line)?.[2] : !!item.exec(line)?.[3]);
  const said = lines.filter((line) => line.trim());
  const gone = said.length > 0 && said.every(isOne);
  let n = 0;
  const one = lines.length === 1;
  const changed = lines.map((line) => {
    if (!line.trim() && !one) return line;
    const indent = /^[ \t]*/.exec(line)![0];
    const rest = line.replace(item, '').trimStart();
    if (gone) return indent + rest;
    return `${indent}${kind === 'bullets' ? '-' : `${++n}.`} ${rest}`;
  });
  const words = changed.join('\n');
  // The caret stays with its word; lines stay selected.
  const caret = Math.max(start, from + changed[0]!.length - lines[0]!.length);
  return { from: start, to: end, words, select: from === to ? [caret, caret] : [start, start + words.length] };
}

/** Enter within a list: the next item begins; from an item without words the list ends. Nothing elsewhere. */
export function continued(text: string, from: number, to: number): Edit | null {
  if (from !== to) return null;
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const next = text.indexOf('\n', from);
  const line = text.slice(start, next < 0 ? text.length : next);
  const found = item.exec(line);
  if (!found || from < start + found[0].length) return null;
  const [head, indent, bullet, number, after] = found;
  if (!line.slice(head.length).trim()) return { from: start, to: start + line.length, words: '', select: [start, start] };
  const words = `\n${indent}${bullet ?? `${Number(number) + 1}${after}`} `;
  return { from, to, words, select: [from + words.length, from + words.length] };
}
