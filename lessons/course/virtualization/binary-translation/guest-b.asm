; guest-b.asm: here you translate. What you
; write takes the place of an instruction
; of a kernel, and is put to the test below.
bits 32
org  0x9C00

kept_b equ 0x6A00     ; kept for the guest:
                      ; 0x200 with IF 1, or 0

%macro in_place_of_cli 0
    nop                  ; in the place of cli
%endmacro

%macro in_place_of_popfd 0
    nop                  ; in the place of popfd
%endmacro

begin_b:
    mov  esp, 0x6000
    mov  dword [kept_b], 0x200
    mov  eax, 7
    stc
cli_here:
    in_place_of_cli
cli_behind:
    jnc  failed_b        ; another flag was changed
    cmp  dword [kept_b], 0
    jne  failed_b        ; the kept one was not
    cmp  eax, 7
    jne  failed_b        ; a register was
    mov  al, 'c'
    out  0xE9, al

    mov  dword [kept_b], 0
    mov  eax, 7
    push 0x203           ; flags: IF 1, CF 1
flags_here:
    in_place_of_popfd
flags_behind:
    jnc  failed_b        ; CF was not loaded
    cmp  dword [kept_b], 0x200
    jne  failed_b        ; IF was not kept
    cmp  eax, 7
    jne  failed_b        ; a register was changed
    cmp  esp, 0x6000
    jne  failed_b        ; the stack is not as behind popfd
    push 2               ; flags: IF 0, CF 0
    in_place_of_popfd
    jc   failed_b
    cmp  dword [kept_b], 0
    jne  failed_b
    mov  al, 'p'
    out  0xE9, al
failed_b:
    cli
    hlt
