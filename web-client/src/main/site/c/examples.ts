import kernel from '../../../../../lessons/course/lib/kernel.asm?raw';
import calls from './examples/calls.c?raw';
import hello from './examples/hello.c?raw';

const programs: Record<string, string> = { hello, calls };
const memory = 2 << 20;

/** A small kernel that cannot be changed, and a program in C that can. */
export function scenario(example: string): object {
  const file = (name: string, text: string, editable: boolean) => ({ name, text, editable });
  return {
    format: 1,
    model: 'process',
    memory,
    files: [file('kernel.asm', kernel, false), file('program.c', programs[example] ?? hello, true)],
  };
}
