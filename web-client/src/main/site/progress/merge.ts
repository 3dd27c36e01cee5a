import type { Records } from '../simulator/protocol';
import { Simulator } from '../simulator/simulator';
import type { Merge } from './progress';

/** By a simulator that is open anyway. */
export const mergeBy =
  (simulator: Simulator): Merge =>
  async (local, remote) =>
    (await simulator.request({ do: 'merge', local, remote })).progress!;

/** By a simulator of its own, on a page that has none. */
export async function mergeApart(local: Records, remote: Records): Promise<Records> {
  const simulator = new Simulator();
  try {
    return await mergeBy(simulator)(local, remote);
  } finally {
    simulator.close();
  }
}
