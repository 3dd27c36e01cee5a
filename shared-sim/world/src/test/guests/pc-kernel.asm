; A kernel of xv6's shape for a PC: from real mode into protected mode, with pages of 4 MiB, then
; with tables; two programs in ring 3 that the timer takes turns between, system calls, page faults
; that are answered, code that is changed, and words on the serial line. It ends with "done".
bits 16
org 0

%macro port 2
        mov al, %2
        out %1, al
%endmacro

ROM         equ 0xF0000
KERNEL      equ 0x10000                 ; where it copies itself to
HIGH        equ 0x80000000
DIRECTORY   equ 0x8000
TABLE       equ 0x9000
UPPER       equ 0xA000
PROGRAMS    equ 0x30000
STACKS      equ 0x28000
TICKS       equ 10

start:  cli
        cld
        xor ax, ax
        mov ss, ax
        mov sp, 0x7000
        mov ax, 0xF000
        mov ds, ax
        mov ax, KERNEL >> 4
        mov es, ax
        xor si, si
        xor di, di
        mov cx, 0x4000
        rep movsw
        o32 lgdt [cs:early]
        mov eax, cr0
        and eax, 0x1FFFFFFF
        or al, 1
        mov cr0, eax
        jmp dword 8:KERNEL + protected

        align 8, db 0
early_table:
        dq 0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
early:  dw 23
        dd ROM + early_table

bits 32
protected:
        mov eax, 16
        mov ds, eax
        mov es, eax
        mov ss, eax
        mov esp, 0x7000
        mov esi, KERNEL + words_flat
        call say
        ; pages of 4 MiB: the same below, and from HIGH on
        mov dword [DIRECTORY], 0x83
        mov dword [DIRECTORY + 4 * (HIGH >> 22)], 0x83
        mov eax, cr4
        or eax, 0x10
        mov cr4, eax
        mov eax, DIRECTORY
        mov cr3, eax
        mov eax, cr0
        or eax, 0x80010000
        mov cr0, eax
        mov eax, HIGH + KERNEL + upper
        jmp eax
        times 3 nop

; say: ESI at text that ends with 0
say:    push edx
        push eax
        mov dx, 0x3FD
.wait:  in al, dx
        test al, 0x20
        jz .wait
        mov dx, 0x3F8
        mov al, [esi]
        test al, al
        jz .end
        out dx, al
        inc esi
        jmp say.more
.more:  mov dx, 0x3FD
        jmp .wait
.end:   pop eax
        pop edx
        ret

%define at(label) (HIGH + KERNEL + label)

upper:  mov esp, HIGH + 0x7000
        lgdt [at(table_pointer)]
        mov eax, 16
        mov ds, eax
        mov es, eax
        mov ss, eax
        mov eax, 24                     ; FS: a segment that begins at the kernel's own data
        mov fs, eax
        jmp 8:at(next)
next:   mov esi, at(words_large)
        call say
        ; tables: 1 MiB of pages from HIGH on and below, the programs' for ring 3
        mov edi, HIGH + TABLE
        mov eax, 3
        mov ecx, 256
.page:  mov [edi], eax
        add edi, 4
        add eax, 0x1000
        dec ecx
        jnz .page
        mov dword [HIGH + TABLE + 4 * (PROGRAMS >> 12)], PROGRAMS | 5
        mov dword [HIGH + TABLE + 4 * (PROGRAMS >> 12) + 4], PROGRAMS + 0x1000 | 5
        mov dword [HIGH + TABLE + 4 * (STACKS >> 12)], STACKS | 7
        mov dword [HIGH + TABLE + 4 * (STACKS >> 12) + 4], STACKS + 0x1000 | 7
        mov dword [HIGH + DIRECTORY], TABLE | 7
        mov dword [HIGH + DIRECTORY + 4 * (HIGH >> 22)], TABLE | 3
        mov eax, cr3
        mov cr3, eax
        mov esi, at(words_small)
        call say
        ; the programs
        mov esi, at(program)
        mov edi, HIGH + PROGRAMS
        mov ecx, program_end - program
        mov eax, cr0                    ; the page is read-only: not for us now
        and eax, ~0x10000
        mov cr0, eax
        rep movsb
        mov esi, at(program)
        mov edi, HIGH + PROGRAMS + 0x1000
        mov ecx, program_end - program
.copy:  mov al, [esi]
        mov [edi], al
        inc esi
        inc edi
        loop .copy
        mov eax, cr0
        or eax, 0x10000
        mov cr0, eax
        ; gates, the task, the devices
        mov edi, at(gates)
        mov eax, at(unexpected)
        mov ecx, 0x50
.gate:  mov [edi], ax
        mov dword [edi + 2], 0x8E000008
        mov edx, eax
        shr edx, 16
        mov [edi + 6], dx
        add edi, 8
        loop .gate
        mov eax, at(timer)
        mov [at(gates) + 8 * 0x20], ax
        mov eax, at(page_fault)
        mov [at(gates) + 8 * 14], ax
        mov eax, at(divide)
        mov [at(gates) + 8 * 0], ax
        mov eax, at(system_call)
        mov [at(gates) + 8 * 0x40], ax
        mov byte [at(gates) + 8 * 0x40 + 5], 0xEE
        lidt [at(gates_pointer)]
        mov dword [at(task) + 8], 16
        mov ax, 48
        ltr ax
        port 0x20, 0x11
        port 0x21, 0x20
        port 0x21, 4
        port 0x21, 1
        port 0xA1, 0xFF
        port 0x21, 0xFE
        port 0x43, 0x34
        port 0x40, 0x20
        port 0x40, 0x03
        call changing
        call flags
        ; both programs' frames, as an interrupt leaves them
        mov ebx, 0
        call new_program
        mov ebx, 1
        call new_program
        xor ebx, ebx
        jmp resume

; EBX: the number of a program
new_program:
        mov edi, ebx
        shl edi, 8
        add edi, at(frames)
        mov ecx, 12
        xor eax, eax
.zero:  mov [edi + 4 * ecx - 4], eax
        loop .zero
        mov dword [edi], 43             ; DS
        mov eax, ebx
        shl eax, 12
        add eax, PROGRAMS
        mov [edi + 36], eax             ; EIP
        mov dword [edi + 40], 35        ; CS
        mov dword [edi + 44], 0x202
        mov eax, ebx
        shl eax, 12
        add eax, STACKS + 0xF00
        mov [edi + 48], eax
        mov dword [edi + 52], 43
        mov [edi + 20], ebx             ; EBX of the program
        ret

; The program of number EBX goes on.
resume: mov [at(current)], ebx
        mov edi, ebx
        shl edi, 8
        add edi, at(frames)
        lea eax, [edi + 56]
        mov [at(task) + 4], eax
        mov esp, edi
        pop ds
        popad
        iretd

%macro enter_kernel 0
        pushad
        push ds
        push dword 16
        pop ds
        push dword 24                   ; it is taken away where ring 3 begins
        pop fs
%endmacro

timer:  enter_kernel
        port 0x20, 0x20
        inc dword [at(ticks)]
        inc dword [fs:ticks]            ; the same word again
        mov ebx, [at(current)]
        xor ebx, 1
        cmp dword [at(ticks)], 2 * TICKS
        jb resume
        mov esp, HIGH + 0x7000
        mov esi, at(words_done)
        call say
        cli
        hlt

; EAX 0: prints EBX as a letter; 1: a word that is kept
system_call:
        enter_kernel
        cmp eax, 1
        je .keep
        mov dx, 0x3F8
        mov al, bl
        out dx, al
.back:  mov ebx, [at(current)]
        sti                             ; the timer may come here, on the same stack
        nop
        nop
        cli
        jmp resume
.keep:  mov eax, [at(kept)]
        rol eax, 5
        add eax, ebx
        mov [at(kept)], eax
        jmp .back

; A page below 1 MiB that a program has asked for by touching it
page_fault:
        xchg eax, [esp]                 ; the error code
        pop eax
        enter_kernel
        mov eax, cr2
        and eax, 0xFFFFF000
        mov ebx, eax
        shr ebx, 12
        or eax, 7
        mov [HIGH + TABLE + 4 * ebx], eax
        inc dword [at(faults)]
        mov ebx, [at(current)]
        jmp resume

divide: enter_kernel
        mov ebx, [at(current)]
        mov edi, ebx
        shl edi, 8
        add dword [edi + at(frames) + 36], 2
        inc dword [at(faults)]
        jmp resume

unexpected:
        mov esi, at(words_lost)
        call say
        cli
        hlt

; Code that changes itself, and what it was before.
changing:
        xor ebx, ebx
        mov ecx, 5
.again: call .add
        mov al, [at(.add) + 2]
        inc al
        mov [at(.add) + 2], al
        loop .again
        mov [at(kept)], ebx
        ret
.add:   add ebx, 3
        ret

; Flags that ring 1 has otherwise, indirect calls, loops, x87.
flags:  pushfd
        pop eax
        add [at(kept)], eax
        push dword 0x3046
        popfd
        pushfd
        pop eax
        add [at(kept)], eax
        mov ecx, 300
.loop:  mov eax, ecx
        and eax, 3
        call [at(routines) + 4 * eax]
        loop .loop
        push cs
        pop eax
        add [at(kept)], eax
        mov eax, ss
        add [at(kept)], eax
        smsw ax
        add [at(kept)], eax
        sgdt [at(scratch)]
        mov eax, [at(scratch) + 2]
        add [at(kept)], eax
        fninit
        fld1
        fldpi
        faddp st1, st0
        fstp qword [at(scratch)]
        fnsave [at(scratch) + 16]
        push dword 2
        popfd
        ret
first:  add dword [at(kept)], 7
        ret
second: rol dword [at(kept)], 1
        ret
third:  push ebx
        mov ebx, [at(kept)]
        lea ebx, [ebx + 2 * ebx + 1]
        mov [at(kept)], ebx
        pop ebx
        ret
fourth: push eax
        mov eax, [fs:kept]
        xor eax, 0x5A5A5A5A
        mov [fs:kept], eax
        pop eax
        ret 0

        align 4, db 0
routines:
        dd at(first), at(second), at(third), at(fourth)
ticks:  dd 0
current:
        dd 0
kept:   dd 0
faults: dd 0
words_flat:
        db "flat", 10, 0
words_large:
        db "large pages", 10, 0
words_small:
        db "small pages", 10, 0
words_done:
        db 10, "done", 10, 0
words_lost:
        db "unexpected", 10, 0
        align 8, db 0
table:  dq 0
        dq 0x00CF9A000000FFFF           ; 8: code
        dq 0x00CF92000000FFFF           ; 16: data
        dq 0x804092010000FFFF           ; 24: from HIGH + KERNEL on
        dq 0x00CFFA000000FFFF           ; 32: code of ring 3
        dq 0x00CFF2000000FFFF           ; 40: data of ring 3
        dw 103, task - start, 0x8901, 0x8000        ; 48: the task
        dq 0x00CFF2000000FFFF           ; 56: another of ring 3
table_pointer:
        dw 63
        dd at(table)
gates_pointer:
        dw 8 * 0x50 - 1
        dd at(gates)

; A program in ring 3. EBX is its number.
program:
        mov esi, ebx
        mov eax, 43
        mov es, eax
        mov ebp, 1
.round: mov ecx, 200
.work:  lea ebp, [ebp + 4 * ebp + 3]
        mov edx, ebp
        shr edx, 7
        xor ebp, edx
        push ebp
        pop eax
        loop .work
        pushfd
        pop ebx
        mov eax, 1
        int 0x40
        mov ebx, ebp
        mov eax, 1
        int 0x40
        lea ebx, [esi + 'A']
        xor eax, eax
        int 0x40
        mov eax, esi                    ; its own page, at the first time not there
        shl eax, 13
        add eax, 0x40000
        add [eax], ebp
        fld1
        fidiv dword [eax]
        fistp dword [eax + 4]
        mov edi, eax
        mov ecx, 100
        rep stosd
        mov eax, 56 | 3
        mov gs, eax
        mov eax, [gs:0x42000]
        sub esp, 8
        sgdt [esp]
        mov ebx, [esp + 2]
        add esp, 8
        mov eax, 1
        int 0x40
        rdtsc
        mov ebx, eax
        mov eax, 1
        int 0x40
        xor edx, edx
        xor eax, eax
        mov ecx, edx
        div ecx
        jmp .round
program_end:

        align 16, db 0
task:   times 104 db 0
scratch:
        times 160 db 0
frames: times 512 db 0
gates:  times 8 * 0x50 db 0

bits 16                                 ; what follows is where a processor begins
