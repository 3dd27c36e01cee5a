; precedence, operators, radixes, character constants
bits 32
org 0x7c00
start:
  dw 1+2*3, 1<<2+1, 1|2&3, 2^3|1, -5, ~5, !5, !0, +3
  dd 5 // -2, 5 / 2, -5 %% 3, 7 % 4, -1 >> 4, 1 << 31, -16 >>> 2
  dq -1 >> 4, 1 << 40, 0x123456789abcdef0, -1
  dw 1 < 2, 2 < 1, 3 == 3, 3 = 4, 1 <> 2, 1 != 1, 2 >= 2, 1 <= 0, -1 < 0
  dw 2 && 0, 2 || 0, 2 ^^ 1, 2 ^^ 0, (1 ? 2 : 3), (0 ? 2 : 3)
  db 0x10, 10h, $0f, 0fh, 0b101, 101b, 0q17, 17o, 0o17, 1_000 / 10, 0d10, 10d, 0y11, 11y
  dd 'a', 'ab', 'abc', 'abcd', "it's", 'a'+1
  dw start, $, $$, end-start, (end-start)*2, end-$, $-$$
  dd (end - $$ + 0x7c00) & 0xffff, (end - start) >> 2
  db 300-256, -128, 255, 1+(2*(3+(4-5)))
later equ end - start
  mov eax, later
  mov eax, [start + later * 2 - 1]
  add eax, later - 3
  add ecx, later
  push later
  push end
const equ 0x10
  mov ax, const | 3
  and eax, ~const
  mov al, const << 2
end:
