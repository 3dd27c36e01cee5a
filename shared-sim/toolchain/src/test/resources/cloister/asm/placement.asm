org 0x7c00
section .text
 dw a, b, c, d, $$, x1
 jmp x
x: nop
section .data align=16
a: db 1,2,3
section .bss
b: resb 7
section .s1 start=0x7d00 vstart=0x100
c: dw c, $, x
section .s2 follows=.s1 align=32
d: dw d
section .s3 vfollows=.s2
x1: dw x1
section .s4 valign=64
x2: dw x2
section .s5 nobits vfollows=.s4
x3: resb 4
section .s6 progbits vstart=0x1000 align=8
 dw x3, x4
x4: dd x4
section .text
 dw section..s1.start, section..s2.vstart
