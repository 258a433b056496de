// What the invented desk makes of marks: enough of what Rust does to look at the window.
import { asHtml } from './invented-line';
import { agents, me } from './invented-people';
import type * as T from './wire';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const within = (text: string) =>
  escaped(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*(\S(?:.*?\S)?)\*\*/g, '<strong>$1</strong>')
    .replace(/(?<![\w*])\*([^\s*](?:[^*]*[^\s*])?)\*(?![\w*])/g, '<em>$1</em>')
    .replace(/\[([^[\]]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2">$1</a>');

const bullet = /^\s*[-*] +(?=\S)/;
const number = /^\s*\d{1,3}[.)] +(?=\S)/;
const one = (line: string) => (bullet.test(line) ? 'ul' : number.test(line) ? 'ol' : 'p');

/** As HTML, and whether it has marks. */
export function formatted(body: string): { html: string; marked: boolean } {
  const html = body
    .trim()
    .split(/\n{2,}/)
    .map((part) => {
      const runs: { as: string; lines: string[] }[] = [];
      for (const line of part.split('\n')) {
        const as = one(line);
        if (runs.at(-1)?.as === as) runs.at(-1)!.lines.push(line);
        else runs.push({ as, lines: [line] });
      }
      return runs
        .map(({ as, lines }) =>
          as === 'p'
            ? `<p>${lines.map(within).join('<br>')}</p>`
            : `<${as}>${lines.map((line) => `<li>${within(line.replace(bullet, '').replace(number, ''))}</li>`).join('')}</${as}>`,
        )
        .join('');
    })
    .join('');
  const marked = /<(?:ul|ol|strong|em|code|a)\b/.test(html);
  return { html: marked ? html : asHtml(body), marked };
}

type Person = T.Colleague & { sounds: string[] };
/** Who can be named on the invented desk, with what their names sound like. */
const sounds: Record<string, string[]> = {
  'a-bai': ['bai', 'baizhixia', 'bzx'],
  'a-meng': ['meng', 'mengfanxing', 'mfx'],
  'a-qin': ['qin', 'qinyue', 'qy'],
  'a-ye': ['ye', 'yezhiqiu', 'yzq'],
};
export const people: Person[] = agents.map((one) => ({
  ...one,
  login: one.id.slice(2),
  department: null,
  sounds: sounds[one.id] ?? [],
}));
const login = /(?<![\w.@/-])[@＠]([a-z]+)(?![\w-])/gi;
export const namedIn = (body: string): Person[] =>
  people.filter((one) => [...body.matchAll(login)].some((found) => found[1]!.toLowerCase() === one.login));

/** A note: whom it names stands there by name. */
export function formattedNote(body: string): { html: string; marked: boolean } {
  const { html, marked } = formatted(body);
  const named = namedIn(body);
  if (!named.length) return { html, marked };
  const chips = html.replace(login, (as, who: string) => {
    const one = named.find((person) => person.login === who.toLowerCase());
    return one ? `<span class="mention${one.id === me.id ? ' me' : ''}">@${one.name}</span>` : as;
  });
  return { html: chips, marked: true };
}
