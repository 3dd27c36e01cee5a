import { describe, expect, it } from 'vitest';
import { firstChange } from '../../main/site/lab/first-change';
import { sight } from '../../main/site/lab/see';
import type { View } from '../../main/site/simulator/protocol';

const view = {
  tables: { idt: { entries: [{ table: 'idt', index: 0x30 }] }, gdt: { entries: [] } },
  code: {
    files: [
      { name: 'wall.asm', text: 'bits 32\n  try_cli:\n    cli\n' },
      { name: 'own.c', text: 'int twice(int n) {\n  return 2 * n;\n}\n' },
    ],
  },
} as unknown as View;

describe('a thing that a lesson names', () => {
  it('is a register, a flag or a segment register on the sheet of registers', () => {
    const find = (path: string) => (sight(path, view) as { find: string }).find;
    expect(find('reg.eax')).toBe('[data-path="reg.eax"]');
    expect(find('seg.cs')).toBe('[data-path="reg.cs"]');
    expect(find('flags.iopl')).toBe('[data-path="flags.iopl"]');
    expect(find('cpu.iopl')).toBe('[data-path="flags.iopl"]');
  });

  it('is a gate by its hexadecimal number, and a field inside of its row', () => {
    expect(sight('idt.30', view)).toEqual({
      at: 'descriptor',
      key: 'idt.48',
      find: '[data-key="idt.48"]',
    });
    expect(sight('idt.30.dpl', view)).toMatchObject({
      find: '[data-key="idt.48"] >>> [data-field="DPL"]',
    });
  });

  it('is an address, a page, a file, or the line of a symbol', () => {
    expect(sight('mem.7C07', view)).toMatchObject({ at: 'memory', address: 0x7c07 });
    expect(sight('page.24000', view)).toMatchObject({ at: 'page', linear: 0x24000 });
    expect(sight('code.wall.asm', view)).toEqual({ at: 'code', file: 'wall.asm', line: null });
    expect(sight('line.try_cli', view)).toEqual({ at: 'code', file: 'wall.asm', line: 2 });
    expect(sight('line.try_cli.cli', view)).toEqual({ at: 'code', file: 'wall.asm', line: 3 });
    expect(sight('line.twice', view)).toEqual({ at: 'code', file: 'own.c', line: 1 });
    expect(sight('line.twice.return', view)).toEqual({ at: 'code', file: 'own.c', line: 2 });
  });

  it('is a bit of a page, a picture, or the button that loads a file as it was', () => {
    expect(sight('page.24000.user', view)).toMatchObject({
      at: 'page',
      find: '.way tbody:last-of-type >>> [data-name="U/S"]',
    });
    expect(sight('picture.pages', view)).toMatchObject({ at: 'picture', picture: 'pages' });
    expect(sight('original.wall.asm', view)).toMatchObject({ file: 'wall.asm', find: '.original' });
  });

  it('is nowhere where there is no such thing', () => {
    expect(sight('line.nowhere', view)).toBeNull();
    expect(sight('colour.red', view)).toBeNull();
  });
});

describe('the first change of a text', () => {
  it('is the first line with an instruction at it or behind it', () => {
    expect(firstChange('a\nb\nc', 'a\nB\nc', [1, 2, 3])).toBe(2);
    expect(firstChange('a\nb\nc', 'a\n; note\nb\nc', [1, 3, 4])).toBe(3);
  });

  it('is none where nothing differs or no instruction follows', () => {
    expect(firstChange('a', 'a', [1])).toBeNull();
    expect(firstChange('a', 'b', [])).toBeNull();
  });
});
