import { isC } from '../simulator/with-c';
import type { View } from '../simulator/protocol';

/** The line of C at which the machine stands, with its text. */
export function lineNow(view: View): { line: number; text: string } | null {
  const at = view.code.current;
  if (!at || !isC(at.file)) return null;
  const text = view.code.files.find((f) => f.name === at.file)?.text ?? '';
  return { line: at.line, text: (text.split('\n')[at.line - 1] ?? '').trim() };
}

/** Whether the machine has a program in C. */
export const hasC = (view: View | null): boolean => view?.code.files.some((f) => isC(f.name)) ?? false;
