; rude.asm: wants nobody else to have a turn.
bits 32
org  0x40000

rude:
    hlt                ; stop the processor
    ret
