import type { Request } from './protocol';

/** A scenario, as far as it says what its simulator must be able to do. */
interface Wants {
  model?: string;
  files?: { name: string }[];
}

/** Boards that the light simulator has not: one for programs in C, one with guests. */
const larger = ['process', 'guests'];

/**
 * Whether a machine needs the larger simulator, which has the compiler: it has a program in C, or a
 * board that is only there.
 */
export function wantsC(request: Request): boolean {
  if (request.do !== 'open') return false;
  const lesson = request.lesson as { scenario?: Wants } | undefined;
  const scenario = (lesson?.scenario ?? request.scenario ?? {}) as Wants;
  return (
    larger.includes(scenario.model ?? '') || (scenario.files ?? []).some((file) => isC(file.name))
  );
}

export const isC = (file: string): boolean => file.endsWith('.c');
