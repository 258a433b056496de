// An invented language for looking at the layout: every message longer and with accents, between brackets. Never in the real bundle.
const plain = 'aceinosuyACEINOSUYdhlrtzDLRTZ';
const accented = 'áçéïñöšúýÁÇÉÏÑÖŠÚÝđħłřťžĐŁŘŤŽ';
let on = false;

const accent = (text: string) => Array.from(text, (sign) => accented[plain.indexOf(sign)] ?? sign).join('');

/** Longer by 60 %, in words, as another language would be. */
const longer = (text: string) => {
  const letters = text.trim().length;
  if (letters < 2) return text;
  const more = 'ümlaut ñandú žluťoučký kůň '.repeat(1 + Math.ceil(letters / 40)).slice(0, Math.ceil(letters * 0.6) - 1);
  return `${text.trimEnd()} ${more.trim()}${/\s$/.test(text) ? ' ' : ''}`;
};

export const guise = {
  wear() {
    on = true;
  },
  letters: (text: string) => (__INVENTED__ && on ? longer(accent(text)) : text),
  whole: (text: string) => (__INVENTED__ && on ? `[${text}]` : text),
};
