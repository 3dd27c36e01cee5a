; A kernel that switches tasks in every way that the processor has: by JMP, CALL and IRET, by
; gates for INT, for exceptions and for the clock, into tasks of 16 bits, of ring 3, of virtual-8086
; mode and with another page directory, and into some that cannot begin. What each task finds is
; noted from 0x5000 on.
bits 32
org 0x7C00

LOG     equ 0x5000
OTHERS  equ 0x30000
CODE    equ 0x08
DATA    equ 0x10

%macro note 1
        push eax
        push edi
        mov eax, %1
        mov edi, [log_at]
        mov [edi], eax
        add edi, 4
        mov [log_at], edi
        pop edi
        pop eax
%endmacro

        lgdt [gdt_pointer]
        jmp CODE:reload
reload: mov eax, DATA
        mov ds, eax
        mov es, eax
        mov ss, eax
        mov esp, 0x7000
        lidt [idt_pointer]
        mov ax, MAIN
        ltr ax

        ; to and fro by JMP
        mov eax, 0x11111111
        mov ebp, 0x55555555
        jmp JUMPED:0
        note eax
        note ebp
        mov eax, cr0
        note eax
        jmp JUMPED:0

        ; nested by CALL, back by IRET
        call CALLED:0
        call CALLED:0
        pushfd
        pop eax
        note eax
        call GATE:0

        ; gates for INT
        stc
        int 0x40
        int 0x40
        pushfd
        pop eax
        note eax

        ; an exception with an error code, restarted behind its instruction
        mov eax, 0x1234
refuse: mov ds, eax
refused: note 0x600D

        ; the clock
        mov al, 0x11
        out 0x20, al
        mov al, 0x20
        out 0x21, al
        mov al, 4
        out 0x21, al
        mov al, 1
        out 0x21, al
        mov al, 0xFE
        out 0x21, al
        mov al, 0x34
        out 0x43, al
        mov al, 0xE8
        out 0x40, al
        mov al, 3
        out 0x40, al
        sti
        hlt
        mov ecx, 2500
run:    loop run
        cli
        mov al, 0xFF
        out 0x21, al

        ; a task of 16 bits, and one of ring 3
        jmp SHORT_WORDS:0
        jmp PROGRAM:0

        ; tasks that cannot begin: a state that is too short, a stack that is none, code that is
        ; none, data that is the kernel's, a place beyond the segment
        jmp TOO_SHORT:0
        jmp BAD_STACK:0
        jmp BAD_CODE:0
        jmp BAD_DATA:0
        jmp BAD_PLACE:0

        ; one that is stopped as it begins
        jmp TRAPPED:0

        ; virtual-8086 mode
        jmp OLD:0

        ; another directory
        mov edi, 0x21000
        mov eax, 7
        mov ecx, 256
page:   stosd
        add eax, 0x1000
        loop page
        mov esi, 0x21000
        mov edi, 0x23000
        mov ecx, 256
        rep movsd
        mov dword [0x20000], 0x21007
        mov dword [0x22000], 0x23007
        mov dword [0x23000 + 4 * 0x30], 0x31007
        mov dword [OTHERS], 0xAAAA
        mov dword [OTHERS + 0x1000], 0xBBBB
        mov eax, 0x20000
        mov cr3, eax
        mov eax, cr0
        or eax, 0x80000000
        mov cr0, eax
        jmp PAGED:0
        note [OTHERS]
        mov eax, cr3
        note eax
        ; a state on a page that is not there
        mov dword [0x21000 + 4 * 0x40], 0
        mov eax, cr3
        mov cr3, eax
        jmp AWAY:0
        note 0xE4D
        cli
        hlt

; ---- Tasks -----------------------------------------------------------------

jumped: mov eax, cr0
        note eax
        str eax
        note eax
        pushfd
        pop eax
        note eax
        note [main_state + 0x20]
        note [main_state + 0x28]
        jmp MAIN:0
        note 0x2222
        jmp MAIN:0

called: pushfd
        pop eax
        note eax
        movzx eax, word [called_state]
        note eax
        iretd
        note 0x3333
        iretd
        jmp called

by_int: pushfd
        pop eax
        note eax
        note [main_state + 0x20]
        note [main_state + 0x24]
        iretd
        jmp by_int

; #GP: its error code is on the stack. The main task goes on behind it, another one is left.
guard:  pop eax
        note eax
        movzx eax, word [guard_state]
        note eax
        note [main_state + 0x24]
        cmp eax, MAIN
        jne leave_it
        mov dword [main_state + 0x20], refused
        mov dword [main_state + 0x54], DATA
        iretd
        jmp guard
leave_it:
        jmp MAIN:0
        jmp guard

; #TS: the same; what has gone wrong in the main task is a far jump of seven bytes.
faulty: pop eax
        note eax
        movzx eax, word [faulty_state]
        note eax
        cmp eax, MAIN
        jne leave_this
        add dword [main_state + 0x20], 7
        iretd
        jmp faulty
leave_this:
        jmp MAIN:0
        jmp faulty

; #PF
paging: pop eax
        note eax
        mov eax, cr2
        note eax
        add dword [main_state + 0x20], 7
        iretd
        jmp paging

clock:  note 0xC10C
        mov al, 0x20
        out 0x20, al
        iretd
        jmp clock

words:  mov ecx, esp
        movzx esp, sp                   ; its upper half is ones, and no memory lies there
        note eax
        note ecx
        note ebx
        pushfd
        pop eax
        note eax
        jmp MAIN:0

program: note 0x33333333
        mov eax, cs
        note eax
        int 0x42
        note 0x44444444
        int 0x43
        jmp program

served: note [program_state + 0x20]
        note [program_state + 0x4C]
        iretd
        jmp served

ended:  note 0xE3D3
        jmp MAIN:0
        jmp ended

trapped: note 0x7777
        jmp MAIN:0

on_trap: note 0xDB
        iretd

paged:  mov eax, cr3
        note eax
        note [OTHERS]
        mov dword [OTHERS], 0xCCCC
        jmp MAIN:0

bits 16
old:    mov word [bx], 0x8086
        hlt
bits 32

log_at: dd LOG

; ---- States ----------------------------------------------------------------

; where it begins, its stack, code, stack and data segment, flags, directory, trap
%macro state 8
        dd 0, 0x6F00, DATA, 0, 0, 0, 0
        dd %7
        dd %1, %6
        dd 0xA0A0A0A0, 0xC0C0C0C0, 0xD0D0D0D0, 0xB0B0B0B0, %2, 0xEB0EB0EB, 0x51515151, 0xD1D1D1D1
        dd %5, %3, %4, %5, 0, 0, 0
        dd %8 + (104 << 16)
%endmacro

        align 16
main_state:
        state 0, 0, CODE, DATA, DATA, 2, 0x20000, 0
jumped_state:
        state jumped, 0x6C00, CODE, DATA, DATA, 0x46, 0x20000, 0
called_state:
        state called, 0x6B00, CODE, DATA, DATA, 2, 0x20000, 0
int_state:
        state by_int, 0x6A00, CODE, DATA, DATA, 2, 0x20000, 0
guard_state:
        state guard, 0x6900, CODE, DATA, DATA, 2, 0x20000, 0
faulty_state:
        state faulty, 0x6800, CODE, DATA, DATA, 2, 0x20000, 0
clock_state:
        state clock, 0x6700, CODE, DATA, DATA, 2, 0x20000, 0
paging_state:
        state paging, 0x6600, CODE, DATA, DATA, 2, 0x20000, 0
program_state:
        state program, 0x6500, 0x1B, 0x23, 0x23, 0x3202, 0x20000, 0
served_state:
        state served, 0x6400, CODE, DATA, DATA, 2, 0x20000, 0
ended_state:
        state ended, 0x6300, CODE, DATA, DATA, 2, 0x20000, 0
trapped_state:
        state trapped, 0x6200, CODE, DATA, DATA, 2, 0x20000, 1
old_state:
        state old, 0x6100, 0, 0, 0, 0x20002, 0x20000, 0
paged_state:
        state paged, 0x6000, CODE, DATA, DATA, 2, 0x22000, 0
bad_stack_state:
        state jumped, 0x6C00, CODE, CODE, DATA, 2, 0x20000, 0
bad_code_state:
        state jumped, 0x6C00, DATA, DATA, DATA, 2, 0x20000, 0
bad_data_state:
        state jumped, 0x6C00, 0x1B, 0x23, DATA, 2, 0x20000, 0
bad_place_state:
        state 0xFFFFF, 0x6C00, 0x38, DATA, DATA, 2, 0x20000, 0
words_state:
        dw 0, 0x6F00, DATA, 0, 0, 0, 0
        dw words, 0x246
        dw 0xA0A0, 0xC0C0, 0xD0D0, 0xB0B0, 0x6E00, 0xEBEB, 0x5151, 0xD1D1
        dw DATA, CODE, DATA, DATA, 0
        dw 0

        align 8
gdt:    dq 0
        dq 0x00CF9A000000FFFF
        dq 0x00CF92000000FFFF
        dq 0x00CFFA000000FFFF           ; 18
        dq 0x00CFF2000000FFFF           ; 20
        dq 0, 0
        dq 0x00409A000000FFFF           ; 38: code up to 64 KiB
%assign at 0x40
%macro task 3                           ; name, state, limit
%1      equ at
        dw %3, %2
        dd 0x00008900
%assign at at + 8
%endmacro
        task MAIN, main_state, 0x67
        task JUMPED, jumped_state, 0x67
        task CALLED, called_state, 0x67
        task BY_INT, int_state, 0x67
        task GUARD, guard_state, 0x67
        task FAULTY, faulty_state, 0x67
        task CLOCK, clock_state, 0x67
        task PAGING, paging_state, 0x67
        task PROGRAM, program_state, 0x67
        task SERVED, served_state, 0x67
        task ENDED, ended_state, 0x67
        task TRAPPED, trapped_state, 0x67
        task OLD, old_state, 0x67
        task PAGED, paged_state, 0x67
        task BAD_STACK, bad_stack_state, 0x67
        task BAD_CODE, bad_code_state, 0x67
        task BAD_DATA, bad_data_state, 0x67
        task BAD_PLACE, bad_place_state, 0x67
        task TOO_SHORT, jumped_state, 0x40
SHORT_WORDS equ at
        dw 0x2B, words_state
        dd 0x00008100
AWAY    equ at + 8
        dw 0x67, 0
        dd 0x00008904                   ; at 0x40000
GATE    equ at + 16
        dw 0, CALLED, 0x8500, 0
gdt_end:
gdt_pointer:
        dw gdt_end - gdt - 1
        dd gdt

        align 8
%macro gates 1
        times %1 dq 0
%endmacro
%macro task_gate 2                      ; task, DPL bits
        dw 0, %1, 0x8500 + %2, 0
%endmacro
idt:
        dq 0
        dw on_trap, CODE, 0x8E00, 0
        gates 8
        task_gate FAULTY, 0             ; 0A
        gates 2
        task_gate GUARD, 0              ; 0D
        task_gate PAGING, 0             ; 0E
        gates 17
        task_gate CLOCK, 0              ; 20
        gates 31
        task_gate BY_INT, 0             ; 40
        dq 0
        task_gate SERVED, 0x6000        ; 42
        task_gate ENDED, 0x6000         ; 43
idt_end:
idt_pointer:
        dw idt_end - idt - 1
        dd idt
