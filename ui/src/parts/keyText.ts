// Keys as text: what was pressed, as it is kept, and as people read it. `Ctrl` is the command key on a Mac.
const onMac = /Mac|iP(hone|ad)/.test(globalThis.navigator?.platform ?? '');

/** A full-width mark or another script's letter on a key is the key's own, so that an input method left on is no hindrance. */
const byCode: Record<string, string> = {
  Slash: '/',
  Period: '.',
  Comma: ',',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Backquote: '`',
  Minus: '-',
  Equal: '=',
};
const named: Record<string, string> = { ' ': 'Space', Esc: 'Escape', Del: 'Delete' };
const modifiers = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'NumLock', 'Fn', 'Hyper', 'Super'];

function baseOf(e: KeyboardEvent): string {
  if (e.key.length > 1) return named[e.key] ?? e.key;
  if (e.key === ' ') return 'Space';
  if (/^[\x21-\x7e]$/.test(e.key)) return e.key.toUpperCase();
  const plain = e.key.normalize('NFKC');
  if (/^[\x21-\x7e]$/.test(plain)) return plain.toUpperCase();
  return /^Key[A-Z]$/.test(e.code) ? e.code.slice(3) : (byCode[e.code] ?? e.key.toUpperCase());
}

/** What was pressed, as it is kept; nothing for a modifier alone, for a dead key, and for what types a sign by AltGr. */
export function pressOf(e: KeyboardEvent): string | null {
  if (!e.key || modifiers.includes(e.key) || ['Dead', 'Process', 'Unidentified', 'Compose'].includes(e.key)) return null;
  if (e.getModifierState?.('AltGraph')) return null;
  const base = baseOf(e);
  // Shift is part of a sign, and beside a letter or a named key it is a key of its own.
  const shift = e.shiftKey && (base.length > 1 || /[A-Z]/.test(base));
  // The other of the two belongs to the system.
  if (onMac ? e.ctrlKey : e.metaKey) return null;
  const ctrl = onMac ? e.metaKey : e.ctrlKey;
  return [ctrl && 'Ctrl', e.altKey && 'Alt', shift && 'Shift', base].filter(Boolean).join('+');
}

/** A letter, a sign or a list's key alone: it is the text's where somebody types. */
export const isPlain = (press: string) => !/^(Ctrl|Alt)\+|^(Shift\+)?F\d+$/.test(press);

const caps: Record<string, string> = {
  Ctrl: onMac ? '⌘' : 'Ctrl',
  Alt: onMac ? '⌥' : 'Alt',
  Shift: '⇧',
  Enter: '↵',
  Escape: 'Esc',
  Delete: 'Del',
  Backspace: '⌫',
  Space: '␣',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** One key cap for each press: `Ctrl+Shift+N` is `Ctrl ⇧ N`, `G M` is two. */
export function capsOf(key: string): string[] {
  if (!key) return [];
  return key.split(' ').map((press) =>
    press
      .split(/\+(?=.)/)
      .map((part) => caps[part] ?? part)
      .join(' '),
  );
}
