; forward and backward jumps at the edges of a byte, sizes that depend on each other
bits 32
a: times 126 nop
  jmp a
b: times 127 nop
  jmp b
c: times 124 nop
  jz c
d: times 125 nop
  jz d
  jmp e
  times 127 nop
e: jmp f
  times 128 nop
f: jz g
  times 127 nop
g: jz h
  times 128 nop
h:
  jmp i
  jmp i
  jmp i
  times 122 nop
i: jmp k
j: jmp m
  times 120 nop
k: jmp j
  times 3 nop
m: add eax, n - o
o: times 127 nop
n: add eax, q - p
p: times 128 nop
q: mov eax, [ebx + n - o]
  mov eax, [ebx + q - p]
  push n - o
  push q - p
  imul eax, ebx, n - o
  imul eax, ebx, q - p
  mov [ebx + later - $$ - 900], al
later:
  call q
  jmp dword a
bits 16
  jmp a
  jz a
  call later
  push later - $$
  mov ax, [bx + n - o]
  mov ax, [bx + later]
