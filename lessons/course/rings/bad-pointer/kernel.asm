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

org 0x7C00

KERNEL_CODE    equ 0x08
KERNEL_DATA    equ 0x10
USER_CODE      equ 0x18 + 3
USER_DATA      equ 0x20 + 3
TASK           equ 0x28
INTERRUPT_GATE equ 0x8E00
DPL_3          equ 0x6000

DIRECTORY      equ 0x9000
TABLE          equ 0xA000
KERNEL_STACK   equ 0x18000
PROGRAM        equ 0x100000
USER_STACK     equ 0x200000
USER_FLAGS     equ 0x0202

; Bits of a page-table entry.
PRESENT        equ 1
WRITE          equ 2
USER           equ 4

; System calls and errors, by the numbers of Linux.
SYS_EXIT       equ 1
SYS_WRITE      equ 4
SYS_EXIT_GROUP equ 252
EBADF          equ 9
EFAULT         equ 14
ENOSYS         equ 38
STARTS         equ 4                   ; how often the program is started

CONSOLE        equ 0xE9                ; whatever is written to this port is shown

; ---- Real mode -------------------------------------------------------------

bits 16
boot:
    cli
    xor   ax, ax
    mov   ds, ax
    lgdt  [gdt_pointer]
    lidt  [idt_pointer]
    mov   eax, cr0
    or    al, 1                        ; PE, protection enable
    mov   cr0, eax
    jmp   KERNEL_CODE:protected

; ---- Protected mode, ring 0 ------------------------------------------------

bits 32
protected:
    mov   ax, KERNEL_DATA
    mov   ds, ax
    mov   es, ax
    mov   ss, ax
    mov   esp, KERNEL_STACK
    mov   ax, TASK
    ltr   ax

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
    je    stop
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

stop:
    cli
    hlt
    jmp   stop

by_itself: db ": it ended by itself.", 10, 0
by_kernel: db ": the kernel ended it.", 10, 0
number:    db '0'

; ---- Tables ----------------------------------------------------------------

align 8
gdt:
    dw    0, 0, 0, 0                         ; 0x00 null
    dw    0xFFFF, 0
    db    0, 0x9A, 0xCF, 0                   ; 0x08 kernel code, DPL 0, 0 to 4 GiB
    dw    0xFFFF, 0
    db    0, 0x92, 0xCF, 0                   ; 0x10 kernel data, DPL 0, 0 to 4 GiB
    dw    0xFFFF, 0
    db    0, 0xFA, 0xCF, 0                   ; 0x18 user code, DPL 3, 0 to 4 GiB
    dw    0xFFFF, 0
    db    0, 0xF2, 0xCF, 0                   ; 0x20 user data, DPL 3, 0 to 4 GiB
    dw    tss_end - tss - 1, tss
    db    0, 0x89, 0, 0                      ; 0x28 task-state segment
gdt_end:

%macro gate 2                                ; where it leads, who may use it
    dw    %1, KERNEL_CODE, %2, 0
%endmacro

idt:
    gate  refused, INTERRUPT_GATE        ; 0x00 divide error
    times 0x05 * 8 db 0
    gate  refused, INTERRUPT_GATE        ; 0x06 invalid opcode
    times 0x06 * 8 db 0
    gate  refused, INTERRUPT_GATE        ; 0x0D general protection
    gate  refused, INTERRUPT_GATE         ; 0x0E page fault
    times 0x71 * 8 db 0
    gate  system_call, INTERRUPT_GATE + DPL_3 ; 0x80 the system call
idt_end:

tss:
    dd    0, KERNEL_STACK, KERNEL_DATA       ; which stack ring 0 gets
    times 102 - 12 db 0
    dw    104                                ; no I/O permission bitmap
tss_end:

gdt_pointer:
    dw    gdt_end - gdt - 1
    dd    gdt
idt_pointer:
    dw    idt_end - idt - 1
    dd    idt

    times 0x800 - ($ - $$) db 0
secret:
    db    "The key lies under stone ", '0' + SEED % 10, ".", 10
