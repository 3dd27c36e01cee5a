bits 32
first:
.a: jmp .b
  jmp second.a
.b: jmp .a
second:
.a: jmp first.b
.b jmp .a
..@special: jmp .b
.c: jmp ..@special
$eax: mov eax, $eax
  mov ebx, [$eax]
con equ 7
.a: nop
.d: jmp .a
  jmp short .e
  jmp near .e
.e:
third db 1, 2
.f: dd third.f, third
loop_: loop loop_
lone
  jmp lone
rep_label: rep movsb
  call first
  jz first
  jnz last
last:

; Directives of brackets alone may name things.
list    equ 5
warning: nop
        dd list, warning
