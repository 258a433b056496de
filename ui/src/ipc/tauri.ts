// The real wire: the generated commands with their results unwrapped, and the generated events.
import { commands, events } from './bindings';
import type { Ipc } from './wire';

type Answer = { status: 'ok'; data: unknown } | { status: 'error'; error: unknown };

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'status' in value && ('data' in value || 'error' in value);

/** A command that can fail answers with a tagged result; one that cannot answers with its data. */
async function unwrap(answering: Promise<unknown>) {
  const answer = await answering;
  if (!isAnswer(answer)) return answer;
  if (answer.status === 'ok') return answer.data;
  throw answer.error;
}

const calls = Object.entries(commands).map(([name, call]) => [
  name,
  (...given: unknown[]) => unwrap((call as (...given: unknown[]) => Promise<unknown>)(...given)),
]);

function stopping(listening: Promise<() => void>) {
  return () => void listening.then((stop) => stop());
}

export const tauri = {
  ...Object.fromEntries(calls),
  onChanged: (f) => stopping(events.changed.listen(({ payload }) => f(payload.tags))),
  onOpens: (f) => stopping(events.opens.listen(() => f())),
} as Ipc;
