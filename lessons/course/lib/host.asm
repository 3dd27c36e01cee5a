; What of the hypervisor is real code: the way in from a guest, and the way back.
; The rest is behind the port. The first 64 KiB of physical memory are the host's,
; and are seen at BASE in every address space, where no guest's segment reaches.

PORT        equ 0xE0
BASE        equ 0xFFC00000        ; the host's things lie from here on
GDT         equ 0x1000
IDT         equ 0x2000
TSS         equ 0x1900
STACK_TOP   equ 0x7000
DIRECTORY   equ 0xA000
CODE        equ 0x800
DATA        equ 0x808
TASK        equ 0x810
VECTORS     equ 48
FRAME_BYTES equ 76

bits 16
org BASE + 0x3000
        cli
        mov ebx, ask                    ; where the hypervisor is called from
        mov eax, BASE + STACK_TOP
        out PORT, eax                   ; it makes the page tables
        lgdt [early_gdt_pointer - BASE]
        mov eax, DIRECTORY
        mov cr3, eax
        mov eax, cr0
        or eax, 0x80010001              ; PG, WP, PE
        mov cr0, eax
        jmp dword 8:protected

bits 32
protected:
        mov eax, 16
        mov ds, eax
        mov es, eax
        ; the host's own descriptors behind those that are for guests
        mov esi, own_descriptors
        mov edi, BASE + GDT + CODE
        mov ecx, 6
        rep movsd
        ; gates: all of them for ring 0 alone
        mov edi, BASE + IDT
        mov eax, entries
        mov ecx, VECTORS
gate:   mov [edi], ax
        mov word [edi + 2], CODE
        mov word [edi + 4], 0x8E00
        mov word [edi + 6], BASE >> 16
        add eax, ENTRY_BYTES
        add edi, 8
        loop gate
        mov dword [BASE + TSS + 4], BASE + STACK_TOP
        mov dword [BASE + TSS + 8], DATA
        mov word [BASE + TSS + 102], 104       ; no map of ports: all are refused
        lgdt [gdt_pointer]
        lidt [idt_pointer]
        jmp CODE:own_segments

own_segments:
        mov eax, DATA
        mov ds, eax
        mov es, eax
        mov ss, eax
        mov eax, TASK
        ltr ax
        xor eax, eax
        lldt ax                         ; no selector leads into a local table
        mov esp, BASE + STACK_TOP - FRAME_BYTES
        mov ecx, 0x42454749             ; begin
        mov edx, next_directory
        mov esi, the_end
        mov edi, answered
        mov eax, esp
        jmp ask

; One entry for each vector, all of one size.
ENTRY_BYTES equ 16
%macro entry 2
        %if %2
        nop
        %else
        push 0
        %endif
        push %1
        jmp common
        align ENTRY_BYTES, nop
%endmacro

        align ENTRY_BYTES, nop
entries:
%assign vector 0
%rep VECTORS
        %assign coded ((vector = 8) | ((vector >= 10) & (vector <= 14)) | (vector = 17))
        entry vector, coded
        %assign vector vector + 1
%endrep

common:
        pushad
        push ds
        push es
        push fs
        push gs
        mov eax, DATA
        mov ds, eax
        xor ecx, ecx
        mov eax, esp
ask:    out PORT, eax                   ; here the hypervisor does what has to be done
        mov eax, [next_directory]
        mov cr3, eax
        pop gs
        pop fs
        pop es
        pop ds
        popad
        add esp, 8                      ; vector and error code
to_guest:
        iretd

; Code that somebody has put beside this, at BASE + 0x4000, is asked first whenever a guest's
; kernel was refused. Its EBX leads to the guest's registers, as they were pushed above. It
; returns 1 in EAX when it has done what the guest wanted, and 0 when that is nothing for it.
answered:
        mov edx, eax
        mov ecx, 0x414E5357
        mov esp, BASE + STACK_TOP - FRAME_BYTES
        mov eax, esp
        jmp ask

the_end:
        cli
        hlt

next_directory: dd 0

        align 8
own_descriptors:
        dq 0x00CF9A000000FFFF           ; code
        dq 0x00CF92000000FFFF           ; data
        dq 0xFF0089C019000067           ; the task state at BASE + TSS
gdt_pointer:
        dw TASK + 7
        dd BASE + GDT
idt_pointer:
        dw 8 * VECTORS - 1
        dd BASE + IDT
early_gdt:
        dq 0
        dq 0x00CF9A000000FFFF
        dq 0x00CF92000000FFFF
early_gdt_pointer:
        dw 23
        dd early_gdt - BASE
