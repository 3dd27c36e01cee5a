; The kernel's way in and out: real instructions of ring 0. The kernel itself is behind a port: it
; finds a program's registers where they are pushed here, and puts down what is to be done on the
; way out in the words at the end.

BASE      equ 0xC0000000        ; all of memory is seen from here on, in every address space
PLACE      equ 0x8000            ; where this is loaded, and begins in real mode
DIRECTORY equ 0x2000            ; a page directory with the kernel's part alone
STACK     equ BASE + 0x7F00     ; while no program runs
PORT      equ 0xE4

KERNEL_CODE equ 0x60
KERNEL_DATA equ 0x68
TASK_STATE  equ 0x80

        org BASE + PLACE
        bits 16
image:  jmp begin
        align 4, db 0
        dd enter                ; whoever made the board looks here
        dd words
        dd descriptors
        dd task_state
        dd initial_numbers

begin:  cli
        lgdt [first_descriptors - BASE]
        mov eax, cr0
        or al, 1
        mov cr0, eax
        jmp dword KERNEL_CODE:(protected - BASE)

        bits 32
protected:
        mov eax, KERNEL_DATA
        mov ds, eax
        mov es, eax
        mov ss, eax
        mov edi, DIRECTORY
        mov dword [edi], 0x83   ; 4 MiB where they are, until control is above
        mov eax, 0x183          ; present, writable, 4 MiB, global
        mov ecx, 256
        add edi, 4 * 768
.map:   stosd
        add eax, 0x400000
        loop .map
        mov eax, 0x90           ; CR4.PSE and PGE
        mov cr4, eax
        mov eax, DIRECTORY
        mov cr3, eax
        mov eax, cr0
        or eax, 0x80010020      ; PG, WP and NE
        mov cr0, eax
        mov eax, above
        jmp eax
above:  mov dword [BASE + DIRECTORY], 0
        mov eax, DIRECTORY
        mov cr3, eax
        lgdt [descriptor_pointer]
        lidt [gate_pointer]
        mov eax, TASK_STATE
        ltr ax
        mov esp, STACK
        fninit
        xor eax, eax            ; no registers of a program
        mov edx, PORT
        jmp enter

; Entries. Each leaves an error code or a number, and its vector where GS is saved: in the upper
; half of that word.
%macro plain 1
entry_%1:
        push dword -1
        push dword %1 << 16
        jmp common
%endmacro

%macro coded 1
entry_%1:
        push dword %1 << 16
        jmp common
%endmacro

        plain 0
        plain 1
        plain 2
        plain 3
        plain 4
        plain 5
        plain 6
        plain 7
        coded 8
        plain 9
        coded 10
        coded 11
        coded 12
        coded 13
        coded 14
        plain 16
        coded 17
        plain 18
        plain 32
entry_128:
        push eax
        push dword 128 << 16
common: mov [esp], gs
        push fs
        push es
        push ds
        push eax
        push ebp
        push edi
        push esi
        push edx
        push ecx
        push ebx
        mov eax, KERNEL_DATA
        mov ds, eax
        mov es, eax
        cld
        mov eax, esp
        mov edx, PORT
enter:  out dx, eax

; The way out, as the kernel has put it down.
        mov ecx, [fork_numbers]
        test ecx, ecx
        jz .forked
        fnsave [ecx]
        frstor [ecx]
.forked:
        mov ecx, [save_numbers]
        test ecx, ecx
        jz .saved
        fnsave [ecx]
.saved: mov eax, [directory]
        test eax, eax
        jz .same_space
        mov cr3, eax
.same_space:
        mov eax, [stale_page]
        cmp eax, -1
        je .fresh
        invlpg [eax]
.fresh: cmp dword [registers], 0
        je idle
        mov ecx, [restore_numbers]
        call restore
        mov ecx, [copy_numbers]
        test ecx, ecx
        jz .copied
        fnsave [ecx]
.copied:
        mov ecx, [handed_numbers]
        call restore
        mov eax, [stack_top]
        mov [task_state + 4], eax
        mov esp, [registers]
        pop ebx
        pop ecx
        pop edx
        pop esi
        pop edi
        pop ebp
        pop eax
        pop ds
        pop es
        pop fs
        pop gs
        add esp, 4
        iret

restore:
        test ecx, ecx
        jz .nothing
        fninit
        frstor [ecx]
.nothing:
        ret

idle:   mov esp, STACK
.wait:  sti
        hlt
        jmp .wait

; Tables, in lines of their own: to write beside decoded code costs nothing, into its line all of it.
%macro flat 2
        dw 0xffff, 0
        db 0, %1, %2, 0
%endmacro

        align 128, db 0
descriptors:
        times 12 dq 0           ; 6 to 8 are the programs' own
        flat 0x9b, 0xcf      ; 60h: the kernel's code
        flat 0x93, 0xcf      ; 68h: its data
        flat 0xfb, 0xcf      ; 73h: code of programs
        flat 0xf3, 0xcf      ; 7Bh: their data
        dw 103, (task_state - $$ + PLACE) & 0xffff
        db ((task_state - $$ + PLACE) >> 16) & 0xff, 0x89, 0, BASE >> 24
descriptors_end:

first_descriptors:
        dw descriptors_end - descriptors - 1
        dd descriptors - BASE
descriptor_pointer:
        dw descriptors_end - descriptors - 1
        dd descriptors
gate_pointer:
        dw 129 * 8 - 1
        dd gates

%macro gate 2
        dw (%1 - $$ + PLACE) & 0xffff, KERNEL_CODE
        dw %2, BASE >> 16
%endmacro

        align 8, db 0
gates:  gate entry_0, 0x8e00
        gate entry_1, 0x8e00
        gate entry_2, 0x8e00
        gate entry_3, 0xee00
        gate entry_4, 0xee00
        gate entry_5, 0x8e00
        gate entry_6, 0x8e00
        gate entry_7, 0x8e00
        gate entry_8, 0x8e00
        gate entry_9, 0x8e00
        gate entry_10, 0x8e00
        gate entry_11, 0x8e00
        gate entry_12, 0x8e00
        gate entry_13, 0x8e00
        gate entry_14, 0x8e00
        dq 0
        gate entry_16, 0x8e00
        gate entry_17, 0x8e00
        gate entry_18, 0x8e00
        times 13 dq 0
        gate entry_32, 0x8e00
        times 95 dq 0
        gate entry_128, 0xee00

        align 4, db 0
task_state:
        dd 0, STACK, KERNEL_DATA
        times 22 dd 0
        dw 0, 104               ; no port is allowed to programs

; The x87 unit as FNINIT leaves it, in the form of FNSAVE.
initial_numbers:
        dd 0xffff037f, 0xffff0000, 0xffffffff, 0, 0, 0, 0xffff0000
        times 20 dd 0

words:
registers:       dd 0           ; of the program that goes on; 0 for none
directory:       dd 0           ; for CR3, or 0
stale_page:      dd 0           ; an address whose translation is wrong, or -1
stack_top:       dd 0           ; for the next entry
fork_numbers:    dd 0           ; where the x87 unit is copied for a child
save_numbers:    dd 0           ; where it is saved for the task before
restore_numbers: dd 0           ; where the task's are
copy_numbers:    dd 0           ; where a handler's frame wants them
handed_numbers:  dd 0           ; those that a program or the kernel gives it
