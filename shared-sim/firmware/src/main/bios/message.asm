; Texts on the screen during the self-test and after a mishap.

; Prints the text at CS:SI, which ends with a zero.
print:
        push ax
        push bx
        push si
.next:
        cs lodsb
        test al, al
        jz .done
        call print_character
        jmp .next
.done:
        pop si
        pop bx
        pop ax
        ret

; Prints the character in AL.
print_character:
        push ax
        push bx
        mov ah, 0x0E
        mov bx, 0x0007
        int 0x10
        pop bx
        pop ax
        ret

; Prints AX, or AL, as hexadecimal digits.
print_hex16:
        xchg al, ah
        call print_hex8
        xchg al, ah
print_hex8:
        push ax
        shr al, 4
        call print_hex4
        pop ax
print_hex4:
        push ax
        and al, 0x0F
        cmp al, 10
        sbb al, 0x69
        das
        call print_character
        pop ax
        ret

; Prints EAX as a decimal number.
print_decimal:
        pushad
        mov ebx, 10
        xor cx, cx
.digit:
        xor edx, edx
        div ebx
        push dx
        inc cx
        test eax, eax
        jnz .digit
.print:
        pop ax
        add al, '0'
        call print_character
        loop .print
        popad
        ret
