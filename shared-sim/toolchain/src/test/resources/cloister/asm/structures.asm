bits 32
struc point
  .x: resd 1
  .y: resd 1
  .name: resb 5
endstruc
struc tail, 16
  .a: resw 1
  .b: resb 3
endstruc
  dd point.x, point.y, point.name, point_size, tail.a, tail.b, tail_size
  mov eax, [ebx + point.y]
  mov [ebx + tail.b], al
  mov eax, [ebx + tail.a]
  sub esp, point_size
origin: istruc point
  at .x, dd 1
  at point.y, dd 2
  at .name, db 'abc'
iend
  istruc point
  at point.y, dd 7
iend
absolute 0x500
buffer: resb 64
size: resw 1
after:
section .text
  mov edi, buffer
  mov cx, [size]
  dd after - buffer
  dd after
