; first.asm: all that there is in this machine.
bits 16
org  0x7C00

    mov  al, 'H'      ; AL holds an H
print:
    out  0xE9, al     ; print AL
    inc  al           ; the next letter
    cmp  al, 'J'      ; is it a J?
    jne  print        ; no: go back

    mov  sp, 0x8000   ; an empty pile
    push 'a'          ; lay a on it,
    push 'b'          ; then b
take:
    pop  ax           ; take one off
    out  0xE9, al
    pop  ax           ; take the other
    out  0xE9, al
    hlt               ; stop
