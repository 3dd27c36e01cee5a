import type { LabMachine } from '../lab/machine';
import type { LogEntry } from '../simulator/protocol';
import { Simulator } from '../simulator/simulator';

/** What one machine made of a log. */
export interface Side {
  steps: number;
  instructions: number;
  digest: string;
  millis: number;
}

/**
 * Fewer are done before the machine has been made and its programs assembled, which is in the time
 * too.
 */
const leastInstructions = 100_000;
/** Below this the clock of a page, which is blurred on purpose, measures itself. */
const leastMillis = 5;

/** Millions of instructions a second; null where the run was too short to say. */
export const mips = (side: Side): number | null =>
  side.instructions < leastInstructions || side.millis < leastMillis
    ? null
    : side.instructions / side.millis / 1000;

/** Both sides do the same work: the whole log again, from the start, in a simulator of its own. */
export async function replayHere(machine: LabMachine, log: LogEntry[]): Promise<Side> {
  const again = new Simulator();
  try {
    // the simulator's own loading is not the run
    await again.request({ do: 'view' }).catch(() => undefined);
    const { millis } = await again.request(machine.openRequest(log));
    const { digest = '', step = 0, instructions = 0 } = await again.request({ do: 'digest' });
    return { steps: step, instructions, digest, millis };
  } finally {
    again.close();
  }
}
