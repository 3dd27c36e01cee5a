; Sieve of Eratosthenes: counts the primes below 100,000, eight times.
%include "begin.inc"
    mov ebp, 8
again:
    mov edi, 0x20000
    mov ecx, 100000 / 4
    mov eax, 0x01010101
    rep stosd
    xor eax, eax
    mov ebx, 2
next:
    cmp byte [0x20000 + ebx], 0
    je composite
    inc eax
    lea edx, [ebx + ebx]
strike:
    cmp edx, 100000
    jae composite
    mov byte [0x20000 + edx], 0
    add edx, ebx
    jmp strike
composite:
    inc ebx
    cmp ebx, 100000
    jb next
    dec ebp
    jnz again
%include "end.inc"
idt:
idt_end:
