; guest-a.asm: a kernel that prints four lines, and lets no clock come between.
; It runs on any PC.
;
; It may be changed so that it knows that it is a guest. Then int 0x82 calls the
; hypervisor. EAX has the number of the call, and the result comes back in it:
;   3  prints ECX bytes from address EBX on
;   5  shares two words at address EBX: while the first is 1, no interrupt comes,
;      and the second becomes 1 when one waits. Both are the kernel's to read and
;      write, without a call
;   1  lets interrupts in (EBX 1), or not (0)
bits 32
org  0x7C00

begin_a:
    mov  esp, 0x6000
    mov  edx, 4              ; four lines
line_a:
    cli                      ; let no interrupt in
    mov  esi, text_a
    mov  ecx, 12
print_a:
    lodsb                    ; the next character
    out  0xE9, al
    loop print_a
    sti                      ; let them in again
    dec  edx
    jnz  line_a
    cli
    hlt

text_a:
    db   "hello guest", 10
    align 8
shared_a:
    dd   0, 0
