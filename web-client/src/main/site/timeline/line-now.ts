import { isC } from '../simulator/with-c';
import type { View } from '../simulator/protocol';

/** A line of C with its text. */
export interface LineOfC {
  line: number;
  text: string;
}

function lineOf(view: View, at: View['code']['current']): LineOfC | null {
  if (!at || !isC(at.file)) return null;
  const text = view.code.files.find((f) => f.name === at.file)?.text ?? '';
  return { line: at.line, text: (text.split('\n')[at.line - 1] ?? '').trim() };
}

/** The line at which the machine stands. */
export const lineNow = (view: View): LineOfC | null => lineOf(view, view.code.current);

/** The line whose instruction has just run, which the sentence tells about. */
export const lineRun = (view: View): LineOfC | null => lineOf(view, view.code.ran);

/** Whether the machine has a program in C. */
export const hasC = (view: View | null): boolean =>
  view?.code.files.some((f) => isC(f.name)) ?? false;
