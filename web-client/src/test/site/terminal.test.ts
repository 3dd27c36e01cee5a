import { expect, test } from 'vitest';
import type { Mark } from '../../main/site/simulator/protocol';
import { sent, withCtrl } from '../../main/site/terminal/keys';
import { beforeLastCommand } from '../../main/site/terminal/last-command';
import { fitting, same, shown } from '../../main/site/terminal/size';
import { Transcript } from '../../main/site/terminal/transcript';

test('whole characters that fit, within what the machine takes', () => {
  const cell = { width: 8, height: 16 };
  expect(fitting({ width: 367, height: 330 }, cell)).toEqual({ columns: 45, rows: 20 });
  expect(fitting({ width: 50, height: 40 }, cell)).toEqual({ columns: 20, rows: 5 });
  expect(fitting({ width: 9000, height: 9000 }, cell)).toEqual({ columns: 200, rows: 80 });
  expect(fitting({ width: -14, height: 0 }, cell)).toBeNull();
});

test('a terminal of the past is shown as it was, unless there is no room for it', () => {
  const room = { columns: 45, rows: 20 };
  expect(shown({ columns: 40, rows: 10 }, room)).toEqual({ columns: 40, rows: 10 });
  expect(shown({ columns: 80, rows: 24 }, room)).toEqual(room);
  expect(shown(undefined, room)).toEqual(room);
  expect(same({ columns: 45, rows: 20 }, room)).toBe(true);
  expect(same({ columns: 45, rows: 21 }, room)).toBe(false);
  expect(same(undefined, room)).toBe(false);
});

test('what was said later is known after going back, in the same future alone', () => {
  const transcript = new Transcript();
  transcript.add(0, '# ls\n');
  transcript.add(5, 'bin\n# ');
  transcript.isNewest(90);
  transcript.restart();
  transcript.add(0, '# l');
  expect(transcript.later(90)).toBe('s\nbin\n# ');
  expect(transcript.later(80)).toBe('');
  transcript.restart();
  expect(transcript.later(90)).toBe('# ls\nbin\n# ');
});

test('of a long story the beginning is not kept', () => {
  const transcript = new Transcript();
  transcript.add(0, 'abc');
  transcript.add(100, 'xyz');
  expect(transcript.end).toBe(103);
  transcript.isNewest(9);
  transcript.restart();
  transcript.add(0, 'abc');
  expect(transcript.later(9)).toBe('');
});

test('keys that a touch screen lacks', () => {
  expect(sent('Esc', false)).toBe('\x1b');
  expect(sent('Tab', false)).toBe('\t');
  expect(sent('Up', false)).toBe('\x1b[A');
  expect(sent('Left', true)).toBe('\x1bOD');
  expect(withCtrl('c')).toBe('\x03');
  expect(withCtrl('D')).toBe('\x04');
  expect(withCtrl('[')).toBe('\x1b');
  expect(withCtrl('1')).toBe('1');
  expect(withCtrl('\x1b[A')).toBe('\x1b[A');
});

test('before the last command is before its first key', () => {
  const mark = (step: number, label: string, kind: Mark['kind'] = 'poke'): Mark => ({
    step,
    kind,
    label,
    sentence: '',
  });
  const marks = [
    mark(10, 'l'),
    mark(12, 's'),
    mark(14, '\u23ce'),
    mark(20, 'fork', 'call'),
    mark(30, 'e'),
    mark(32, 'x\u23ce'),
    mark(40, '^D'),
  ];
  expect(beforeLastCommand(marks, 50)).toBe(39);
  expect(beforeLastCommand(marks, 35)).toBe(29);
  expect(beforeLastCommand(marks, 14)).toBe(9);
  expect(beforeLastCommand([], 50)).toBeNull();
  expect(beforeLastCommand([mark(0, 'a')], 50)).toBe(0);
});
