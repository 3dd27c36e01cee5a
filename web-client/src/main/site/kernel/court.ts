import type { KernelView, SystemCallView } from '../simulator/kernel-views';
import type { View } from '../simulator/protocol';

/** What the kernel was asked, and whether who asked is still behind the gate. */
export interface Court {
  call: SystemCallView;
  inside: boolean;
}

/** What has happened in this step, else what the process that runs has asked last. */
export function courtOf(
  { calls, running }: KernelView,
  { step, cpl }: Pick<View, 'step' | 'cpl'>,
): Court | null {
  const here = calls.rows[calls.here];
  if (!here) return null;
  const now = here.step === step || here.leftStep === step;
  const call =
    now || !running
      ? here
      : calls.rows.slice(0, calls.here + 1).findLast((row) => row.pid === running);
  if (!call) return null;
  const waits = call.kind === 'call' && call.answer === undefined;
  return { call, inside: now || waits || (cpl === 0 && call.pid === running) };
}
