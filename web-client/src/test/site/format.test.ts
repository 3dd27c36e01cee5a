import { describe, expect, it } from 'vitest';
import { day, hexTyped, plain } from '../../main/site/page/format';

describe('what is typed in hexadecimal', () => {
  it('is a number of up to 32 bits', () => {
    expect([hexTyped('905C'), hexTyped(' 0x905c '), hexTyped('FFFFFFFF')]).toEqual([
      0x905c, 0x905c, 0xffffffff,
    ]);
  });

  it('is taken whole or not at all', () => {
    expect(['zzz', '12zz', '', '0x', '100000000', '-1'].map(hexTyped)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('words for those who do not see the faces', () => {
  it('have no back quotes', () =>
    expect(plain('Which error code will `call 0x38:0` raise?')).toBe(
      'Which error code will call 0x38:0 raise?',
    ));
  it('have the month of a day as a word', () =>
    expect(day('2027-05-25T12:00:00Z')).toContain('May'));
});
