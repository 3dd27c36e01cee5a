; guest-a.asm: a kernel that prints four
; lines, and lets no clock come between.
; It runs on any PC. As a guest, it can
; call the hypervisor by int 0x82:
;
; EAX 3  print ECX bytes from EBX on
; EAX 5  share two words of 4 bytes at EBX
;    first word: 1 shuts interrupts out,
;    0 lets them in, without any call
;    second word: 1 when one waits
; EAX 1  let interrupts in (EBX 1) or
;    not (EBX 0)
bits 32
org  0x7C00

begin_a:
    mov  esp, 0x6000
    mov  edx, 4      ; four lines
line_a:
    cli              ; no interrupts
    mov  esi, text_a
    mov  ecx, 12
print_a:
    lodsb            ; next character
    out  0xE9, al
    loop print_a
    sti              ; as before
    dec  edx
    jnz  line_a
    cli
    hlt

text_a:
    db   "hello guest", 10
    align 8
shared_a:
    dd   0, 0
