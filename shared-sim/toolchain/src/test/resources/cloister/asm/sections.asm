org 0x8000
section .data
message: db 'hello', 0
.length equ $ - message
section .text
start:
  mov si, message
  mov cx, message.length
  mov [counter], cx
  jmp other
section .bss
counter: resw 1
buffer: resb 100
section .rodata align=16
table: dw start, message, counter, buffer, table
section .text
other:
  mov di, buffer
  call start
  mov ax, [table]
section .data
  dw other, $$, $
section .moved vstart=0x100
moved: jmp moved
  mov ax, moved
section .text
  mov cx, moved
  dw table
