; kernel.asm: the monastery of this lesson. It lets in a guest who believes that
; there is no wall: a program for the 8086, in virtual-8086 mode.
;
; Memory:   0x0084   vector 21h, as the old program knows it
;           0x7C00   this kernel
;          0x18000   top of the kernel's stack
;          0x20000   the old program, old.asm, at 2000:0000
;          0x2FFF0   top of its stack, at 2000:FFF0
;          0x30000   resident.asm, at 3000:0000

%define KERNEL_STACK 0x18000
%define OPEN_PORT    0xE9          ; the map of ports has a 0 for this one alone
%define PORT_MAP     104           ; and the processor finds it
org 0x7C00
%include "kernel.inc"

VM             equ 0x20000         ; the flag that makes it virtual-8086 mode
OLD_FLAGS      equ 0x0202 + VM     ; IF = 1, IOPL = 0

kernel:
    mov   word [0x21 * 4], 0       ; vector 21h leads to 3000:0000
    mov   word [0x21 * 4 + 2], 0x3000

    ; IRET with VM set takes nine words.
    push  0                        ; GS
    push  0                        ; FS
    push  0                        ; DS
    push  0                        ; ES
    push  0x2000                   ; SS
    push  0xFFF0                   ; ESP
    push  OLD_FLAGS                ; EFLAGS
    push  0x2000                   ; CS
    push  0                        ; EIP
leave_for_old:
    iret

; ---- The monitor: what the old program must not do itself ------------------

; Vector 0x0D. On our stack lie, above what PUSHAD keeps: error code, EIP, CS,
; EFLAGS, ESP, SS and the four data segments.
EIP    equ 36
CS_    equ 40
FLAGS  equ 44
SP_    equ 48
SS_    equ 52

monitor:
    pusha
    mov   ax, KERNEL_DATA
    mov   ds, ax
    test  dword [esp + FLAGS], VM
    jz    end_program
    movzx ebx, word [esp + CS_]    ; segment times 16 plus offset: as on the 8086
    shl   ebx, 4
    add   ebx, [esp + EIP]
    movzx edi, word [esp + SS_]
    shl   edi, 4
    movzx edx, word [esp + SP_]
    mov   al, [ebx]
    cmp   al, 0xFA
    je    emulate_cli
    cmp   al, 0xCD
    je    emulate_int
    cmp   al, 0xCF
    je    emulate_iret
    jmp   end_program

; The flag is the kernel's. The old program gets one of its own.
emulate_cli:
    and   word [old_flags], 0xFDFF
    inc   dword [esp + EIP]
    jmp   back

; As the 8086 does it: three words on the program's stack, and on to where the
; vector at address 0 leads. It would also clear IF and TF, which are 0 here.
emulate_int:
    movzx ecx, byte [ebx + 1]
    sub   dx, 6
    mov   [esp + SP_], edx
    mov   eax, [esp + EIP]
    add   eax, 2
    mov   [edi + edx], ax
    mov   eax, [esp + CS_]
    mov   [edi + edx + 2], ax
    mov   ax, [old_flags]
    mov   [edi + edx + 4], ax
    movzx eax, word [ecx * 4]
    mov   [esp + EIP], eax
    movzx eax, word [ecx * 4 + 2]
    mov   [esp + CS_], eax
    jmp   back

emulate_iret:
    movzx eax, word [edi + edx]
    mov   [esp + EIP], eax
    movzx eax, word [edi + edx + 2]
    mov   [esp + CS_], eax
    mov   ax, [edi + edx + 4]
    mov   [old_flags], ax
    add   dx, 6
    mov   [esp + SP_], edx

back:
    popa
    add   esp, 4                   ; the error code: IRET does not expect it
    iret

old_flags:
    dw    0x0202                   ; what the old program believes

; ---- Tables ----------------------------------------------------------------

align 8
gdt:
    first_segments USER_CODE_ALL, USER_DATA_ALL
gdt_end:

idt:
    no_gates 0x08
    gate  end_program, INTERRUPT_GATE            ; 0x08 double fault
    no_gates 0x04
    gate  monitor, INTERRUPT_GATE                ; 0x0D general protection
idt_end:
