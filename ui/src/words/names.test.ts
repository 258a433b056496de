// Names are one piece; what is too small for one shows what the person is called by, and lists of them go as the language does.
import { afterEach, expect, test } from 'vitest';
import { loadAllWords, speak } from './index.svelte';
import { byName, initials } from './names';

afterEach(() => speak('en'));

test('a Chinese name is called by its last one or two characters, a Latin one by its initials', () => {
  const shown: [string, string][] = [
    ['罗曼宁', '曼宁'],
    ['骆可', '可'],
    ['欧阳修远', '修远'],
    ['李', '李'],
    ['Marta Silva', 'MS'],
    ['Anna Maria del Pozo', 'AP'],
    ['daniel', 'D'],
    ['Émile Zola', 'ÉZ'],
    ['(Old) Tom', 'OT'],
    ['Wen Shuyan 温书言', '书言'],
    ['4711 GmbH', '4G'],
    ['', ''],
    ['…', ''],
  ];
  for (const [name, short] of shown) expect(initials(name, 2), name).toBe(short);
  // In a small circle.
  expect(initials('罗曼宁')).toBe('宁');
  expect(initials('Marta Silva')).toBe('MS');
});

test('names go by sound in simplified Chinese, by strokes in traditional, by letters in English', async () => {
  await loadAllWords();
  const names = ['周一', '白知夏', 'Mia', '孟凡星', '丁乙', 'Åsa', '秦越'];
  await speak('zh-Hans');
  const han = (all: string[]) => [...all].sort(byName).filter((name) => /\p{Script=Han}/u.test(name));
  expect(han(names)).toEqual(['白知夏', '丁乙', '孟凡星', '秦越', '周一']);
  await speak('zh-Hant');
  expect(han(names)).toEqual(['丁乙', '白知夏', '周一', '孟凡星', '秦越']);
  await speak('en');
  expect(['Zoe', 'Åsa', 'mia', 'Desk 10', 'Desk 9'].sort(byName)).toEqual(['Åsa', 'Desk 9', 'Desk 10', 'mia', 'Zoe']);
});
