; A program steps itself by POPF, and asks by INT1; the kernel notes where and why.
bits 32
org 0x7C00
        lgdt [pointer]
        lidt [gates_pointer]
        mov al, 0xFF
        out 0x21, al
        out 0xA1, al
        mov eax, on_debug
        mov [gates + 8], ax
        mov eax, ends
        mov [gates + 8 * 0x20], ax
        mov ax, 24
        ltr ax
        mov ebp, 0x20000
        push dword 43
        push dword 0x6000
        push dword 0x202
        push dword 35
        push dword program
        iretd
on_debug: push eax
        mov eax, [esp + 4]
        mov [ebp], eax
        mov eax, [esp + 12]
        mov [ebp + 4], eax
        mov eax, dr6
        mov [ebp + 8], eax
        xor eax, eax
        mov dr6, eax
        add ebp, 16
        pop eax
        iretd
program: mov ax, 43
        mov ds, ax
        mov es, ax
        mov ebx, 50
long:   dec ebx
        jnz long
        pushfd
        or dword [esp], 0x100
        popfd
first:  nop
        inc ebx
        mov ss, ax
        inc ebx
        mov edi, 0x30000
        mov ecx, 3
        rep stosb
        pushfd
        and dword [esp], ~0x100
        popfd
        nop
        int1
        nop
        int1
        int 0x20
ends:   mov [0x20FF0], ebp
        mov dword [0x20FF4], first
        cli
        hlt
        align 8
table:  dq 0, 0x00CF9B000000FFFF, 0x00CF93000000FFFF
        dw 103, task, 0x8900, 0
        dq 0x00CFFB000000FFFF, 0x00CFF3000000FFFF
pointer: dw 47
        dd table
gates_pointer: dw 8 * 0x21 - 1
        dd gates
task:   dd 0, 0x7000, 16
        times 92 db 0
gates:  dq 0, 0x00008E0000080000
        times 0x1E dq 0
        dq 0x0000EE0000080000
