; kernel.asm: a kernel for one program in C. It knows a few system calls of
; Linux for this processor: exit (1 and 252), write (4), brk (45) and ioctl (54).
; The number is in EAX, the arguments in EBX, ECX and EDX, and INT 0x80 is the
; gate.
;
; Memory:    0x7C00   this kernel
;            0x9000   page directory
;            0xA000   page table for 0 to 4 MiB
;           0x18000   top of the kernel's stack
;          0x100000   the program: code, constants, variables, heap
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
HEAP_END       equ 0x1BF000            ; the heap may grow up to here
STACK_END      equ HEAP_END + 0x1000   ; one page between them is nobody's
USER_STACK     equ 0x200000
USER_FLAGS     equ 0x0202

; Bits of a page-table entry.
PRESENT        equ 1
WRITE          equ 2
USER           equ 4

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
    mov   dword [TABLE + HEAP_END / 1024], 0 ; nor the page below the stack
    mov   dword [DIRECTORY], TABLE + PRESENT + WRITE + USER
    mov   eax, DIRECTORY
    mov   cr3, eax
    mov   eax, cr0
    or    eax, 0x80010020              ; PG, paging; WP, for the kernel as well;
                                       ; NE, the x87 unit reports errors as #MF
    mov   cr0, eax

    ; What a program finds on its stack: the number of its arguments, their
    ; addresses, the environment, each list ended by 0.
    mov   edi, USER_STACK - 32
    mov   dword [edi], 1               ; argc
    mov   dword [edi + 4], USER_STACK - 8
    mov   dword [edi + 8], 0           ; end of the arguments
    mov   dword [edi + 12], 0          ; end of the environment
    mov   dword [edi + 16], 0          ; no auxiliary values
    mov   dword [USER_STACK - 8], 'prog'
    mov   dword [USER_STACK - 4], 0

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
    cmp   edx, USER_STACK + 1
    cmc
said:
    pop   edx
    ret

; ioctl(EBX = descriptor, ECX = request, EDX = address). The library asks for
; the size of the terminal to find out whether it is one.
sys_ioctl:
    mov   eax, -ENOTTY
    cmp   ecx, TIOCGWINSZ
    jne   leave_kernel
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
    jmp   leave_kernel

; brk(EBX = address): moves the end of the heap, and tells where it is.
sys_brk:
    cmp   ebx, [heap_start]
    jb    tell
    cmp   ebx, HEAP_END
    ja    tell
    mov   [heap_now], ebx
tell:
    mov   eax, [heap_now]
    jmp   leave_kernel

; exit(EBX = status).
sys_exit:
    mov   [status], ebx
stop:
    cli
    hlt
    jmp   stop

; ---- What the processor refuses --------------------------------------------

; A program that does what it must not is ended. The kernel goes on.
%macro refusal 3                       ; label, signal of Linux, the manual's name
%1:
    mov   dword [ss:status], 128 + %2  ; as if ended by the signal
    mov   dword [ss:cause], %%name
    jmp   refused
%%name: db %3, 0
%endmacro

    refusal divide_error,          8, "#DE, divide error"
    refusal debug_exception,       5, "#DB, debug exception"
    refusal breakpoint,            5, "#BP, breakpoint"
    refusal overflow,             11, "#OF, overflow"
    refusal bound_exceeded,       11, "#BR, bound range exceeded"
    refusal invalid_opcode,        4, "#UD, invalid opcode"
    refusal device_not_available, 11, "#NM, device not available"
    refusal double_fault,         11, "#DF, double fault"
    refusal invalid_tss,          11, "#TS, invalid TSS"
    refusal segment_not_present,   7, "#NP, segment not present"
    refusal stack_fault,           7, "#SS, stack fault"
    refusal general_protection,   11, "#GP, general protection"
    refusal page_fault,           11, "#PF, page fault"
    refusal floating_point_error,  8, "#MF, floating-point error"
    refusal alignment_check,       7, "#AC, alignment check"

refused:
    push  KERNEL_DATA
    pop   ds
    cld                                ; the program may have set DF
    mov   esi, sorry
    call  say
    mov   esi, [cause]
    call  say
    mov   esi, full_stop
    call  say
    jmp   stop

say:
    lodsb
    or    al, al
    jz    silent
    out   CONSOLE, al
    jmp   say
silent:
    ret

sorry:      db "The kernel ended the program: ", 0
full_stop:  db ".", 10, 0
cause:      dd 0
status:     dd 0
heap_start: dd 0x180000
heap_now:   dd 0x180000

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
    gate  divide_error, INTERRUPT_GATE         ; 0x00
    gate  debug_exception, INTERRUPT_GATE      ; 0x01
    times 8 db 0
    gate  breakpoint, INTERRUPT_GATE + DPL_3   ; 0x03, the instruction INT3
    gate  overflow, INTERRUPT_GATE + DPL_3     ; 0x04, the instruction INTO
    gate  bound_exceeded, INTERRUPT_GATE       ; 0x05
    gate  invalid_opcode, INTERRUPT_GATE       ; 0x06
    gate  device_not_available, INTERRUPT_GATE ; 0x07
    gate  double_fault, INTERRUPT_GATE         ; 0x08
    times 8 db 0
    gate  invalid_tss, INTERRUPT_GATE          ; 0x0A
    gate  segment_not_present, INTERRUPT_GATE  ; 0x0B
    gate  stack_fault, INTERRUPT_GATE          ; 0x0C
    gate  general_protection, INTERRUPT_GATE   ; 0x0D
    gate  page_fault, INTERRUPT_GATE           ; 0x0E
    times 8 db 0
    gate  floating_point_error, INTERRUPT_GATE ; 0x10
    gate  alignment_check, INTERRUPT_GATE      ; 0x11
    times (0x80 - 0x12) * 8 db 0
    gate  system_call, INTERRUPT_GATE + DPL_3  ; 0x80, the system call
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
