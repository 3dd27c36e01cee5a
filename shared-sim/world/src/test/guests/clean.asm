; A guest kernel that uses no instruction that lies: its own descriptors, gates, task state and
; page tables, a timer that takes turns between two programs, and a system call.
bits 32
org 0x7c00
        lgdt [gdt_pointer]
        jmp 0x08:reload
reload: mov eax, 0x10
        mov ds, eax
        mov es, eax
        mov ss, eax
        mov esp, 0x7000
        lidt [idt_pointer]
        mov al, 'k'
        out 0xE9, al
        ; gates
        mov eax, on_timer
        mov edi, idt + 8 * 0x20
        mov ecx, 0x8E00
        call set_gate
        mov eax, on_call
        mov edi, idt + 8 * 0x30
        mov ecx, 0xEE00
        call set_gate
        mov eax, on_fault
        mov edi, idt + 8 * 13
        mov ecx, 0x8E00
        call set_gate
        mov eax, on_page
        mov edi, idt + 8 * 14
        mov ecx, 0x8E00
        call set_gate
        mov dword [tss + 4], 0x7000
        mov dword [tss + 8], 0x10
        mov ax, 0x28
        ltr ax
        ; page tables: the first MiB as it is, open to programs; page 0x30000 is not there
        mov edi, 0x20000
        mov ecx, 1024
        xor eax, eax
        rep stosd
        mov dword [0x20000], 0x21007
        mov edi, 0x21000
        mov eax, 7
        mov ecx, 256
page:   stosd
        add eax, 0x1000
        loop page
        mov dword [0x21000 + 4 * 0x30], 0
        mov eax, 0x20000
        mov cr3, eax
        mov eax, cr0
        or eax, 0x80000000
        mov cr0, eax
        mov al, 'p'
        out 0xE9, al
        ; the timer
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
        ; wait for two ticks in the kernel
        sti
wait_here:
        hlt
        cmp dword [ticks], 2
        jb wait_here
        cli
        mov al, 't'
        out 0xE9, al
        ; the second program's stack, as if it had been interrupted
        mov dword [0x6800 - 4], 0x23
        mov dword [0x6800 - 8], 0x9000
        mov dword [0x6800 - 12], 0x202
        mov dword [0x6800 - 16], 0x1B
        mov dword [0x6800 - 20], second
        mov dword [other], 0x6800 - 20 - 32
        ; the first program
        mov dword [running], 1
        push 0x23
        push 0x8000
        push 0x202
        push 0x1B
        push first
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

on_timer:
        pushad
        inc dword [ticks]
        mov al, 0x20
        out 0x20, al
        cmp dword [running], 0
        je timer_done
        mov eax, [other]
        mov [other], esp
        mov esp, eax
        ; each program has a stack of its own in the kernel
        xor dword [tss + 4], 0x7000 ^ 0x6800
timer_done:
        popad
        iretd

on_call:
        cmp eax, 1
        je call_end
        out 0xE9, al
        iretd
call_end:
        mov al, '.'
        out 0xE9, al
        cli
        hlt

on_fault:
        mov al, '!'
        out 0xE9, al
        add esp, 4
        add dword [esp], 1              ; behind the CLI
        iretd

on_page:
        push eax
        mov al, 'f'
        out 0xE9, al
        mov dword [0x21000 + 4 * 0x30], 0x30007
        mov eax, cr2
        invlpg [eax]
        pop eax
        add esp, 4
        iretd

first:
        mov eax, 'a'
        int 0x30
        cli
        mov dword [0x30000], 5
        mov ebx, [0x30000]
        mov ecx, 3000
spin:   loop spin
        mov eax, 'b'
        int 0x30
        mov ecx, 3000
spin2:  loop spin2
        mov eax, 1
        int 0x30

second:
        mov eax, '2'
        int 0x30
        mov ecx, 900
spin3:  loop spin3
        jmp second

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
other:  dd 0
running: dd 0
        align 16
tss:    times 104 db 0
        align 16
idt:    times 64 dq 0
