import type { ProcessView, WaitView } from '../simulator/kernel-views';
import { t } from './words';

const groups: [RegExp, (wait: WaitView) => string][] = [
  [/^(p?readv?(64)?)$/, ({ file }) => (file ? t('wait.read-from', { file }) : t('wait.read'))],
  [/^(p?writev?(64)?)$/, ({ file }) => t('wait.write-to', { file: file ?? '' })],
  [/^wait/, () => t('wait.child')],
  [/sleep/, () => t('wait.sleep')],
  [/^(pause|rt_sig)/, () => t('wait.signal')],
  [/poll|select/, () => t('wait.ready')],
  [/^futex/, () => t('wait.futex')],
  [/^vfork$/, () => t('wait.vfork')],
];

/** What a process does, or what it waits for. */
export function stateOf(process: ProcessView): string {
  if (process.signal) return t('state.killed', { signal: process.signal });
  if (process.status !== undefined) return t('state.status', { status: process.status });
  const { waits } = process;
  if (process.state !== 'waiting' || !waits) return t(`state.${process.state}`);
  const group = groups.find(([calls]) => calls.test(waits.call));
  return group ? group[1](waits) : t('wait.call', { call: waits.call });
}
