// What can be done with a file on a message, and what is said when it cannot.
import { asDeskError, ipc, type DeskError, type FileView } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { shownName } from '../../words/files';
import { errorText, known, t } from '../../words/index.svelte';
import { LIMIT, MOST } from './reading';

/** An error that speaks of an attachment names it; the others are said as everywhere. */
export function fileError(error: DeskError, name: string): string {
  const id = `attachment-${error.code}`;
  return known(id) ? t(id, { name: shownName(name), limit: LIMIT, most: MOST }) : errorText(error);
}

const refused = (file: FileView, e: unknown) => toasts.say('breach', fileError(asDeskError(e), file.name), undefined, 8000);

/** Rust fetches it when it can, and says so by having the ticket read again. */
export async function fetchFile(file: FileView) {
  try {
    await ipc.wantFile(file.hash);
  } catch (e) {
    refused(file, e);
  }
}

export async function saveFile(file: FileView) {
  try {
    if (await ipc.saveFile(file.hash, file.name)) toasts.say('check', t('file-saved', { name: shownName(file.name) }));
  } catch (e) {
    refused(file, e);
  }
}
