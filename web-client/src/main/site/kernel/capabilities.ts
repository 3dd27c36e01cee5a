import words from '../messages/kernel.json';
import { t } from './words';

/** In the order of their importance. */
export const sets = ['effective', 'permitted', 'bounding', 'inheritable', 'ambient'] as const;

/** Their names in /proc/PID/status. */
export const inStatus = {
  effective: 'CapEff',
  permitted: 'CapPrm',
  bounding: 'CapBnd',
  inheritable: 'CapInh',
  ambient: 'CapAmb',
} as const;

/** Whether a set, a number in hexadecimal of up to 41 bits, has a capability. */
export function has(set: string, capability: number): boolean {
  const digit = set.length - 1 - (capability >> 2);
  return digit >= 0 && ((parseInt(set[digit]!, 16) >> (capability & 3)) & 1) === 1;
}

/** What a capability allows. */
export function named(name: string): string {
  const id = `capability.${name}`;
  return id in words ? t(id as Parameters<typeof t>[0]) : '';
}
