; driver.asm: it drives the console, and it lives in ring 1.
bits 32
org  0x28000

print:
    out  0xE9, al          ; a letter for the console
    mov  ax, 0x39          ; its own data segment, DPL 1
    mov  ds, ax
try_hlt:
    hlt                    ; stop the processor?
write_book:
    mov  byte [0x80000], 1 ; a book of the kernel
    mov  ax, 0x23
    mov  ds, ax
    retf
