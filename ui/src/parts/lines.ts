// Where the rows of a virtual list lie: all of one height, with a few headings between them.
export type Lines = {
  /** How many rows there are. */
  rows: number;
  /** How high one is. */
  height: number;
  /** How high a heading is. */
  head: number;
  /** Each over a row, in order. */
  heads: readonly { at: number; name: string }[];
};

export const heightOf = ({ rows, height, head, heads }: Lines) => rows * height + heads.length * head;

export const topOf = ({ height, head, heads }: Lines, index: number) =>
  index * height + heads.filter(({ at }) => at <= index).length * head;

/** The row at so many pixels from the top. */
export function firstAt(lines: Lines, top: number): number {
  const index = (over: number) => Math.floor((top - over * lines.head) / lines.height);
  const over = lines.heads.filter(({ at }) => topOf(lines, at) <= top).length;
  return Math.max(0, Math.min(lines.rows - 1, index(over)));
}
