// What was said last of a request: by whom and when.
import type { RequestCard } from '../../ipc';
import { t } from '../../words/index.svelte';
import { now } from '../../words/now.svelte';
import { when } from '../../words/times';

export function lastWord({ step, stepBy, stepAt, by, madeAt }: RequestCard): string {
  const time = when(stepAt ?? madeAt, now.ms);
  return step ? t(`request-last-${step}`, { by: stepBy ?? '', time }) : t('request-asked-by', { by, time });
}
