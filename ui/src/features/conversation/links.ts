// Addresses in what customers write: found, and judged before anybody follows one.

export type TextPart = { text: string; address: string | null };

const address = /\b(?:https?:\/\/|www\.)[^\s<>"“”‘’（）【】「」《》，。；：、！？]+/giu;
/** What ends a sentence or a bracket is no part of an address. */
const tail = /[.,;:!?'"]+$|[)\]}]+$/u;

/** A text in its addresses and what stands between them. */
export function linked(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const found of text.matchAll(address)) {
    let shown = found[0];
    while (tail.test(shown) && !(shown.endsWith(')') && shown.includes('('))) shown = shown.replace(tail, '');
    const full = /^www\./i.test(shown) ? `https://${shown}` : shown;
    if (!hostOf(full)) continue;
    if (found.index > from) parts.push({ text: text.slice(from, found.index), address: null });
    parts.push({ text: shown, address: full });
    from = found.index + shown.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), address: null });
  return parts;
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Where an address of the web leads; empty for what leads nowhere on it. */
export function hostOf(text: string): string {
  const url = parsed(text);
  return url && /^https?:$/.test(url.protocol) ? url.hostname : '';
}

const bare = (host: string) => host.toLowerCase().replace(/^www\./, '');

/** The host that a link's text makes believe it leads to, when it names one. */
function shownHost(text: string): string {
  const found = /^\s*(?:https?:\/\/)?((?:[\p{L}\d-]+\.)+\p{L}{2,})(?=$|[\s/:?#@])/iu.exec(text);
  if (!found) return '';
  return hostOf(`https://${found[1]}`);
}

export type Doubt = 'other-host' | 'letters' | 'number' | 'name-before';

/** What makes a link doubtful, the gravest first. */
export function doubts(to: string, shown: string): Doubt[] {
  const host = hostOf(to);
  if (!host) return [];
  const url = parsed(to)!;
  const found: Doubt[] = [];
  const claimed = shownHost(shown);
  if (claimed && bare(claimed) !== bare(host)) found.push('other-host');
  if (url.username || url.password) found.push('name-before');
  if (/(?:^|\.)xn--/i.test(host) || Array.from(to.split('/')[2] ?? '').some((letter) => letter > '~')) found.push('letters');
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.startsWith('[')) found.push('number');
  return found;
}

/** An address in three: what stands before its host, the host, and the rest; as it will be followed, not as it was written. */
export function spelled(to: string): [string, string, string] {
  const host = hostOf(to);
  const url = parsed(to);
  if (!host || !url) return ['', '', to];
  const { href } = url;
  const at = href.indexOf(host, url.protocol.length + 2 + (url.username ? href.indexOf('@') - url.protocol.length - 2 : 0));
  return [href.slice(0, at), host, href.slice(at + host.length)];
}
