; kernel.asm: the monastery.
;
; The processor wakes up at 0x7C00 in real mode, where every instruction may do
; everything. This kernel builds the wall (segments), the gates (descriptors in
; two tables) and a stack of its own, then leaves through IRET for ring 3.
; From there the only ways back in are the gates.
;
; Memory:   0x7C00   this kernel, its tables included
;           0x9FF0   top of the kernel's stack
;          0x20000   the program, wall.asm
;          0x23000   top of the program's stack

org 0x7C00

; Selectors: the offset of a descriptor in the GDT, and in the two lowest bits
; the ring that asks (RPL).
KERNEL_CODE   equ 0x08
KERNEL_DATA   equ 0x10
USER_CODE     equ 0x18 + 3
USER_DATA     equ 0x20 + 3
TASK          equ 0x28
CLOSED_CALL   equ 0x38
OPEN_CALL     equ 0x40

; The high word of a gate: present, DPL in bits 13 and 14, type in bits 8 to 12.
INTERRUPT_GATE equ 0x8E00
CALL_GATE      equ 0x8C00
DPL_3          equ 0x6000

KERNEL_STACK  equ 0x9FF0
PROGRAM       equ 0x20000
USER_STACK    equ 0x23000
USER_FLAGS    equ 0x0202            ; IF = 1, IOPL = 0

; ---- Real mode -------------------------------------------------------------

bits 16
boot:
    cli
    xor   ax, ax
    mov   ds, ax
    mov   ss, ax
    mov   sp, 0x7C00
    lgdt  [gdt_pointer]             ; where the segments are described
    lidt  [idt_pointer]             ; where the gates for interrupts are
    mov   eax, cr0
    or    al, 1                     ; PE, protection enable
    mov   cr0, eax
    jmp   KERNEL_CODE:protected     ; CS is loaded: from here on CPL is 0

; ---- Protected mode, ring 0 ------------------------------------------------

bits 32
protected:
    mov   ax, KERNEL_DATA
    mov   ds, ax
    mov   es, ax
    mov   ss, ax
    mov   esp, KERNEL_STACK

    ; The task-state segment: which stack the processor takes when somebody
    ; comes in from an outer ring.
    mov   dword [tss + 4], KERNEL_STACK         ; ESP0
    mov   dword [tss + 8], KERNEL_DATA          ; SS0
    mov   word [tss + 102], tss_end - tss       ; no I/O permission bitmap
    mov   ax, TASK
    ltr   ax

    ; The gates. Each is two words of 32 bits: whom it leads to, and who may
    ; use it. The DPL is the outermost ring that may knock.
    mov   dword [idt + 0x06 * 8],     (KERNEL_CODE << 16) + end_program
    mov   dword [idt + 0x06 * 8 + 4], INTERRUPT_GATE
    mov   dword [idt + 0x0D * 8],     (KERNEL_CODE << 16) + refused
    mov   dword [idt + 0x0D * 8 + 4], INTERRUPT_GATE
    mov   dword [idt + 0x30 * 8],     (KERNEL_CODE << 16) + service
    mov   dword [idt + 0x30 * 8 + 4], INTERRUPT_GATE        ; DPL 0: closed
    mov   dword [gdt + CLOSED_CALL],     (KERNEL_CODE << 16) + call_service
    mov   dword [gdt + CLOSED_CALL + 4], CALL_GATE          ; DPL 0: closed
    mov   dword [gdt + OPEN_CALL],       (KERNEL_CODE << 16) + call_service
    mov   dword [gdt + OPEN_CALL + 4],   CALL_GATE + DPL_3  ; open to ring 3

    ; Leave. IRET takes five words from the stack and believes them.
    mov   ax, USER_DATA
    mov   ds, ax
    mov   es, ax
    push  USER_DATA                 ; SS
    push  USER_STACK                ; ESP
    push  USER_FLAGS                ; EFLAGS
    push  USER_CODE                 ; CS: its two lowest bits will be the CPL
    push  PROGRAM                   ; EIP
    xor   eax, eax
    iret

; ---- What happens behind the gates -----------------------------------------

; Vector 0x30. AL holds a letter for the console; 0 means "I have finished".
service:
    test  al, al
    jz    end_program
    out   0xE9, al                  ; ring 3 may not do this. Here CPL is 0
    iret

; The same service for those who come by a call gate: they go home by a far
; return, not by IRET.
call_service:
    test  al, al
    jz    end_program
    out   0xE9, al
    retf

; Vector 0x0D, general protection: an instruction was refused. The processor
; has pushed SS, ESP, EFLAGS, CS, EIP and an error code on our stack. A refused
; instruction that we know is skipped; any other ends the program. We read
; through CS, because DS still belongs to the program.
refused:
    push  eax
    push  ebx
    mov   ebx, [esp + 12]           ; EIP of the refused instruction
    mov   ax, [cs:ebx]              ; its first two bytes
    and   ax, 0xFDFF
    cmp   ax, 0x200F                ; 0F 20 and 0F 22: MOV from or to CRn
    mov   eax, 3
    je    skip
    movzx eax, byte [cs:ebx]
    movzx eax, byte [cs:lengths + eax]
    test  eax, eax
    jz    end_program
skip:
    add   [esp + 12], eax
    pop   ebx
    pop   eax
    add   esp, 4                    ; the error code: IRET does not expect it
    iret

; With IF = 0 no device wakes the processor again. An interrupt gate has cleared IF
; on the way in; a call gate has not.
end_program:
    cli
    hlt
    jmp   end_program

; Length of an instruction by its first byte, 0 where we do not know it.
lengths:
    times 0x9A - ($ - lengths) db 0
    db    7                         ; 9A call far
    times 0xCD - ($ - lengths) db 0
    db    2                         ; CD int
    times 0xE4 - ($ - lengths) db 0
    db    2, 2, 2, 2                ; E4 to E7 in and out, port in the instruction
    times 0xEA - ($ - lengths) db 0
    db    7                         ; EA jmp far
    times 0xEC - ($ - lengths) db 0
    db    1, 1, 1, 1                ; EC to EF in and out, port in DX
    times 0xF4 - ($ - lengths) db 0
    db    1                         ; F4 hlt
    times 0xFA - ($ - lengths) db 0
    db    1, 1                      ; FA cli, FB sti
    times 0x100 - ($ - lengths) db 0

; ---- Tables ----------------------------------------------------------------

; A descriptor: limit 15:0, base 15:0, base 23:16, access byte, flags and limit
; 19:16, base 31:24. The DPL is in bits 5 and 6 of the access byte.
align 8
gdt:
    dw    0, 0, 0, 0                         ; 0x00 null: never usable
    dw    0xFFFF, 0
    db    0, 0x9A, 0xCF, 0                   ; 0x08 kernel code, DPL 0, 0 to 4 GiB
    dw    0xFFFF, 0
    db    0, 0x92, 0xCF, 0                   ; 0x10 kernel data, DPL 0, 0 to 4 GiB
    dw    0xFFFF, 0
    db    0, 0xF8, 0x42, 0                   ; 0x18 user code, DPL 3, up to 0x2FFFF, execute only
    dw    0xFFFF, 0
    db    0, 0xF6, 0x41, 0                   ; 0x20 user data, DPL 3, grows down: from 0x20000 up,
                                             ;      so no address of the kernel lies inside
    dw    tss_end - tss - 1, tss
    db    0, 0x89, 0, 0                      ; 0x28 task-state segment
    dw    0, 0, 0, 0                         ; 0x30 empty
    dw    0, 0, 0, 0                         ; 0x38 call gate, written above
    dw    0, 0, 0, 0                         ; 0x40 call gate, written above
gdt_end:

; The other gates are written above, by instructions that you can step through.
idt:
    times 0x08 * 8 db 0
    dw    end_program, KERNEL_CODE, INTERRUPT_GATE, 0   ; 0x08 double fault: any fault
                                                        ;      that has no gate of its own
    times 0x28 * 8 db 0                                 ; up to vector 0x30
idt_end:

tss:
    times 104 db 0
tss_end:

gdt_pointer:
    dw    gdt_end - gdt - 1
    dd    gdt
idt_pointer:
    dw    idt_end - idt - 1
    dd    idt
