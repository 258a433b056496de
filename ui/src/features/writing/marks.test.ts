// What the toolbar and Enter do to a text.
import { expect, test } from 'vitest';
import { continued, marked, pastedOver, type Edit, type Mark } from './marks';

/** `|` marks where the selection begins and ends. */
function of(written: string): [string, number, number] {
  const from = written.indexOf('|');
  const text = written.replaceAll('|', '');
  const last = written.lastIndexOf('|');
  return [text, from, last === from ? from : last - 1];
}
function after(text: string, { from, to, words, select }: Edit) {
  const done = text.slice(0, from) + words + text.slice(to);
  const [a, b] = select;
  return a === b ? `${done.slice(0, a)}|${done.slice(a)}` : `${done.slice(0, a)}|${done.slice(a, b)}|${done.slice(b)}`;
}
const does = (mark: Mark, written: string) => {
  const [text, from, to] = of(written);
  return after(text, marked(mark, text, from, to));
};
const enters = (written: string) => {
  const [text, from, to] = of(written);
  const edit = continued(text, from, to);
  return edit && after(text, edit);
};

test.each<[Mark, string, string]>([
  ['bold', 'please |wait| here', 'please **|wait|** here'],
  ['bold', 'please **|wait|** here', 'please |wait| here'],
  ['bold', 'please |**wait**| here', 'please |wait| here'],
  ['bold', 'please | wait | here', 'please  **|wait|**  here'],
  ['bold', 'a wo|rd of it', 'a **|word|** of it'],
  ['bold', '请|稍候', '请**|**稍候'],
  ['bold', '请**|**稍候', '请|稍候'],
  ['bold', '|one\n- two|', '|**one**\n- **two**|'],
  ['italic', '**|both|**', '***|both|***'],
  ['italic', '***|both|***', '**|both|**'],
  ['code', 'type |*.txt|', 'type `|*.txt|`'],
  ['code', 'so:\n|a\nb|\nend', 'so:\n```\n|a\nb|\n```\nend'],
  ['link', 'see |the form|', 'see [the form](|https://|)'],
  ['link', 'see |https://a.example/x|', 'see [|](https://a.example/x)'],
  ['link', 'see |', 'see [|](https://)'],
  ['bullets', 'on|e\ntwo', '- on|e\ntwo'],
  ['bullets', '- on|e', 'on|e'],
  ['bullets', '|one\n\ntwo|', '|- one\n\n- two|'],
  ['numbers', '|- one\n- two|', '|1. one\n2. two|'],
  ['numbers', '|1. one\n2. two|', '|one\ntwo|'],
  ['bullets', '|', '- |'],
])('%s: %s becomes %s', (mark, before, then) => {
  expect(does(mark, before)).toBe(then);
});

test.each<[string, string | null]>([
  ['- one|', '- one\n- |'],
  ['  3) one|', '  3) one\n  4) |'],
  ['- one\n- |', '- one\n|'],
  ['- one\n-|', null],
  ['1. o|ne', '1. o\n2. |ne'],
  ['|- one', null],
  ['no list|', null],
  ['- |one| two', null],
])('Enter in %s', (before, then) => {
  expect(enters(before)).toBe(then);
});

test('an address pasted over words is their link; over nothing, or over another address, it is itself', () => {
  const edit = pastedOver('see the form', 4, 12, ' https://a.example/x ');
  expect(edit && after('see the form', edit)).toBe('see [the form](https://a.example/x)|');
  expect(pastedOver('see ', 4, 4, 'https://a.example')).toBeNull();
  expect(pastedOver('https://b.example', 0, 17, 'https://a.example')).toBeNull();
  expect(pastedOver('see the form', 4, 12, 'not an address')).toBeNull();
});
