// What is being written of an outage or in a call is on the disk at each pause in typing, until it is said or given up.
import { ipc, type OutageForm } from '../../ipc';

const REST = 300;

/** Saves at the next pause; what it answers gives that up. */
export function keepSoon(form: OutageForm, text: string): () => void {
  const rest = setTimeout(() => void ipc.saveOutageForm(form, text).catch(() => undefined), REST);
  return () => clearTimeout(rest);
}

export const forget = (form: OutageForm) => ipc.saveOutageForm(form, '').catch(() => undefined);

/** What was being written; nothing where it cannot be read. */
export async function kept<T>(form: OutageForm): Promise<T | null> {
  const text = await ipc.outageForm(form).catch(() => null);
  try {
    return text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}
