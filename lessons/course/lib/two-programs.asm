; two-programs.asm: a small kernel with all that kernels have. It describes its
; segments, gates and pages, takes turns between two programs by its clock,
; lends them pages, prints for them, and lets them sleep.
;
; With PARAVIRTUAL 1 it is built to be a guest: where the other build does what
; lies or traps, it shares a page with the hypervisor or calls it (int 0x82). Its
; clock is an event channel there, and comes without controllers and gates.
;
; Memory: 0x4000 page for the hypervisor, 0x5000 what changes (on no page with tables: writes to those are traced),
;         0x6000 and 0x7000 kernel stacks, 0x8000 and 0x9000 the programs',
;         0x20000 page directory, 0x21000 page table, 0x30000 pages to lend
bits 32
org 0x7C00

ROUNDS  equ 6                   ; of each program
%if PARAVIRTUAL
BEGINS  equ second
WAITS   equ first
%else
BEGINS  equ first               ; until the 8254's first tick, which comes as it is programmed
WAITS   equ second
%endif
ticks   equ 0x5000
other   equ 0x5004              ; the stack of the program that waits
jobs    equ 0x5008
programs equ 0x500C             ; that have not ended
clock   equ 0x5010              ; its event channel
entries equ 0x5020              ; entries of page tables, for the hypervisor
LENT    equ 0x30000
TABLE   equ 0x21000
ALL     equ 7                   ; present, writable, for programs
AWAIT   equ 2                   ; calls of the hypervisor
LET_IN  equ 1
PRINT   equ 3
ENTRIES equ 4
SHARE   equ 6
CALL_AT equ 7
CHANNEL equ 8                   ; with EBX 1: bind to what no device has
PERIOD  equ 9
info    equ 0x4000              ; the page: a byte is 1 when something waits,
shut    equ info + 1            ; another one 1 while nothing may come,
words   equ info + 4            ; a bit for each word of channels,
pending equ info + 0x800        ; a bit for each channel

        lgdt [gdt_pointer]
        jmp 0x08:reload
reload: mov eax, 0x10
        mov ds, eax
        mov es, eax
        mov ss, eax
        mov esp, 0x7000
        lidt [idt_pointer]
%if PARAVIRTUAL = 0
        mov eax, on_timer
        mov edi, idt + 8 * 0x20
        mov ecx, 0x8E00
        call set_gate
%endif
        mov eax, on_call
        mov edi, idt + 8 * 0x30
        mov ecx, 0xEF00         ; a trap gate: interrupts stay as they are
        call set_gate
        mov eax, on_page
        mov edi, idt + 8 * 14
        mov ecx, 0x8E00
        call set_gate
        mov dword [tss + 4], 0x7000
        mov dword [tss + 8], 0x10
        mov ax, 0x28
        ltr ax

        ; Pages: the first 256 KiB as they are, but those to lend are not there.
        mov edi, TABLE
        mov eax, ALL
        mov ecx, 64
page:   stosd
        add eax, 0x1000
        loop page
        mov edi, TABLE + 4 * (LENT >> 12)
        mov ecx, 16
        xor eax, eax
        rep stosd
        mov dword [0x20000], TABLE + ALL
        mov eax, 0x20000
        mov cr3, eax
        mov eax, cr0
        or eax, 0x80000000
        mov cr0, eax
        ; The clock: a tick every 1,000 instructions.
%if PARAVIRTUAL
        mov eax, SHARE
        mov ebx, info
        int 0x82
        mov eax, CALL_AT
        mov ebx, on_event
        mov ecx, 0x08
        int 0x82
        mov eax, CHANNEL
        mov ebx, 1
        xor ecx, ecx            ; the timer
        int 0x82
        mov [clock], eax
        mov eax, PERIOD
        mov ebx, 1000
        int 0x82
%else
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
%endif

        ; The second program's stack, as if it had been interrupted.
        mov dword [0x6800 - 4], 0x23
        mov dword [0x6800 - 8], 0x9000
        mov dword [0x6800 - 12], 0x202
        mov dword [0x6800 - 16], 0x1B
        mov dword [0x6800 - 20], WAITS
        mov dword [other], 0x6800 - 20 - 32
        push 0x23
        push 0x8000
        push 0x202
        push 0x1B
        push BEGINS
        mov dword [programs], 2
        mov eax, 0x23
        mov ds, eax
        mov es, eax
        iretd

set_gate:
        mov [edi], ax
        mov word [edi + 2], 8
        mov [edi + 4], ecx
        shr eax, 16
        mov [edi + 6], ax
        ret

%if PARAVIRTUAL
on_event:
        pushad
        mov byte [info], 0
        mov dword [words], 0
        mov eax, [clock]
        btr [pending], eax
        jnc nothing
        inc dword [ticks]
%else
on_timer:
        pushad
        inc dword [ticks]
        mov al, 0x20
        out 0x20, al
%endif
        mov eax, [other]
        mov [other], esp
        mov esp, eax
        xor dword [tss + 4], 0x7000 ^ 0x6800
nothing:
        popad
        iretd

; A program asks: EAX 1 print ECX letters from EBX on, 2 sleep for a tick, 3 end.
on_call:
        pushad
        call count_job
        cmp eax, 2
        je sleep
        ja end_program
%if PARAVIRTUAL
        mov eax, PRINT
        int 0x82
%else
        mov esi, ebx
letter: lodsb
        out 0xE9, al
        loop letter
%endif
        popad
        iretd

sleep:  mov ebx, [ticks]
asleep:
%if PARAVIRTUAL
        push ebx
        mov eax, AWAIT
        int 0x82
        pop ebx
%else
        hlt
%endif
        cmp [ticks], ebx
        je asleep
        popad
        iretd

end_program:
        dec dword [programs]
        jnz asleep_for_ever
        cli
        hlt
asleep_for_ever:
%if PARAVIRTUAL
        mov eax, AWAIT
        int 0x82
%else
        hlt
%endif
        jmp asleep_for_ever

; The clock must not come between: off, and then as it was.
count_job:
%if PARAVIRTUAL
        mov byte [shut], 1
        inc dword [jobs]
        mov byte [shut], 0
        cmp byte [info], 0
        jne let_in
        ret
let_in: push eax
        push ebx
        mov eax, LET_IN
        mov ebx, 1
        int 0x82
        pop ebx
        pop eax
        ret
%else
        pushfd
        cli
        inc dword [jobs]
        popfd
        ret
%endif

; A page that is not there is lent, with the three behind it.
on_page:
        pushad
        mov edi, cr2
        and edi, 0xFFFFF000
        mov eax, edi
        or eax, ALL
        shr edi, 12
        lea edi, [TABLE + 4 * edi]
        mov ecx, 4
%if PARAVIRTUAL
        mov esi, entries
one:    mov [esi], edi
        mov [esi + 4], eax
        add esi, 8
        add edi, 4
        add eax, 0x1000
        loop one
        mov eax, ENTRIES
        mov ebx, entries
        mov ecx, 4
        int 0x82
%else
one:    stosd
        add eax, 0x1000
        loop one
        mov eax, cr3
        mov cr3, eax
%endif
        popad
        add esp, 4
        iretd

first:  mov edi, LENT
        mov ebx, text_1
        jmp work
second: mov edi, LENT + 0x8000
        mov ebx, text_2
work:   mov ebp, ROUNDS
round:  mov eax, 1
        mov ecx, 6
        int 0x30
        mov [edi], ebp          ; a page of its own
        add edi, 0x1000
        mov ecx, 400
spin:   loop spin
        cmp ebp, ROUNDS - 3
        jne awake
        mov eax, 2
        int 0x30
awake:  dec ebp
        jnz round
        mov eax, 3
        int 0x30

text_1: db "first "
text_2: db "second"
        align 8
gdt:    dq 0
        dq 0x00CF9A000000FFFF
        dq 0x00CF92000000FFFF
        dq 0x00CFFA000000FFFF
        dq 0x00CFF2000000FFFF
        dw 0x67, tss
        dd 0x00008900
gdt_pointer: dw 47
        dd gdt
idt_pointer: dw 0x1FF
        dd idt
        align 16
tss:    times 104 db 0
        align 16
idt:    times 64 dq 0
