; How much memory there is, and moving blocks of it beyond the first megabyte.

MEBIBYTE        equ 0x100000

; The types of INT 15h AX=E820h.
USABLE          equ 1
RESERVED        equ 2

memory_init:
        mov word [Bda.memory_kib], BASE_KIB
        mov al, 1
        jmp a20_set

; INT 12h: AX the KiB of conventional memory.
memory_size_service:
        push ds
        push BDA_SEGMENT
        pop ds
        mov ax, [Bda.memory_kib]
        pop ds
        iret

; EAX: the address where memory ends.
memory_end:
        mov al, CMOS_ABOVE_16M
        call cmos_read16
        movzx eax, ax
        test eax, eax
        jz .small
        shl eax, 16
        add eax, 16 * MEBIBYTE
        ret
.small:
        mov al, CMOS_EXTENDED
        call cmos_read16
        movzx eax, ax
        shl eax, 10
        add eax, MEBIBYTE
        ret

; AH=88h: AX the KiB from 1 MiB on. Callers hold more than 15 MiB for what is below a hole.
extended_memory:
        mov al, CMOS_EXTENDED
        call cmos_read16
        mov [bp + Frame.ax], ax
        answer_success
        leave_service

; AX=E801h: AX, CX the KiB from 1 to 16 MiB, BX, DX the 64 KiB units above.
memory_sizes:
        call memory_end
        sub eax, MEBIBYTE
        mov ebx, eax
        sub ebx, 15 * MEBIBYTE
        jae .large
        xor ebx, ebx
        jmp .answer
.large:
        mov eax, 15 * MEBIBYTE
.answer:
        shr eax, 10
        shr ebx, 16
        mov [bp + Frame.ax], ax
        mov [bp + Frame.cx], ax
        mov [bp + Frame.bx], bx
        mov [bp + Frame.dx], bx
        answer_success
        leave_service

; AX=E820h: range EBX of the memory map to ES:DI; EBX gets the next one, 0 after the last.
memory_map:
        cmp edx, 'PAMS'         ; "SMAP", high byte first
        jne system_unsupported
        cmp ecx, 20
        jb system_unsupported
        cmp ebx, RANGE_COUNT
        jae system_unsupported
        imul si, bx, 12
        add si, memory_ranges
        mov es, [bp + Frame.es]
        mov di, [bp + Frame.di]
        cs lodsd                ; base
        mov edx, eax
        stosd
        xor eax, eax
        stosd
        cs lodsd                ; length, 0 for up to the end of memory
        test eax, eax
        jnz .length
        call memory_end
        sub eax, edx
.length:
        stosd
        xor eax, eax
        stosd
        cs lodsd                ; type
        stosd
        inc bx
        cmp bx, RANGE_COUNT
        jb .more
        xor bx, bx
.more:
        movzx ebx, bx
        mov [bp + Frame.ebx], ebx
        mov dword [bp + Frame.ecx], 20
        mov dword [bp + Frame.eax], 'PAMS'
        answer_success
        leave_service

memory_ranges:
        dd 0, BASE_KIB * 1024, USABLE
        dd BASE_KIB * 1024, EBDA_KIB * 1024, RESERVED
        dd 0xF0000, ROM_SIZE, RESERVED
        dd MEBIBYTE, 0, USABLE
        dd IO_APIC, 0x1000, RESERVED
        dd LOCAL_APIC, 0x1000, RESERVED
        dd -ROM_SIZE, ROM_SIZE, RESERVED
RANGE_COUNT     equ ($ - memory_ranges) / 12

; AH=87h: moves CX words. ES:SI is a table of descriptors: the third is of the source, the
; fourth of the destination (SDM vol. 3, 3.4.5). The segments are used by their bases in
; flat segments, whose limit survives the way back to real mode.
move_block:
        cli
        mov es, [bp + Frame.es]
        mov si, [bp + Frame.si]
        mov ebx, [es:si + 0x10 + 2]     ; base, 24 bits, and the access byte
        and ebx, 0x00FFFFFF
        mov dl, [es:si + 0x10 + 7]
        shl edx, 24
        or ebx, edx
        mov edi, [es:si + 0x18 + 2]
        and edi, 0x00FFFFFF
        mov dl, [es:si + 0x18 + 7]
        shl edx, 24
        or edi, edx
        movzx ecx, word [bp + Frame.cx]
        in al, PORT_A20
        push ax
        mov al, 1
        call a20_set
        call flat_data
        mov esi, ebx
        a32 rep movsw
        pop ax
        shr al, 1
        call a20_set
        push BDA_SEGMENT
        pop ds
        mov byte [bp + Frame.ah], 0
        answer_success
        leave_service

; DS and ES to segments with base 0 and limit 4 GiB; the caches are on. EAX is lost.
flat_data:
        lgdt [cs:.gdt_register]
        mov eax, cr0
        and eax, 0x9FFFFFFF
        or al, 1
        mov cr0, eax
        jmp .protected
.protected:
        mov ax, 8
        mov ds, ax
        mov es, ax
        mov eax, cr0
        and al, ~1
        mov cr0, eax
        jmp .real
.real:
        xor ax, ax
        mov ds, ax
        mov es, ax
        ret
        align 8
.gdt:
        dq 0
        dw 0xFFFF, 0
        db 0, 0x93, 0xCF, 0             ; data, writable, 4 GiB
.gdt_register:
        dw $ - .gdt - 1
        dd ROM_SEGMENT * 16 + .gdt
