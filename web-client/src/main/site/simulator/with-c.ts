import type { Request } from './protocol';

/** A scenario, as far as it says what its simulator must be able to do. */
interface Wants {
  model?: string;
  files?: { name: string }[];
}

/**
 * Whether a machine needs the simulator with the compiler: it has a program in C, or the board for
 * one.
 */
export function wantsC(request: Request): boolean {
  if (request.do !== 'open') return false;
  const lesson = request.lesson as { scenario?: Wants } | undefined;
  const scenario = (lesson?.scenario ?? request.scenario ?? {}) as Wants;
  return scenario.model === 'process' || (scenario.files ?? []).some((file) => isC(file.name));
}

export const isC = (file: string): boolean => file.endsWith('.c');
