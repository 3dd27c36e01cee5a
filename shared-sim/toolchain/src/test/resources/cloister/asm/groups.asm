 jmp main
section .a start=0x100
 db 1,2,3
section .b
 db 4
main: dw main, s.x
section .c start=0x80
 dd 5
section .d follows=.a
s:
.x: db 6
section .bss align=16
z: resb 10
section .e nobits
y: resb 7
section .f nobits vstart=0x2000
w: resb 1
section .g nobits
v: resb 1
section .a
 dw z, y, w, v
