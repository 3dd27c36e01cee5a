import { describe, expect, it } from 'vitest';
import { cTokens } from '../../main/site/c/c-tokens';
import { scenario } from '../../main/site/c/examples';
import { before, excerpt, neighbour, valuesOf } from '../../main/site/c/frames';
import { failed } from '../../main/site/c/failed';
import { reads } from '../../main/site/c/reads';
import { unended } from '../../main/site/c/unended';
import { lineMarks } from '../../main/site/code/lines';
import type {
  CallView,
  CodeLine,
  CodeView,
  FramesView,
  View,
} from '../../main/site/simulator/protocol';
import type { Simulator } from '../../main/site/simulator/simulator';
import { wantsC } from '../../main/site/simulator/with-c';
import { lineNow, lineRun } from '../../main/site/timeline/line-now';

const kinds = (line: string, inside = false) =>
  cTokens(line, inside).tokens.map((t) => `${line.slice(t.from, t.to)}=${t.kind}`);

describe('a line of C is coloured', () => {
  it.each([
    ['#include <stdio.h> // words', ['#include=label', '<stdio.h>=string', '// words=comment']],
    ['  #define N 0x10u', ['  #define'.trim() + '=label', '0x10u=number']],
    ['    return "a // b" + c[1.5e+3];', ['return=word', '"a // b"=string', '1.5e+3=number']],
    ["char c = '\\'';", ['char=word', "'\\''=string"]],
    ['int /* how many */ n; /* and', ['int=word', '/* how many */=comment', '/* and=comment']],
    ['returned = 1', ['1=number']],
  ])('%s', (line, expected) => expect(kinds(line)).toEqual(expected));

  it('goes on inside a comment and comes out of it', () => {
    expect(cTokens('/* begins', false).inside).toBe(true);
    expect(kinds('ends */ int n;', true)).toEqual(['ends */=comment', 'int=word']);
    expect(cTokens('goes on', true)).toEqual({
      tokens: [{ kind: 'comment', from: 0, to: 7 }],
      inside: true,
    });
  });
});

const call = (base: number, variables: CallView['variables']): CallView => ({
  function: 'f',
  kernel: false,
  own: true,
  line: 3,
  address: 0x100000,
  base,
  variables,
});
const variable = (name: string, value: string) => ({
  name,
  type: 'int',
  address: 16,
  value,
  parameter: false,
});
const frames = (...calls: CallView[]): FramesView => ({
  file: 'program.c',
  ring: 3,
  line: 3,
  frames: calls,
  globals: [variable('g', '1')],
  ending: null,
  code: [],
});

describe('a value that has changed', () => {
  const earlier = valuesOf(frames(call(100, [variable('n', '1')])));

  it('is told with what it was', () => {
    expect(before(earlier, call(100, []), variable('n', '2'))).toBe('1');
    expect(before(earlier, null, variable('g', '2'))).toBe('1');
  });

  it('is not one that is the same, or that nobody has looked at before', () => {
    expect(before(earlier, call(100, []), variable('n', '1'))).toBeNull();
    expect(before(null, call(100, []), variable('n', '2'))).toBeNull();
  });

  it('in another frame of the same function is new', () => {
    expect(before(earlier, call(80, []), variable('n', '1'))).toBe('');
  });
});

it('an excerpt keeps its size at both ends of the text', () => {
  const text = 'a\nb\nc\nd\ne\n';
  expect(excerpt(text, 1, 3)).toEqual({ first: 1, lines: ['a', 'b', 'c'] });
  expect(excerpt(text, 3, 3)).toEqual({ first: 2, lines: ['b', 'c', 'd'] });
  expect(excerpt(text, 5, 3)).toEqual({ first: 3, lines: ['c', 'd', 'e'] });
  expect(excerpt('a\n', 1, 3)).toEqual({ first: 1, lines: ['a'] });
});

const made = (
  line: number,
  address: number,
  executed: boolean,
  fault: string | null = null,
): CodeLine => ({ line, address, length: 2, executed, fault });

it('a line that was made into several pieces has one mark', () => {
  expect(
    lineMarks([
      made(3, 20, true),
      made(4, 10, true),
      made(3, 12, false),
      made(5, 30, false, '#PF'),
    ]),
  ).toEqual([
    { line: 3, address: 12, ran: 'some', fault: null },
    { line: 4, address: 10, ran: 'all', fault: null },
    { line: 5, address: 30, ran: 'none', fault: '#PF' },
  ]);
});

it('the arrow keys pass over lines without instructions', () => {
  const lines = [made(3, 0, false), made(7, 0, false), made(5, 0, false)];
  expect([
    neighbour(lines, 3, true),
    neighbour(lines, 7, false),
    neighbour(lines, 7, true),
  ]).toEqual([5, 5, 7]);
});

describe('the simulator with the compiler', () => {
  const files = (...names: string[]) => ({ files: names.map((name) => ({ name })) });

  it('is wanted by a machine or a lesson with a program in C, and by the board for one', () => {
    expect(wantsC({ do: 'open', catalogue: {}, scenario: files('kernel.asm', 'program.c') })).toBe(
      true,
    );
    expect(wantsC({ do: 'open', catalogue: {}, lesson: { scenario: files('program.c') } })).toBe(
      true,
    );
    expect(
      wantsC({ do: 'open', catalogue: {}, scenario: { model: 'process', ...files('kernel.asm') } }),
    ).toBe(true);
  });

  it('is not wanted by others', () => {
    expect(wantsC({ do: 'open', catalogue: {}, scenario: files('kernel.asm', 'notes.cc') })).toBe(
      false,
    );
    expect(wantsC({ do: 'step' })).toBe(false);
  });

  it('is wanted by every example', () => {
    for (const example of ['hello', 'calls', 'no such'])
      expect(wantsC({ do: 'open', catalogue: {}, scenario: scenario(example) })).toBe(true);
  });
});

it('the lines of C where the machine stands and that have run are told with their text', () => {
  const view = (file: string) =>
    ({
      code: {
        files: [{ name: file, text: 'int a;\n  a = 1;\n' }],
        current: { file, line: 2 },
        ran: { file, line: 1 },
        listing: [],
      },
    }) as unknown as View;
  expect(lineNow(view('program.c'))).toEqual({ line: 2, text: 'a = 1;' });
  expect(lineRun(view('program.c'))).toEqual({ line: 1, text: 'int a;' });
  expect(lineNow(view('kernel.asm'))).toBeNull();
  expect(lineRun(view('kernel.asm'))).toBeNull();
});

describe('a program that reads', () => {
  it('names what reads from the keyboard', () => {
    for (const text of [
      'scanf("%d", &n);',
      'int c = getchar ();',
      'fgets(line, 80, stdin);',
      '#include <unistd.h>\nint main(void) { read(0, line, 80); }',
    ])
      expect(reads(text), text).toBe(true);
  });

  it('is none that reads from a text, has a function of its own, or only speaks of it', () => {
    for (const text of [
      'sscanf(text, "%d", &n);',
      'int read(int n);',
      '// getchar() would wait',
      '/* scanf(\n) */',
      'puts("no");',
    ])
      expect(reads(text), text).toBe(false);
  });
});

describe('the line that failed', () => {
  const line = (number: number): CodeLine => ({
    line: number,
    address: 16 * number,
    length: 4,
    executed: true,
    fault: null,
  });
  const code = {
    files: [
      { name: 'kernel.asm', lines: [line(3)] },
      { name: 'program.c', lines: [line(2), line(3)] },
    ],
  } as unknown as CodeView;
  const simulator = (frames: object | null) =>
    ({ request: () => Promise.resolve({ frames }) }) as unknown as Simulator;

  it('is shown as a refusal, by its name', async () => {
    const found = await failed(
      simulator({
        file: 'program.c',
        line: 3,
        ending: { fault: '#PF', address: 48, stackUsedUp: false },
      }),
      code,
    );
    expect(found).toEqual({
      lines: [line(2), { ...line(3), fault: '#PF' }],
      current: 3,
      refused: true,
    });
  });

  it('is none where the program has ended by itself, goes on, or was elsewhere', async () => {
    const frames = { file: 'program.c', line: 3 };
    for (const none of [
      null,
      { ...frames, ending: null },
      { ...frames, ending: { status: 0, returned: true } },
      { ...frames, line: null, ending: { fault: '#PF', address: 0, stackUsedUp: false } },
    ])
      expect(await failed(simulator(none), code)).toBeNull();
  });
});

describe('a line without end', () => {
  const at = (step: number, file: string, text = '') =>
    ({
      step,
      code: { files: [], current: { file, line: 3 } },
      stopped: { id: 'stopped.walk', text },
    }) as unknown as View;

  it('is told with its steps', () =>
    expect(unended('into', at(7, 'program.c'), at(1_000_007, ''))).toContain(
      'Line 3 had not ended after 1,000,000 steps',
    ));
  it('is none outside of the lines, or where a function was to end', () => {
    expect(unended('over', at(7, 'kernel.asm'), at(9, '', 'so it is'))).toBe('so it is');
    expect(unended('out', at(7, 'program.c'), at(9, '', 'so it is'))).toBe('so it is');
  });
});
