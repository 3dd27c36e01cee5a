; kernel.asm: a kernel that starts one program in C four times, and tells it by
; an argument, "1" to "4", which time it is. However the program ends, the kernel
; goes on with the next. It knows the system calls exit (1 and 252) and write (4).
;
; Memory:    0x7C00   this kernel
;            0x8400   its secret
;            0x9000   page directory
;            0xA000   page table for 0 to 4 MiB
;           0x18000   top of the kernel's stack
;          0x100000   the program
;          0x200000   top of the program's stack

%define KERNEL_STACK 0x18000
org 0x7C00
%include "kernel.inc"

DIRECTORY      equ 0x9000
TABLE          equ 0xA000
PROGRAM        equ 0x100000
USER_STACK     equ 0x200000
USER_FLAGS     equ 0x0202

; System calls and errors, by the numbers of Linux.
SYS_EXIT       equ 1
SYS_WRITE      equ 4
SYS_EXIT_GROUP equ 252
EBADF          equ 9
EFAULT         equ 14
ENOSYS         equ 38
STARTS         equ 4                   ; how often the program is started

CONSOLE        equ 0xE9                ; whatever is written to this port is shown

kernel:
    ; One table of pages: the first megabyte is the kernel's, the second one
    ; the program's. The entry says so in its third bit.
    cld
    mov   edi, TABLE
    mov   eax, PRESENT + WRITE
    mov   ecx, 256
first:
    stosd
    add   eax, 4096
    loop  first
    or    eax, USER
    mov   ecx, 256
second:
    stosd
    add   eax, 4096
    loop  second
    mov   dword [TABLE], 0             ; nobody may use address 0
    mov   dword [DIRECTORY], TABLE + PRESENT + WRITE + USER
    mov   eax, DIRECTORY
    mov   cr3, eax
    mov   eax, cr0
    or    eax, 0x80010000              ; PG, paging; WP, for the kernel as well
    mov   cr0, eax

; The program once more, from its beginning. What it finds on its stack: the
; number of its arguments, their addresses, the environment, each list ended by 0.
start_program:
    cmp   byte [number], '0' + STARTS
    je    end_program
    inc   byte [number]
    mov   esp, KERNEL_STACK            ; nothing is left of the time before
    mov   eax, DIRECTORY
    mov   cr3, eax                     ; nor of the translations
    cld
    mov   edi, USER_STACK - 48
    mov   dword [edi], 2               ; argc
    mov   dword [edi + 4], USER_STACK - 16
    mov   dword [edi + 8], USER_STACK - 8
    mov   dword [edi + 12], 0          ; end of the arguments
    mov   dword [edi + 16], 0          ; end of the environment
    mov   dword [edi + 20], 0          ; no auxiliary values
    mov   dword [USER_STACK - 16], 'prog'
    mov   dword [USER_STACK - 12], 0
    movzx eax, byte [number]
    mov   [USER_STACK - 8], eax        ; "1" and so on

    mov   ax, USER_DATA
    mov   ds, ax
    mov   es, ax
    push  USER_DATA                    ; SS
    push  edi                          ; ESP
    push  USER_FLAGS                   ; EFLAGS
    push  USER_CODE                    ; CS
    push  PROGRAM                      ; EIP
    xor   eax, eax
    xor   ebp, ebp                     ; the outermost frame
    iret

; ---- The gate --------------------------------------------------------------

system_call:
    push  ds
    push  es
    push  KERNEL_DATA
    pop   ds
    push  KERNEL_DATA
    pop   es
    cld                                ; the program may have set DF
    cmp   eax, SYS_WRITE
    je    sys_write
    cmp   eax, SYS_EXIT
    je    sys_exit
    cmp   eax, SYS_EXIT_GROUP
    je    sys_exit
unknown_call:
    mov   eax, -ENOSYS
leave_kernel:
    pop   es
    pop   ds
    iret

; write(EBX = descriptor, ECX = address, EDX = bytes).
sys_write:
    mov   eax, -EBADF
    cmp   ebx, 1
    jb    leave_kernel
    cmp   ebx, 2
    ja    leave_kernel
    call  owned
    jc    bad_address
    push  esi
    push  ecx
    mov   esi, ecx
    mov   ecx, edx
    jecxz written
next:
    lodsb
    out   CONSOLE, al
    loop  next
written:
    pop   ecx
    pop   esi
    mov   eax, edx
    jmp   leave_kernel

bad_address:
    mov   eax, -EFAULT
    jmp   leave_kernel

; A kernel must not trust an address: do all EDX bytes at ECX belong to the
; program? The carry flag says no.
owned:
    cmp   ecx, PROGRAM
    jb    said
    push  edx
    add   edx, ecx
    jc    summed
    cmp   edx, USER_STACK + 1
    cmc
summed:
    pop   edx
said:
    ret

sys_exit:
    mov   ebx, by_itself
    jmp   tell

; ---- What the processor refuses --------------------------------------------

; What the processor refuses, it only reports. That the program ends is for the
; kernel to say.
refused:
    push  KERNEL_DATA
    pop   ds
    mov   ebx, by_kernel
tell:
    mov   al, [number]
    out   CONSOLE, al
say:
    mov   al, [ebx]
    inc   ebx
    or    al, al
    jz    start_program
    out   CONSOLE, al
    jmp   say

by_itself: db ": it ended by itself.", 10, 0
by_kernel: db ": the kernel ended it.", 10, 0
number:    db '0'

; ---- Tables ----------------------------------------------------------------

align 8
gdt:
    first_segments USER_CODE_ALL, USER_DATA_ALL
gdt_end:

idt:
    gate  refused, INTERRUPT_GATE                ; 0x00 divide error
    no_gates 0x05
    gate  refused, INTERRUPT_GATE                ; 0x06 invalid opcode
    no_gates 0x06
    gate  refused, INTERRUPT_GATE                ; 0x0D general protection
    gate  refused, INTERRUPT_GATE                ; 0x0E page fault
    no_gates 0x71
    gate  system_call, INTERRUPT_GATE + DPL_3    ; 0x80 the system call
idt_end:

    times 0x800 - ($ - $$) db 0
secret:
    db    "The key lies under stone ", '0' + SEED % 10, ".", 10
