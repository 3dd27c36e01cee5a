; kernel.asm: the monastery of this lesson. It has a clock, and two programs that
; never stop working. Who is refused loses the processor for good.
;
; Memory:   0x7C00   this kernel
;          0x18000   top of the kernel's stack for the first program
;          0x1A000   top of the kernel's stack for the second program
;          0x20000   first.asm     0x23000  top of its stack
;          0x24000   second.asm    0x27000  top of its stack

%define KERNEL_STACK 0x18000       ; for the first program
org 0x7C00
%include "kernel.inc"

STACK_2        equ 0x1A000         ; for the second one
USER_FLAGS     equ 0x0202          ; IF = 1, IOPL = 0

; The interrupt controllers and the timer, by their ports.
PIC            equ 0x20
PIC_MASK       equ 0x21
PIC2           equ 0xA0
PIC2_MASK      equ 0xA1
TIMER          equ 0x40
TIMER_MODE     equ 0x43
END_OF_INTERRUPT equ 0x20

TIMER_VECTOR   equ 0x20
SLICE          equ 300             ; cycles of the timer; here an instruction takes one

kernel:
    ; The timer counts from SLICE down to 1, interrupts, and begins again.
    mov   al, 0x34
    out   TIMER_MODE, al
    mov   al, SLICE & 0xFF
    out   TIMER, al
    mov   al, SLICE >> 8
    out   TIMER, al

    ; Devices interrupt through the controllers. Their sixteen lines become the
    ; vectors 0x20 to 0x2F, and only line 0, the timer, is let through.
    mov   al, 0x11                 ; begin: three more words follow, one by one
    out   PIC, al
    out   PIC2, al
    mov   al, TIMER_VECTOR
    out   PIC_MASK, al
    mov   al, TIMER_VECTOR + 8
    out   PIC2_MASK, al
    mov   al, 4                    ; the second one is at line 2 of the first
    out   PIC_MASK, al
    mov   al, 2
    out   PIC2_MASK, al
    mov   al, 1                    ; as a PC wants it
    out   PIC_MASK, al
    out   PIC2_MASK, al
    mov   al, 0xFE
    out   PIC_MASK, al
    mov   al, 0xFF
    out   PIC2_MASK, al

    ; The second program waits, as if it had been interrupted at its first
    ; instruction.
    mov   esp, STACK_2
    push  USER_DATA                ; SS
    push  0x27000                  ; ESP
    push  USER_FLAGS               ; EFLAGS
    push  USER_CODE                ; CS
    push  0x24000                  ; EIP
    xor   eax, eax
    pusha
    mov   [waiting], esp

    ; The first one goes.
    mov   esp, KERNEL_STACK
    push  USER_DATA
    push  0x23000
    push  USER_FLAGS
    push  USER_CODE
    push  0x20000
    mov   ax, USER_DATA
    mov   ds, ax
    mov   es, ax
    xor   eax, eax
    iret

; ---- What happens behind the gates -----------------------------------------

; Vector 0x20, the timer. DS belongs to the program, so the kernel reaches its
; own memory through SS.
timer:
    pusha
    mov   al, END_OF_INTERRUPT     ; the controller may send the next one
    out   PIC, al
switch:
    cmp   byte [ss:alone], 1
    je    same_again
    xchg  esp, [ss:waiting]        ; one stack is put aside, the other goes on
    mov   eax, [ss:tss + 4]
    xchg  eax, [ss:waiting_top]
    mov   [ss:tss + 4], eax        ; ESP0: the stack for the next entry
same_again:
    popa
back:
    iret

; Vector 0x31: a program gives up the rest of its slice.
yield:
    pusha
    jmp   switch

; Vector 0x0D: a program tried what it may not. It gets no more turns, and the
; other one goes on alone.
refused:
    cmp   byte [ss:alone], 1
    je    end_program
    mov   byte [ss:alone], 1
    mov   esp, [ss:waiting]
    mov   eax, [ss:waiting_top]
    mov   [ss:tss + 4], eax
    popa
    iret

waiting:
    dd    0                        ; ESP of the program that does not run
waiting_top:
    dd    STACK_2                  ; and the top of its stack in the kernel
alone:
    db    0                        ; 1 when only one program is left

; ---- Tables ----------------------------------------------------------------

align 8
gdt:
    first_segments USER_CODE_LOW, USER_DATA_HIGH
gdt_end:

idt:
    no_gates 0x08
    gate  end_program, INTERRUPT_GATE            ; 0x08 double fault
    no_gates 0x04
    gate  refused, INTERRUPT_GATE                ; 0x0D general protection
    no_gates 0x12
    gate  timer, INTERRUPT_GATE                  ; 0x20 the timer
    no_gates 0x10
    gate  yield, INTERRUPT_GATE + DPL_3          ; 0x31 yield
idt_end:
