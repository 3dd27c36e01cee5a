; The program that tries one case after another and tells on port E9 how each ended.
;
; It runs in ring 0 of flat 32-bit protected mode at 0x100000. Before each case it restores the
; tables and stacks (the ranges below) from their pristine copy, applies the case's patches, loads
; registers and enters the case's code by IRET. Every vector leads back here: the handler prints one
; line with vector, error code, where the case was, its segments, and a sum over those ranges.
;
; nasm -f bin -o monitor.bin monitor.asm
;
; With -DSYSTEM the cases have control and debug registers, too, may be entered in virtual-8086 mode
; and with paging on. Page tables that map the first megabytes to themselves lie from 0x10000 on.

org 0x100000
bits 32

TABLES      equ 0x1000
GDT         equ 0x1000
IDT         equ 0x1800
CODE        equ 0xA000
STACK_TOP   equ 0x9FF0
PRISTINE    equ 0x101000
CASES       equ 0x108000

FLAT_CODE   equ 0x08
FLAT_DATA   equ 0x10

        jmp start
        align 4, db 0
count:  dd 0                    ; number of cases, filled in by the builder of the image

start:
        mov esp, STACK_TOP
        mov dword [case], CASES
        mov al, '{'
        out 0xe9, al
%ifdef SYSTEM
        call map_identity
%endif
next:
        sub dword [count], 1
        jb finished
        cld
        mov ebx, ranges
.restore:
        mov edi, [ebx]
        mov ecx, [ebx + 4]
        lea esi, [edi + PRISTINE - TABLES]
        rep movsd
        add ebx, 8
        cmp ebx, ranges_end
        jne .restore
        mov esi, [case]
        lodsd
        mov ecx, eax            ; patches: address and doubleword
        jecxz .patched
.patch: lodsd
        mov edi, eax
        lodsd
        mov [edi], eax
        loop .patch
.patched:
        mov edi, state
        mov ecx, STATE_WORDS
        rep movsd
        mov ecx, [code_words]
        mov edi, CODE
        rep movsd
        mov [case], esi
        mov ax, [case_gdt_limit]
        mov [gdt_register], ax
        mov ax, [case_idt_limit]
        mov [idt_register], ax
        lgdt [gdt_register]
        lidt [idt_register]
        jmp FLAT_CODE:.reloaded
.reloaded:
        lldt [case_ldt]
        ltr [case_tr]
%ifdef SYSTEM
        mov eax, 0xffff0ff0
        mov dr6, eax
        mov eax, [case_dr0]
        mov dr0, eax
        mov eax, [case_dr1]
        mov dr1, eax
        mov eax, [case_dr2]
        mov dr2, eax
        mov eax, [case_dr3]
        mov dr3, eax
        xor eax, eax
        mov cr2, eax
        mov ecx, 0xc0000080     ; EFER
        mov eax, [case_efer]
        xor edx, edx
        wrmsr
        mov eax, [case_cr4]
        mov cr4, eax
        mov eax, [case_cr3]
        mov cr3, eax
        mov eax, [case_cr0]
        mov cr0, eax
        test byte [case_eflags + 2], 2
        jnz .virtual
%endif
        mov es, [case_es]
        mov fs, [case_fs]
        mov gs, [case_gs]
        test byte [case_cs], 3
        jnz .outer
        mov ss, [case_ss]
        mov esp, [case_esp]
        jmp .frame
.outer: mov eax, FLAT_DATA
        mov ss, eax
        mov esp, STACK_TOP
        push dword [case_ss]
        push dword [case_esp]
.frame: push dword [case_eflags]
        push dword [case_cs]
        push dword [case_eip]
%ifdef SYSTEM
        mov eax, [case_dr7]
        mov dr7, eax
%endif
        mov ds, [case_ds]
.registers:
        mov eax, [cs:case_eax]
        mov ecx, [cs:case_ecx]
        mov edx, [cs:case_edx]
        mov ebx, [cs:case_ebx]
        mov ebp, [cs:case_ebp]
        mov esi, [cs:case_esi]
        mov edi, [cs:case_edi]
        iretd

%ifdef SYSTEM
.virtual:
        push dword [case_gs]
        push dword [case_fs]
        push dword [case_ds]
        push dword [case_es]
        push dword [case_ss]
        push dword [case_esp]
        push dword [case_eflags]
        push dword [case_cs]
        push dword [case_eip]
        mov eax, [case_dr7]
        mov dr7, eax
        jmp .registers

map_identity:
        mov edi, 0x10000        ; directory of 32-bit entries
        mov ecx, 0x2800
        xor eax, eax
        rep stosd
        mov dword [0x10000], 0x11067
        mov dword [0x12000], 0x13001
        mov dword [0x13000], 0x14067
        mov eax, 0x67           ; present, writable, user, accessed, dirty
        mov edi, 0x11000
        mov ebx, 0x14000
.page:  stosd
        cmp ebx, 0x15000
        je .narrow
        mov [ebx], eax
        add ebx, 8
.narrow:
        add eax, 0x1000
        cmp edi, 0x12000
        jne .page
        ret
%endif

finished:
        mov al, '}'
        out 0xe9, al
        mov esi, shutdown       ; what Bochs takes as the request to end
        mov dx, 0x8900
        mov ecx, 8
        cld
        rep outsb
        cli
        hlt

; Entered with the vector pushed above error code, if any, and the processor's frame.
caught:
        pushad
        mov eax, ds
        push eax
        mov eax, es
        push eax
        mov eax, fs
        push eax
        mov eax, gs
        push eax
        mov eax, FLAT_DATA
        mov ds, eax
        mov es, eax
        mov ebx, esp
        mov ebp, ss
        lar ecx, ebp
        test ecx, 1 << 22
        jnz .big
        movzx ebx, bx
.big:   mov ss, eax
        mov esp, STACK_TOP
        cld
%ifdef SYSTEM
        mov ecx, cr0
        mov [last_cr0], ecx
        mov ecx, cr3
        mov [last_cr3], ecx
        mov ecx, dr7
        mov [last_dr7], ecx
        mov ecx, 0x400
        mov dr7, ecx
        mov ecx, 0x11           ; paging off, NE clear
        mov cr0, ecx
        xor ecx, ecx
        mov cr4, ecx
%endif
        mov eax, [ebx + 48]
        mov ecx, eax
        call byte_hex
        lea esi, [ebx + 52]
        mov edx, 1 << 8 | 1 << 10 | 1 << 11 | 1 << 12 | 1 << 13 | 1 << 14 | 1 << 17
        cmp ecx, 32
        jae .no_error_code
        bt edx, ecx
        jnc .no_error_code
        call next_dword
.no_error_code:
        mov al, ':'
        out 0xe9, al
        mov edi, [esi + 4]
%ifdef SYSTEM
        test byte [esi + 10], 2
        jz .protected
        mov ecx, 9              ; EIP to GS of virtual-8086 mode
.saved: call next_dword
        loop .saved
        jmp .inner
.protected:
%endif
        call next_dword         ; EIP
        call next_dword         ; CS
        call next_dword         ; EFLAGS
        test edi, 3
        jz .inner
        call next_dword         ; ESP
        call next_dword         ; SS
.inner: mov eax, esi
        call dword_hex          ; the handler's stack, without the frame
        mov eax, ebp
        call dword_hex
        mov esi, ebx
        call next_dword         ; GS
        call next_dword         ; FS
        call next_dword         ; ES
        call next_dword         ; DS
        xor edx, edx
        mov ecx, 8              ; general registers
        call sum
        mov ebx, ranges
.range: mov esi, [ebx]
        mov ecx, [ebx + 4]
        call sum
        add ebx, 8
        cmp ebx, ranges_end
        jne .range
%ifdef SYSTEM
        mov ebx, more_ranges
.more:  mov esi, [ebx]
        mov ecx, [ebx + 4]
        call sum
        add ebx, 8
        cmp ebx, more_ranges_end
        jne .more
        mov eax, [last_cr0]
        call dword_hex
        mov eax, [last_cr3]
        call dword_hex
        mov eax, cr2
        call dword_hex
        mov eax, dr6
        call dword_hex
        mov eax, [last_dr7]
        call dword_hex
%endif
        str eax
        movzx eax, ax
        call add_to_sum
        sldt eax
        movzx eax, ax
        call add_to_sum
        mov eax, edx
        call dword_hex
        mov al, 10
        out 0xe9, al
        jmp next

sum:    lodsd
        call add_to_sum
        loop sum
        ret

add_to_sum:
        rol edx, 1
        add edx, eax
        ret

next_dword:
        lodsd
dword_hex:
        push eax
        shr eax, 16
        call word_hex
        pop eax
word_hex:
        push eax
        shr eax, 8
        call byte_hex
        pop eax
byte_hex:
        push eax
        shr eax, 4
        call digit
        pop eax
digit:  and al, 15
        cmp al, 10
        jb .decimal
        add al, 'a' - '0' - 10
.decimal:
        add al, '0'
        out 0xe9, al
        ret

        align 4, db 0
; What trials use of the memory from 0x1000 to 0x7FFF: address and doublewords.
ranges: dd 0x1000, 0x40         ; GDT
        dd 0x1400, 0x10         ; LDT
        dd 0x1800, 0x80         ; IDT
%ifdef SYSTEM
        dd 0x2000, 0x140        ; four TSSs
%else
        dd 0x2000, 0x24         ; TSS
%endif
        dd 0x3b80, 0x30         ; the trials' stacks, and those that the TSS names
        dd 0x3f00, 0x40
        dd 0x4b80, 0x30
        dd 0x4f00, 0x40
        dd 0x5b80, 0x30
        dd 0x5f00, 0x40
        dd 0x6b80, 0x30
        dd 0x7000, 0x90         ; data
        dd 0x7f80, 0x20
ranges_end:
%ifdef SYSTEM
; What is looked at without being restored: every case that uses it sets it.
more_ranges:
        dd 0x10004, 1           ; directory entry of 0x400000
        dd 0x13010, 2           ; the same with PAE
        dd 0x18000, 2           ; table entries of 0x400000 and 0x401000
        dd 0x19000, 4           ; the same with PAE
        dd 0x20000, 4           ; the page
        dd 0x20ff8, 4           ; its end, and the next page
more_ranges_end:
last_cr0: dd 0
last_cr3: dd 0
last_dr7: dd 0
%endif
case:   dd 0

; One case's state, in the order of the image.
state:
case_eax:    dd 0
case_ecx:    dd 0
case_edx:    dd 0
case_ebx:    dd 0
case_esp:    dd 0
case_ebp:    dd 0
case_esi:    dd 0
case_edi:    dd 0
case_eip:    dd 0
case_eflags: dd 0
case_es:     dd 0
case_cs:     dd 0
case_ss:     dd 0
case_ds:     dd 0
case_fs:     dd 0
case_gs:     dd 0
case_ldt:    dd 0
case_tr:     dd 0
case_gdt_limit: dd 0
case_idt_limit: dd 0
%ifdef SYSTEM
case_cr0:    dd 0
case_cr3:    dd 0
case_cr4:    dd 0
case_efer:   dd 0
case_dr0:    dd 0
case_dr1:    dd 0
case_dr2:    dd 0
case_dr3:    dd 0
case_dr7:    dd 0
%endif
code_words:  dd 0               ; length of the code that follows
STATE_WORDS equ ($ - state) / 4

        align 4, db 0
        dw 0
gdt_register: dw 0
        dd GDT
        dw 0
idt_register: dw 0
        dd IDT
shutdown: db "Shutdown"

; One entry for each vector, sixteen bytes apart.
        times 0x800 - ($ - $$) db 0xcc
%assign vector 0
%rep 64
        push dword vector
        jmp near caught
        align 16, db 0xcc
%assign vector vector + 1
%endrep
