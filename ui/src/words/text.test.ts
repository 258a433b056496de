// Plain text, placeholders and clocks.
import { expect, test } from 'vitest';
import { clockFace } from '../parts/clocks';
import type { ClockView } from '../ipc';
import { strength } from '../features/stage/strength';
import { subjectOf } from '../features/capture/said';
import { systemLang } from './index.svelte';
import { isRich, paragraphs, unfilled } from './text';

test('a placeholder nobody filled in is found, a link and a footnote are not', () => {
  expect(unfilled('您好，[姓名]，')).toBe('[姓名]');
  expect(unfilled('Hello {name}')).toBe('{name}');
  expect(unfilled('Hello {{ name }}')).toBe('{{ name }}');
  expect(unfilled('see [the page](https://x.example) and [1]')).toBeNull();
  expect(unfilled('{ } [ ] plain')).toBeNull();
});

test('paragraphs are plain text, and nothing in them is interpreted', () => {
  expect(paragraphs('<p>one<br>two</p><p>&lt;b&gt;three&lt;/b&gt;</p>')).toEqual(['one\ntwo', '<b>three</b>']);
  expect(paragraphs('<p>x</p><script>alert(1)</script>')).toEqual(['xalert(1)']);
  expect(isRich('<p>a<br/>b</p>')).toBe(false);
  expect(isRich('<p>a <b>b</b></p>')).toBe(true);
});

test('a clock says what is left, and says so when it is not sure', () => {
  const clock = (part: Partial<ClockView>): ClockView => ({
    kind: 'nextResponse',
    state: 'running',
    due: 0,
    metAfter: null,
    doubtful: false,
    ...part,
  });
  const now = new Date('2026-12-09T14:00:00').getTime();
  expect(clockFace(clock({ due: now + 42_000 }), now).text).toBe('42 s left');
  expect(clockFace(clock({ due: now + 130_000, state: 'warning' }), now)).toMatchObject({ tone: 'risk', text: '2 min left' });
  expect(clockFace(clock({ due: now + 3_900_000 }), now).text).toBe('1 h 05 left');
  expect(clockFace(clock({ due: now - 66_000 }), now)).toMatchObject({ tone: 'breach', text: '1 min over' });
  expect(clockFace(clock({ due: now + 19 * 3_600_000 }), now).text).toBe('tomorrow 09:00');
  expect(clockFace(clock({ due: null, state: 'paused' }), now).tone).toBe('paused');
  expect(clockFace(clock({ due: now + 600_000, doubtful: true }), now)).toMatchObject({
    tone: 'doubtful',
    text: 'about 10 min, clock doubtful',
  });
});

test('the computer’s language is met as far as we speak it', () => {
  expect(systemLang(['zh-TW'])).toBe('zh-Hant');
  expect(systemLang(['zh-Hant-HK'])).toBe('zh-Hant');
  expect(systemLang(['zh-CN'])).toBe('zh-Hans');
  expect(systemLang(['fr-FR', 'en-US'])).toBe('en');
});

test('a subject is the first sentence, and a passphrase grows with its length', () => {
  expect(subjectOf('换货的快递员没来。她今天要出门')).toBe('换货的快递员没来');
  expect(subjectOf('The courier did not come. She leaves today')).toBe('The courier did not come');
  expect(strength('short').level).toBe(0);
  expect(strength('Blue kettle, nine harbours!').level).toBe(3);
});
