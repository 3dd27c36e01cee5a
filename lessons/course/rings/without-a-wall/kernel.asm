; kernel.asm: gives three programs their turns, and
; prints Anna's line after each of hers.

%include "rings.inc"   ; are the rings used?

%define KERNEL_STACK 0x18000
org 0x7C00
%include "kernel.inc"

; Data segments, each from an address upwards.
ANNA   equ 0x20 + 3    ; from 0x20000
CLUMSY equ 0x30 + 3    ; from 0x30000
RUDE   equ 0x38 + 3    ; from 0x40000

turns:                 ; where to begin, which data
    dd    0x20000, ANNA
    dd    0x30000, CLUMSY
    dd    0x20000, ANNA
    dd    0x40000, RUDE
    dd    0x20000, ANNA
turns_end:

kernel:
    mov   ebp, turns
turn:
    mov   eax, [ebp]
%if RINGS
    mov   ebx, [ebp + 4]
    lea   ecx, [eax + 0x8000 - 4]    ; its own stack, and on it
    mov   dword [ecx], give_back     ; where RET leads
    push  ebx                        ; SS
    push  ecx                        ; ESP
    push  2                          ; EFLAGS
    push  USER_CODE                  ; CS: ring 3
    push  eax                        ; EIP
    mov   ds, bx
    mov   es, bx
    iret
%else
    call  eax                        ; ring 0, as the kernel
%endif

turn_over:
    mov   ecx, 8
    mov   esi, 0x20010               ; Anna's line
    cmp   dword [ebp], 0x20000       ; was it her turn?
    je    print
next:
    add   ebp, 8
    cmp   ebp, turns_end
    jb    turn
    hlt                              ; all turns are over

print:
    mov   dx, 0xE9
    rep   outsb
    jmp   next

; With the rings on, a program that has ended comes
; in here, through a gate.
give_back:                           ; still ring 3
    int   0x30
entered:
    call  own
    jmp   turn_over

; The processor comes here when it has refused something.
refused:
    call  own
    mov   ecx, 9
    mov   esi, sorry
    jmp   print
own:
    pop   eax                        ; what the program left
    mov   esp, KERNEL_STACK          ; is not needed any more
    mov   bx, KERNEL_DATA
    mov   ds, bx
    mov   es, bx
    jmp   eax
sorry:
    db    "refused. "

align 8
gdt:
%if RINGS
    first_segments 0x44F8, 0x41F6    ; code, and Anna's data
    segment 0x42F6                   ; 0x30, down to its limit 0x2FFFF
    segment 0x43F6                   ; 0x38, down to its limit 0x3FFFF
%else
    first_segments 0, 0              ; the kernel's segments are for all
    segment 0
    segment 0
%endif
gdt_end:

idt:
    no_gates 0x0D
    gate  refused, INTERRUPT_GATE
    no_gates 0x22
%if RINGS
    gate  entered, INTERRUPT_GATE + DPL_3
%else
    no_gates 1
%endif
idt_end:
