// A plain hint of how long a passphrase would hold: by length and variety, nothing leaves the window.

export const MIN = 8;

/** level 0 (too short) to 3 (strong), and how much of the bar that fills. */
export function strength(text: string): { level: 0 | 1 | 2 | 3; share: number } {
  const letters = Array.from(text);
  if (letters.length < MIN) return { level: 0, share: (letters.length / MIN) * 25 };
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u, /\p{Script=Han}/u].filter((kind) => kind.test(text)).length;
  const variety = new Set(letters).size / letters.length;
  const score = letters.length * (0.6 + kinds * 0.35) * Math.max(0.3, variety);
  if (score < 10) return { level: 1, share: 45 };
  if (score < 18) return { level: 2, share: 72 };
  return { level: 3, share: 100 };
}
