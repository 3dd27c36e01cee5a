import { describe, expect, it } from 'vitest';
import { ownFirst } from '../../main/site/code/files';
import { joined } from '../../main/site/code/joined';

describe('the files of a program', () => {
  it('begin with those that can be changed', () => {
    const files = [
      { name: 'kernel.asm', editable: false },
      { name: 'library.asm', editable: false },
      { name: 'program.asm', editable: true },
    ];
    expect(ownFirst(files).map((f) => f.name)).toEqual([
      'program.asm',
      'kernel.asm',
      'library.asm',
    ]);
  });
});

describe('a deletion at the edge of a line', () => {
  const line = { from: 4, to: 9 };

  it('takes away the line break before it or behind it', () => {
    expect(joined('deleteContentBackward', line, 4, 20)).toEqual({ from: 3, to: 4 });
    expect(joined('deleteWordBackward', line, 4, 20)).toEqual({ from: 3, to: 4 });
    expect(joined('deleteContentForward', line, 9, 20)).toEqual({ from: 9, to: 10 });
  });

  it('is left to the browser within a line, and takes nothing at the ends of the text', () => {
    expect(joined('deleteContentBackward', line, 6, 20)).toBeNull();
    expect(joined('deleteContentBackward', { from: 0, to: 3 }, 0, 20)).toBeNull();
    expect(joined('deleteContentForward', line, 9, 9)).toBeNull();
  });
});
