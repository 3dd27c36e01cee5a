import { expect, it } from 'vitest';
import { tokens } from '../../main/site/code/tokens';

const kinds = (line: string) =>
  tokens(line).map((t) => `${line.slice(t.from, t.to).trim()}=${t.kind}`);

it.each([
  [
    '    mov  eax, 7            ; ordinary work',
    ['mov=word', '7=number', '; ordinary work=comment'],
  ],
  ['try_cli:', ['try_cli:=label']],
  ['ask: int 0x30', ['ask:=label', 'int=word', '0x30=number']],
  ["    mov  al, 'h;'", ['mov=word', "'h;'=string"]],
  ['    inc  dword [ebx]', ['inc=word', 'dword=size']],
  ['USER_CODE equ 0x18 + 3', ['USER_CODE=label', 'equ=word', '0x18=number', '3=number']],
  ['    call 0x38:0', ['call=word', '0x38=number', '0=number']],
  ['', []],
])('reads %s', (line, expected) => {
  expect(kinds(line)).toEqual(expected);
});
