; What of the hypervisor that translates a PC's kernel is real code: how it takes the processor, the
; way in from the guest, and the way back. The rest is behind the port.
;
; The hypervisor has memory behind the guest's, and sees it at BASE. Its first instructions are
; copied to START as well, where a boot loader would have left them: the processor begins there in
; real mode. Before the guest begins they are gone, and its memory is as at power-on.

PORT        equ 0xE0
BASE        equ 0xFFC00000        ; the hypervisor's memory lies from here on
START       equ 0x4000
GDT         equ 0x1000            ; the table while translations run; another one is for ring 3
TABLES      equ 0x1000            ; bytes from one to the other
IDT         equ 0x3000
TSS         equ 0x3800
STACK_TOP   equ 0x7000
DIRECTORY   equ 0x8000
CODE        equ 0x800             ; behind what a guest can have
DATA        equ 0x808
TASK        equ 0x810
VECTORS     equ 48
OWN         equ 5                 ; descriptors of the hypervisor's
FRAME_BYTES equ 76

bits 16
org BASE + START
        jmp short begin
        align 4, db 0
place:  dd 0                            ; physical address of the hypervisor's memory, filled in
early_descriptors:
        dq 0
        dq 0x00CF9A000000FFFF           ; code
        dq 0x00CF92000000FFFF           ; data
early_pointer:
        dw 23
        dd early_descriptors - BASE

begin:  cli
        o32 lgdt [early_pointer - BASE]
        mov eax, [place - BASE]
        add eax, DIRECTORY
        mov cr3, eax
        mov eax, 0x814                  ; CR4: UMIP, PSE, TSD
        mov cr4, eax
        mov eax, cr0
        or eax, 0x80010021              ; PG, WP, NE, PE; the caches stay as they are
        mov cr0, eax
        jmp dword 8:protected

bits 32
protected:
        mov eax, 16
        mov ds, eax
        mov es, eax
        cld
        mov esi, own_descriptors        ; behind the guest's, in both tables
        mov edi, BASE + GDT + CODE
        mov ecx, 2 * OWN
        rep movsd
        mov esi, own_descriptors
        mov edi, BASE + GDT + TABLES + CODE
        mov ecx, 2 * OWN
        rep movsd
        mov edi, BASE + IDT             ; gates: all of them for ring 0 alone, but for one
        mov eax, entries
        mov ecx, VECTORS
gate:   mov [edi], ax
        mov word [edi + 2], CODE
        mov word [edi + 4], 0x8E00
        mov word [edi + 6], BASE >> 16
        add eax, ENTRY_BYTES
        add edi, 8
        loop gate
        mov byte [BASE + IDT + 8 * 0x21 + 5], 0xAE      ; translations call by it from ring 1
        mov dword [BASE + TSS + 4], BASE + STACK_TOP
        mov dword [BASE + TSS + 8], DATA
        mov word [BASE + TSS + 102], 104       ; no map of ports: all are refused
        lgdt [table]
        lidt [gates]
        jmp CODE:own_segments

own_segments:
        mov eax, DATA
        mov ds, eax
        mov es, eax
        mov ss, eax
        mov eax, TASK
        ltr ax
        xor eax, eax
        lldt ax
        mov esp, BASE + STACK_TOP - FRAME_BYTES
        mov ecx, 0x42454749             ; begin
        mov ebx, ask                    ; where the hypervisor is called from
        mov edx, control
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
        cmp dword [renew], 0
        je same
        mov eax, [control]
        mov cr0, eax
        mov eax, [directory]
        mov cr3, eax
        lgdt [table]
same:
        pop gs
        pop fs
        pop es
        pop ds
        popad
        add esp, 8                      ; vector and error code
        iretd

        align 128, db 0                 ; away from code, since it is written often
control:
        dd 0                            ; CR0 and CR3 for the guest
directory:
        dd 0
renew:  dd 0                            ; whether they, or the tables, are others than last time
table:  dw CODE + 8 * OWN - 1            ; the table of descriptors for it
        dd BASE + GDT
        align 8, db 0
gates:  dw 8 * VECTORS - 1
        dd BASE + IDT
        align 8, db 0
own_descriptors:
        dq 0x00CF9A000000FFFF           ; code
        dq 0x00CF92000000FFFF           ; data
        dq 0xFF0089C038000067           ; the task state at BASE + TSS
        dq 0xFFC0B9D0000001FF           ; translations: 2 MiB from BASE + 100000h, for ring 1
        dq 0xFF48B3C0C0003FFF           ; what they work on, from BASE + C000h
