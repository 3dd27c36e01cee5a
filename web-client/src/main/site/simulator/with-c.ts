import type { Request } from './protocol';

/** A scenario, as far as it says what its simulator must be able to do. */
interface Wants {
  model?: string;
  files?: { name: string }[];
}

/** Boards that the light simulator has not: for programs in C, with guests, with VT-x. */
const larger = ['process', 'guests', 'vt-x'];

/**
 * Whether a machine needs the larger simulator, which has the compiler: it has a program in C, or a
 * board that is only there.
 */
export function wantsC(request: Request): boolean {
  const scenario = scenarioOf(request);
  return (
    larger.includes(scenario.model ?? '') || (scenario.files ?? []).some((file) => isC(file.name))
  );
}

/** Whether a machine needs the simulator with a whole PC. */
export const wantsPc = (request: Request): boolean => scenarioOf(request).model === 'pc';

/** Whether a machine needs the simulator with the kernel. */
export const wantsLinux = (request: Request): boolean => scenarioOf(request).model === 'linux';

function scenarioOf(request: Request): Wants {
  if (request.do !== 'open') return {};
  const lesson = request.lesson as { scenario?: Wants } | undefined;
  return lesson?.scenario ?? request.scenario ?? {};
}

export const isC = (file: string): boolean => file.endsWith('.c');
