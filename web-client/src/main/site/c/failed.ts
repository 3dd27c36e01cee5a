import type { Execution } from '../code/editor';
import type { CodeView } from '../simulator/protocol';
import type { Simulator } from '../simulator/simulator';

/**
 * The program's line that led to the fault by which the kernel has ended it, as the editor shows a
 * refusal; null where it came to no such end.
 */
export async function failed(simulator: Simulator, code: CodeView): Promise<Execution | null> {
  const frames = (await simulator.request({ do: 'frames' }).catch(() => null))?.frames,
    ending = frames?.ending;
  if (!ending || !('fault' in ending) || frames.line === null) return null;
  const lines = code.files.find((f) => f.name === frames.file)?.lines ?? [],
    current = frames.line;
  return {
    lines: lines.map((l) => (l.line === current ? { ...l, fault: ending.fault } : l)),
    current,
    refused: true,
  };
}
