; kernel.asm: starts a program, and prints letters for
; it, if the gate is open.

%define KERNEL_STACK 0x9FF0
%define PROGRAM      0x20000
%define USER_STACK   0x23000
%define USER_FLAGS   0x0202
%define SKIP_REFUSED             ; what is refused is skipped
org 0x7C00
%include "kernel.inc"

kernel:
    jmp   leave

; Behind gate 0x30. AL is a letter, or 0.
service:
    test  al, al
    jz    end_program
    out   0xE9, al               ; here the ring is 0
    iret                         ; back to ring 3

align 8
gdt:
    first_segments USER_CODE_LOW, USER_DATA_HIGH
gdt_end:

; The gates, by their numbers. Behind the comma stands what
; kind of gate it is, and the outermost ring that may come.
idt:
    no_gates 0x08
    gate  end_program, INTERRUPT_GATE    ; 0x08, double fault
    no_gates 0x04
    gate  refused, INTERRUPT_GATE        ; 0x0D, refusals
    no_gates 0x22
    gate  service, INTERRUPT_GATE        ; 0x30, ring 0 only
idt_end:
