cpu 386
default abs
global start
start:
%macro m 1-*
 %rep %0
  %ifnum %1
   dw %1
  %elifstr %1
   db %1
  %elifid %1
   db 'id'
  %else
   db '?'
  %endif
  %rotate 1
 %endrep
%endmacro
 m 1, 'abc', foo, -5, [x], "q"
%imacro RETZ 1
 j%+1 %%s
 ret
%%s:
%endmacro
 retz z
 ReTz nc
%macro w 2+
 db %2, %1
%endmacro
 w 1, 2, 3, 4
%macro r 1-*
 dw %{2:-1}
 dw %{-1:1}
%endmacro
 r 1, 2, 3, 4
%define cat(a,b) a %+ b
 dw cat(1,2)
%xdefine q __LINE__
 dw q
%deftok tok 'mov ax, 5'
 tok
%defstr st a + b
 db st
%strcat sc "a", 'b', `\n`
 db sc
%substr ss 'xyzw' 2,2
 db ss
%strlen sl 'hello'
 db sl
%assign i 0
%rep 10
 %if i > 5
  %exitrep
 %endif
 db i
 %assign i i+1
%endrep
 db __?BITS?__
 dw 5 / 2, -7 // 2, 7 %% 3, 1 << 4, ~0, !5, 5 <> 3, 'ab', 0b101, 0o17, 17q, 0hff, 0ffh, $0a, 1_000, 0d10, 10d
 dd 'abcd', -1, 0x8000_0000
 dw `\x41\102\e\n`
 dw (3 > 2) && (1 || 0), 3 ^^ 0
.loc: dw .loc, start.loc
..@glob: dw ..@glob
 jmp .loc
 mov ax, [es:bx+si+5]
 mov eax, [dword 5]
 push strict word 5
 push byte 5
 lea ax, [bx*1]
 times 3 stosb
 times 2 db 1, 2
 dw __float16__(1.5)
 dd 1.5, -2.25e3
 dq 0.1
 dt 3.14
struc b
.x resw 1
.y resb 3
endstruc
a: istruc b
at .x, dw 5
iend
 db b_size
%push foo
%$l: jmp %$l
%define %$v 5
 db %$v
%pop
 dw seg1
seg1 equ 0x7c0
 [section .foo]
 db 1
 __SECT__
 db 2
 absolute 0x400
e1: resw 1
 section .text
 dw e1
 dw $-start
 alignb 16
 align 8, db 0x90
 %ifidn abc, abc
 db 1
 %endif
 %ifidni ABC, abc
 db 2
 %endif
 %ifn 0
 db 3
 %endif
 %ifempty
 db 4
 %endif
 %iftoken a b
 db 5
 %endif
 db `a`, "it's", 'q"', ``
 dw __?NASM_MAJOR?__

