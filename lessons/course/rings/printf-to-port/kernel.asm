; kernel.asm: a kernel for one program in C, with two ways in. One is gate 0x80.
; The other is SYSENTER, which has no gate. Behind both it does the same: a few
; system calls of Linux, with the number in EAX.
;
; Memory:    0x7C00   this kernel
;            0x9000   page directory
;            0xA000   page table for 0 to 4 MiB
;           0x18000   top of the kernel's stack
;          0x100000   the program: code, constants, variables, heap
;          0x200000   top of the program's stack

%define KERNEL_STACK 0x18000
%define PROGRAM      0x100000
%define USER_STACK   0x200000 - 32  ; it begins below its arguments
%define USER_FLAGS   0x0202
org 0x7C00
%include "kernel.inc"

STACK_TOP      equ 0x200000

DIRECTORY      equ 0x9000
TABLE          equ 0xA000
HEAP_END       equ 0x1BF000            ; the heap may grow up to here
STACK_END      equ HEAP_END + 0x1000   ; one page between them is nobody's

; System calls and errors, by the numbers of Linux.
SYS_EXIT       equ 1
SYS_WRITE      equ 4
SYS_BRK        equ 45
SYS_IOCTL      equ 54
SYS_EXIT_GROUP equ 252
EBADF          equ 9
EFAULT         equ 14
ENOTTY         equ 25
ENOSYS         equ 38

TIOCGWINSZ     equ 0x5413              ; ioctl: how large is the terminal?
CONSOLE        equ 0xE9                ; whatever is written to this port is shown

; The three registers from which SYSENTER takes CS, ESP and EIP.
SYSENTER_CS    equ 0x174
SYSENTER_ESP   equ 0x175
SYSENTER_EIP   equ 0x176

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
    mov   dword [TABLE + HEAP_END / 1024], 0 ; nor the page below the stack
    mov   dword [DIRECTORY], TABLE + PRESENT + WRITE + USER
    mov   eax, DIRECTORY
    mov   cr3, eax
    mov   eax, cr0
    or    eax, 0x80010020              ; PG, paging; WP, for the kernel as well;
                                       ; NE, the x87 unit reports errors as #MF
    mov   cr0, eax

    ; The second way in.
    xor   edx, edx
    mov   ecx, SYSENTER_CS
    mov   eax, KERNEL_CODE
    wrmsr
    mov   ecx, SYSENTER_ESP
    mov   eax, KERNEL_STACK
    wrmsr
    mov   ecx, SYSENTER_EIP
    mov   eax, fast_entry
    wrmsr

    ; What a program finds on its stack: the number of its arguments, their
    ; addresses, the environment, each list ended by 0.
    mov   edi, USER_STACK
    mov   dword [edi], 1               ; argc
    mov   dword [edi + 4], STACK_TOP - 8
    mov   dword [edi + 8], 0           ; end of the arguments
    mov   dword [edi + 12], 0          ; end of the environment
    mov   dword [edi + 16], 0          ; no auxiliary values
    mov   dword [STACK_TOP - 8], 'prog'
    mov   dword [STACK_TOP - 4], 0
    xor   ebp, ebp                     ; the outermost frame
    jmp   leave

; ---- Two ways in -----------------------------------------------------------

; Gate 0x80. Arguments in EBX, ECX and EDX. The processor has pushed five words.
system_call:
    call  serve
    iret

; SYSENTER. Nothing was pushed. The program has left its ESP in ECX, and in EDX
; where it goes on, because SYSEXIT takes them from there. So the second and
; third argument are in ESI and EDI.
fast_entry:
    push  ecx
    push  edx
    mov   ecx, esi
    mov   edx, edi
    call  serve
    pop   edx
    pop   ecx
    sti                                ; SYSENTER has cleared IF
    sysexit

; ---- What is done behind both ----------------------------------------------

serve:
    push  ds
    push  es
    push  KERNEL_DATA
    pop   ds
    push  KERNEL_DATA
    pop   es
    cld                                ; the program may have set DF
    cmp   eax, SYS_WRITE
    je    sys_write
    cmp   eax, SYS_BRK
    je    sys_brk
    cmp   eax, SYS_IOCTL
    je    sys_ioctl
    cmp   eax, SYS_EXIT
    je    sys_exit
    cmp   eax, SYS_EXIT_GROUP
    je    sys_exit
unknown_call:
    mov   eax, -ENOSYS
served:
    pop   es
    pop   ds
    ret

; write(descriptor, address, bytes).
sys_write:
    mov   eax, -EBADF
    cmp   ebx, 1
    jb    served
    cmp   ebx, 2
    ja    served
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
    jmp   served

bad_address:
    mov   eax, -EFAULT
    jmp   served

; A kernel must not trust an address: do all EDX bytes at ECX belong to the
; program, below the page that is nobody's or above it? The carry flag says no.
owned:
    push  edx
    add   edx, ecx
    jc    said
    cmp   ecx, STACK_END
    jae   in_stack
    cmp   ecx, PROGRAM
    jb    said
    cmp   edx, HEAP_END + 1
    cmc
    jmp   said
in_stack:
    cmp   edx, STACK_TOP + 1
    cmc
said:
    pop   edx
    ret

; ioctl(descriptor, request, address). The library asks for the size of the
; terminal to find out whether it is one.
sys_ioctl:
    mov   eax, -ENOTTY
    cmp   ecx, TIOCGWINSZ
    jne   served
    push  ecx
    push  edx
    mov   ecx, edx
    mov   edx, 8
    call  owned
    pop   edx
    pop   ecx
    jc    bad_address
    mov   dword [edx], 25 + (80 << 16) ; lines, columns
    mov   dword [edx + 4], 0
    xor   eax, eax
    jmp   served

; brk(address): moves the end of the heap, and tells where it is.
sys_brk:
    cmp   ebx, [heap_start]
    jb    tell
    cmp   ebx, HEAP_END
    ja    tell
    mov   [heap_now], ebx
tell:
    mov   eax, [heap_now]
    jmp   served

; exit(status), and the end of a program that did what it must not.
sys_exit:
    jmp   end_program

refused:
    push  KERNEL_DATA
    pop   ds
    mov   esi, sorry
say:
    lodsb
    or    al, al
    jz    end_program
    out   CONSOLE, al
    jmp   say

sorry:      db "The kernel ended the program.", 10, 0
heap_start: dd 0x180000
heap_now:   dd 0x180000

; ---- Tables ----------------------------------------------------------------

align 8
gdt:
    first_segments USER_CODE_ALL, USER_DATA_ALL
gdt_end:

idt:
    gate  refused, INTERRUPT_GATE              ; 0x00 divide error
    no_gates 5
    gate  refused, INTERRUPT_GATE              ; 0x06 invalid opcode
    no_gates 1
    gate  refused, INTERRUPT_GATE              ; 0x08 double fault
    no_gates 4
    gate  refused, INTERRUPT_GATE              ; 0x0D general protection
    gate  refused, INTERRUPT_GATE              ; 0x0E page fault
    no_gates 0x71
    gate  system_call, INTERRUPT_GATE + DPL_3  ; 0x80, the system call
idt_end:
