// The real wire: names and arguments as generated, data out of its result, and refusals thrown as what Rust said.
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, expect, test, vi } from 'vitest';
import { tauri } from './tauri';

afterEach(clearMocks);

test('a command answers with its data, whether or not it can fail', async () => {
  const asked: unknown[] = [];
  mockIPC((command, given) => {
    asked.push([command, given]);
    return command === 'desk_state' ? { stage: 'locked' } : command === 'mark_read' ? null : [{ type: 'event' }];
  });
  expect(await tauri.earlier('t1', 5, 'm1')).toEqual([{ type: 'event' }]);
  expect(await tauri.deskState()).toEqual({ stage: 'locked' });
  await tauri.markRead('t1');
  expect(asked).toEqual([
    ['earlier', { ticket: 't1', before: 5, beforeId: 'm1' }],
    ['desk_state', {}],
    ['mark_read', { ticket: 't1' }],
  ]);
});

test('a refusal is thrown as it is', async () => {
  mockIPC(() => Promise.reject({ code: 'disk-full', detail: {} }));
  await expect(tauri.note('t1', 'x')).rejects.toEqual({ code: 'disk-full', detail: {} });
});

test('the events arrive until nobody listens', async () => {
  mockIPC(() => undefined, { shouldMockEvents: true });
  const { events } = await import('./bindings');
  const heard = vi.fn();
  const stop = tauri.onChanged(heard);
  await Promise.resolve();
  await events.changed.emit({ tags: ['lists', { ticket: 't1' }] });
  expect(heard).toHaveBeenCalledExactlyOnceWith(['lists', { ticket: 't1' }]);
  expect(stop).not.toThrow();
});
