; guest-a.asm: a kernel that asks a thermometer three times, and prints what it gets
bits 32
org  0x7C00

begin_a:
    mov  ecx, 3
measure_a:
    in   al, 0x99            ; the thermometer
    out  0xE9, al            ; the console
    loop measure_a
    cli
    hlt
