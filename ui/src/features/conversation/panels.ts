// The panels above the text come with the conversation and not with the first paint: whatever opens one fetches it first.
import { asDeskError } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { errorText } from '../../words/index.svelte';

const fetched =
  <M>(load: () => Promise<M>) =>
  (act: (module: M) => unknown) =>
  () =>
    void load()
      .then(act)
      .catch((e) => toasts.say('breach', errorText(asDeskError(e)), undefined, 8000));

export const withClosing = fetched(() => import('../closing/closing.svelte'));
export const withComplaints = fetched(() => import('../complaints/complaints.svelte'));
export const withForwarding = fetched(() => import('../forward/forwarding.svelte'));
export const withHandover = fetched(() => import('../handover/handover.svelte'));
export const withLinks = fetched(() => import('../links/links.svelte'));
export const withMerging = fetched(() => import('../merging/merging.svelte'));
export const withRequests = fetched(() => import('../requests/requests.svelte'));
