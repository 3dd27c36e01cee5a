; what a small kernel needs: real mode, tables, protected mode, ring 3
%define SELECTOR(index, rpl) ((index) << 3 | (rpl))
CODE0 equ SELECTOR(1, 0)
DATA0 equ SELECTOR(2, 0)
CODE3 equ SELECTOR(3, 3)
DATA3 equ SELECTOR(4, 3)
%macro descriptor 4
  dw %2 & 0xffff
  dw %1 & 0xffff
  db (%1 >> 16) & 0xff, %3
  db %4 << 4 | (%2 >> 16) & 15, (%1 >> 24) & 0xff
%endmacro
%macro gate 3
  dw (%1 - $$ + 0x7c00) & 0xffff, %2
  db 0, %3
  dw (%1 - $$ + 0x7c00) >> 16
%endmacro
  bits 16
  org 0x7c00
entry:
  cli
  xor ax, ax
  mov ds, ax
  mov ss, ax
  mov sp, 0x7c00
  lgdt [gdtr]
  lidt [cs:idtr]
  mov eax, cr0
  or al, 1
  mov cr0, eax
  jmp dword CODE0:protected
  bits 32
protected:
  mov ax, DATA0
  mov ds, ax
  mov es, eax
  mov ss, ax
  mov esp, 0x9000
  mov word [tss + 8], DATA0
  mov dword [tss + 4], 0x9000
  mov ax, 0x28
  ltr ax
  push dword DATA3
  push dword 0x30000
  pushfd
  or dword [esp], 0x200
  push dword CODE3
  push dword 0x20000
  iretd
fault:
  pushad
  mov al, '#'
  out 0xe9, al
  in al, 0x60
  popad
  add esp, 4
  iret
service:
  cmp eax, 1
  jne .done
  hlt
.done:
  iret
  align 8
gdt: dq 0
  descriptor 0, 0xfffff, 0x9a, 0xc
  descriptor 0, 0xfffff, 0x92, 0xc
  descriptor 0, 0xfffff, 0xfa, 0xc
  descriptor 0, 0xfffff, 0xf2, 0xc
  dw tss_end - tss - 1
  dw tss
  db 0, 0x89, 0, 0
gdtr: dw gdtr - gdt - 1
  dd gdt
idt:
%rep 4
  gate fault, CODE0, 0x8e
%endrep
  gate service, CODE0, 0xee
idtr: dw idtr - idt - 1
  dd idt
tss: times 25 dd 0
  dw 0, tss_end - tss
tss_end:
  times 510 - ($ - $$) db 0
  dw 0xaa55
