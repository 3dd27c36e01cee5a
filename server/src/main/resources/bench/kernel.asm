; A small kernel, from its boot sector on, which any BIOS starts: it reads two programs from the
; disk by programmed I/O, gives each a page directory and a kernel stack, and lets them run in ring
; 3 under the timer's interrupt. One looks for primes and sends them, the other receives them and
; writes to the screen; both go by system calls that block, and their data and stack pages come with
; the first touch. EAX: what the receiver made of the primes, the text that was written, and the
; page faults.
%define BOOT_SECTOR
%include "ports.inc"
SECTOR equ 0x200
KERNEL equ 0x7E00
KERNEL_SECTORS equ 7
PROGRAM_SECTOR equ 8
PROGRAM_SECTORS equ 8
DISK equ 0x1F0
; Reads sectors to ES:EDI, which goes behind them. A sector, and how many.
%macro read_disk 2
    set_port DISK + 6, 0xE0
    set_port DISK + 2, %2
    set_port DISK + 3, %1
    set_port DISK + 4, 0
    set_port DISK + 5, 0
    set_port DISK + 7, 0x20
    mov bl, %2
%%sector:
    mov dx, DISK + 7
%%busy:
    in al, dx
    test al, 0x80
    jnz %%busy
    test al, 8
    jz %%busy
    mov dx, DISK
    mov ecx, SECTOR / 2
    rep insw
    dec bl
    jnz %%sector
%endmacro
org 0x7C00
bits 16
    cli
    cld
    xor ax, ax
    mov es, ax
    mov edi, KERNEL
    set_port 0x3F6, 2
    read_disk 1, KERNEL_SECTORS
    jmp 0:KERNEL
    times 510 - ($ - $$) db 0
    dw 0xAA55

%include "begin.inc"
SCREEN equ 0xB8000
CELLS equ 80 * 25
TABLES equ 0x10000
DIRECTORY equ 0x10000
LOW_TABLE equ 0x12000
USER_TABLE equ 0x13000
TABLES_END equ 0x15000
PROGRAM equ 0x20000
KERNEL_STACKS_END equ 0x26000
FRAMES equ 0x30000
; Line 0 of a local APIC, where there is one, is the 8259A.
LOCAL_APIC equ 0xFEE00000
EXTERNAL equ 0x700
PAGE equ 0x1000
USER equ 0x400000
USER_STACK equ 0x800000
KERNEL_PAGE equ 3
USER_CODE equ 5
USER_DATA equ 7
ENTRIES equ 1024
RUNS equ 0
WAITS equ 1
ENDED equ 2
FRAME_BYTES equ 13 * 4
FRAME_EAX equ 7 * 4
FRAME_EIP equ 8 * 4
FRAME_CS equ 9 * 4
SEND equ 0
RECEIVE equ 1
WRITE equ 2
EXIT equ 3
    cld
    mov ax, 0x23
    mov ds, ax
    mov es, ax
    mov edi, variables
    mov ecx, (variables_end - variables) / 4
    xor eax, eax
    rep stosd
    mov dword [free_frame], FRAMES
    mov edi, SCREEN
    mov ecx, CELLS / 2
    mov eax, 0x07200720
    rep stosd
    mov esi, greeting
greet:
    lodsb
    test al, al
    jz greeted
    call show
    jmp greet
greeted:
    mov edi, PROGRAM
    read_disk PROGRAM_SECTOR, 2 * PROGRAM_SECTORS

    mov edi, TABLES
    mov ecx, (TABLES_END - TABLES) / 4
    xor eax, eax
    rep stosd
    mov edi, LOW_TABLE
    mov eax, KERNEL_PAGE
identity:
    stosd
    add eax, PAGE
    cmp edi, LOW_TABLE + 256 * 4
    jb identity

    xor ecx, ecx
process:
    mov edx, ecx
    shl edx, 12
    lea eax, [edx + DIRECTORY]
    mov [directories + ecx * 4], eax
    mov dword [eax], LOW_TABLE | KERNEL_PAGE
    lea ebx, [edx + USER_TABLE + USER_DATA]
    mov [eax + 4], ebx
    lea eax, [edx + PROGRAM + USER_CODE]
    mov [edx + USER_TABLE], eax
    lea eax, [edx + KERNEL_STACKS_END]
    mov [stacks + ecx * 4], eax
    sub eax, FRAME_BYTES
    mov [saved + ecx * 4], eax
    mov dword [eax + FRAME_EIP], USER
    mov dword [eax + FRAME_EIP + 4], 0x1B
    mov dword [eax + FRAME_EIP + 8], 0x202
    mov dword [eax + FRAME_EIP + 12], USER_STACK
    mov dword [eax + FRAME_EIP + 16], 0x23
    inc ecx
    cmp ecx, 2
    jb process

    mov dword [LOCAL_APIC + 0xF0], 0x1FF
    mov dword [LOCAL_APIC + 0x350], EXTERNAL
    set_port 0x20, 0x11
    set_port 0x21, 0x20
    set_port 0x21, 4
    set_port 0x21, 1
    set_port 0xA1, 0xFF
    set_port 0x21, 0xFE
    set_port 0x43, 0x34
    set_port 0x40, 1193 & 0xFF
    set_port 0x40, 1193 >> 8
    mov eax, DIRECTORY
    mov cr3, eax
    mov eax, cr0
    or eax, 0x80000000
    mov cr0, eax
    mov byte [gdt + 0x28 + 5], 0x89
    mov ax, 0x28
    ltr ax
    xor ecx, ecx
    jmp enter_process

timer:
    pushad
    inc dword [ticks]
    mov al, 0x20
    out 0x20, al
    test byte [esp + FRAME_CS], 3
    jz leave
    jmp schedule

system_call:
    pushad
    mov ecx, [current]
    call [calls + eax * 4]
    jmp schedule

; The other process, where it can run; a system call that waits is made once more.
schedule:
    mov eax, [current]
    mov ecx, eax
    xor ecx, 1
    cmp dword [state + ecx * 4], RUNS
    jne leave
    mov [saved + eax * 4], esp
enter_process:
    mov [current], ecx
    mov eax, [stacks + ecx * 4]
    mov [tss + 4], eax
    mov eax, [directories + ecx * 4]
    mov cr3, eax
    mov esp, [saved + ecx * 4]
leave:
    popad
    iret

; System calls have the process in ECX, their argument in EBX, and the frame behind the return address.
calls:
    dd send, receive, write, exit
send:
    cmp dword [full], 0
    jne again
    mov [letter], ebx
    mov dword [full], 1
    jmp wake
receive:
    cmp dword [full], 0
    je again
    mov eax, [letter]
    mov [esp + 4 + FRAME_EAX], eax
    mov dword [full], 0
wake:
    xor ecx, 1
    cmp dword [state + ecx * 4], WAITS
    jne awake
    mov dword [state + ecx * 4], RUNS
awake:
    ret
again:
    sub dword [esp + 4 + FRAME_EIP], 2
    mov dword [state + ecx * 4], WAITS
    ret
write:
    mov al, bl
show:
    mov edx, [cursor]
    mov ah, 7
    mov [SCREEN + edx * 2], ax
    inc edx
    cmp edx, CELLS
    jb shown
    xor edx, edx
shown:
    mov [cursor], edx
    movzx eax, al
    imul edx, [text], 31
    add edx, eax
    mov [text], edx
    ret
exit:
    mov dword [state + ecx * 4], ENDED
    add [result], ebx
    xor ecx, 1
    cmp dword [state + ecx * 4], ENDED
    jne awake

; Both have ended. The timer must have come, too.
    sti
count_ticks:
    cmp dword [ticks], 2
    jae counted
    hlt
    jmp count_ticks
counted:
    cli
    set_port 0x21, 0xFF
    mov eax, cr0
    and eax, 0x7FFFFFFF
    mov cr0, eax
    mov eax, [result]
    add eax, [text]
    add eax, [faults]
    jmp done

; A page that is touched for the first time: an empty frame.
page_fault:
    pushad
    inc dword [faults]
    mov edi, [free_frame]
    mov edx, edi
    mov ecx, PAGE / 4
    xor eax, eax
    rep stosd
    mov [free_frame], edi
    mov eax, cr2
    shr eax, 12
    and eax, ENTRIES - 1
    mov ecx, [current]
    shl ecx, 12
    add edx, USER_DATA
    mov [ecx + USER_TABLE + eax * 4], edx
    popad
    add esp, 4
    iret

greeting:
    db "Two processes, one timer. ", 0
align 4
variables:
current: dd 0
state: dd 0, 0
saved: dd 0, 0
stacks: dd 0, 0
directories: dd 0, 0
ticks: dd 0
full: dd 0
letter: dd 0
cursor: dd 0
text: dd 0
result: dd 0
faults: dd 0
free_frame: dd 0
variables_end:
%include "end.inc"
idt:
    times 14 * 8 db 0
    dw page_fault, 0x08, 0x8E00, 0
    times 0x20 * 8 - ($ - idt) db 0
    dw timer, 0x08, 0x8E00, 0
    times 0x80 * 8 - ($ - idt) db 0
    dw system_call, 0x08, 0xEE00, 0
idt_end:
    times PROGRAM_SECTOR * SECTOR - ($ - $$) db 0

; The programs have no address of their own in them: jumps are relative.
%macro system 1
    mov eax, %1
    int 0x80
%endmacro
PRIMES_END equ 20000
KEPT equ USER + PAGE
KEPT_WORDS equ 1024
sender:
    mov ebx, 2
    system SEND
    mov ebx, 3
candidate:
    call is_prime
    jne composite
    system SEND
composite:
    add ebx, 2
    cmp ebx, PRIMES_END
    jb candidate
    xor ebx, ebx
    system SEND
    system EXIT
; Sets ZF when EBX is prime.
is_prime:
    mov ecx, 3
divide:
    mov eax, ecx
    mul ecx
    cmp eax, ebx
    ja prime
    mov eax, ebx
    xor edx, edx
    div ecx
    add ecx, 2
    test edx, edx
    jnz divide
    inc edx
    ret
prime:
    xor edx, edx
    ret
    times PROGRAM_SECTORS * SECTOR - ($ - sender) db 0

receiver:
    xor ebp, ebp
    xor esi, esi
next:
    system RECEIVE
    test eax, eax
    jz last
    rol ebp, 5
    xor ebp, eax
    mov edx, esi
    and edx, KEPT_WORDS - 1
    mov [KEPT + edx * 4], eax
    inc esi
    test esi, 63
    jnz next
    call progress
    jmp next
last:
    xor edx, edx
add_kept:
    add ebp, [KEPT + edx * 4]
    inc edx
    cmp edx, KEPT_WORDS
    jb add_kept
    mov ebx, ebp
    system EXIT
progress:
    mov ebx, '.'
    system WRITE
    ret
    times PROGRAM_SECTORS * SECTOR - ($ - receiver) db 0
