; A guest kernel that goes out by far returns, takes INTO and prefixed instructions, changes its
; tables while they are in use, and writes into its page tables by strings and across interrupts.
bits 32
org 0x7c00
        lgdt [cs:gdt_pointer]
        jmp 0x08:reload
reload: mov eax, 0x10
        mov ds, eax
        mov es, eax
        mov ss, eax
        mov esp, 0x7000
        mov ebx, idt_pointer - 8
        lidt [ebx + 8]
        mov esi, gates
next_gate:
        mov edi, [esi]
        test edi, edi
        jz gates_done
        mov eax, [esi + 4]
        mov ecx, [esi + 8]
        mov [edi], ax
        mov word [edi + 2], 8
        mov [edi + 4], ecx
        add esi, 12
        jmp next_gate
gates_done:
        mov dword [tss + 4], 0x7000
        mov dword [tss + 8], 0x10
        mov ax, 0x28
        ltr ax
        ; page tables, made by a string and with the interrupts on
        mov edi, 0x20000
        mov ecx, 2048
        xor eax, eax
        rep stosd
        mov dword [0x20000], 0x21007
        mov edi, 0x21000
        mov eax, 7
        mov ecx, 256
page:   stosd
        add eax, 0x1000
        loop page
        mov eax, 0x20000
        mov cr3, eax
        mov eax, cr0
        or eax, 0x80010000              ; PG and WP
        mov cr0, eax
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
        mov al, 0x71
        out 0x40, al
        xor al, al
        out 0x40, al
        sti
        ; interrupts fall into writes of table entries
        mov edx, 300
again:  mov edi, 0x21100
        mov ecx, 8
        mov eax, 0x40007
        cld
        rep stosd
        mov dword [0x21100], 0x40007
        invlpg [es:0x40000]
        dec edx
        jnz again
        ; and into instructions that are done for the guest
        mov edx, 300
more:   cli
        sti
        nop
        mov ax, ss
        mov ss, [stack_selector]
        push ecx
        pop ecx
        dec edx
        jnz more
        cli
        mov al, 'k'
        out 0xE9, al
        ; a far return within the ring, with arguments
        push 1
        push 2
        push 8
        push returned
        retf 8
returned:
        mov eax, esp
        mov [0x6000], eax
        ; outwards
        push 0x23
        push 0x9000
        push 0x1B
        push program
        retf

on_clock:
        push eax
        inc dword [ticks]
        mov eax, [esp + 4]
        mov [last], eax
        mov al, 0x20
        out 0x20, al
        pop eax
        iretd

on_call:
        cmp eax, 1
        je call_end
        out 0xE9, al
        iretd
call_end:
        mov al, '.'
        out 0xE9, al
        mov eax, [ticks]
        mov [0x6004], eax
        cli
        hlt

on_overflow:
        push eax
        mov al, 'o'
        out 0xE9, al
        pop eax
        iretd

on_break:
        push eax
        mov al, '3'
        out 0xE9, al
        pop eax
        iretd

program:
        mov eax, 0x23
        mov ds, eax
        mov es, eax
        push cs
        pop gs                          ; code can be read as data
        mov eax, [gs:program]
        mov [0x9100], eax
        mov eax, 'u'
        int 0x30
        mov eax, [gs:program]           ; and still after the kernel was there
        mov [0x9104], eax
        int3
        mov al, 0x7F
        inc al
        into
        mov ecx, 2000
spin:   loop spin
        mov eax, 1
        es int 0x30

stack_selector: dw 0x10
        align 4
gates:  dd idt + 8 * 0x20, on_clock, 0x8E00
        dd idt + 8 * 0x30, on_call, 0xEE00
        dd idt + 8 * 4, on_overflow, 0xEE00
        dd idt + 8 * 3, on_break, 0xEF00
        dd 0
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
ticks:  dd 0
last:   dd 0
        align 16
tss:    times 104 db 0
        align 16
idt:    times 64 dq 0
