; Grinds a pseudo-random number through every kind of integer instruction and
; folds results and flags into memory, so that one wrong bit changes the digest.
        org 0x7c00
        bits 16

SUMS    equ 0x1000              ; sixty-four doublewords of results
ROUNDS  equ 4000

start:  cld
        mov sp, 0x7c00
        mov ebp, ROUNDS
        mov eax, SEED

round:  imul eax, eax, 0x19660d
        add eax, 0x3c6ef35f
        push eax
        mov ebx, eax
        rol ebx, 7
        mov ecx, eax
        shr ecx, 5

        adc ebx, ecx
        call fold
        sbb ebx, eax
        call fold
        mul ecx
        xchg eax, ebx
        call fold
        imul ebx, ecx
        call fold
        imul cl
        xor ebx, eax

        and ecx, 0x7fff
        inc ecx
        xor edx, edx
        div ecx
        add ebx, edx
        cdq
        idiv ecx
        sub ebx, edx
        call fold

        mov cl, bl
        rcl ebx, cl
        call fold
        rcr bx, 3
        sar ebx, 2
        shld ebx, eax, cl
        shrd bx, ax, 5
        call fold

        bts ebx, eax
        btr bx, 3
        btc ebx, 17
        bsr edx, ebx
        bsf cx, ax
        bswap ebx
        call fold

        daa
        adc ah, 1
        das
        aaa
        aas
        aam
        aad
        neg al
        not ah
        xor bx, ax
        call fold

        movsx edx, bl
        movzx ecx, bh
        lea edx, [edx + 4*ecx + 0x1234]
        cmp edx, ebx
        setg cl
        cmovb edx, ebx
        xadd edx, ebx
        cmpxchg ecx, edx
        call fold

        mov si, SUMS
        mov di, SUMS + 0x100
        mov cx, 16
        rep movsd
        std
        mov cx, 5
        repe scasb
        cld
        mov cx, 9
        repne cmpsw
        lodsb
        stosw
        call fold

        pop eax
        dec ebp
        jnz round
        mov al, 'k'
        out 0xe9, al
        hlt

; Folds EBX and the flags into one of the sums. Keeps all registers but EDX.
fold:   pushfd
        pop edx
        push esi
        mov esi, ebx
        and esi, 0x3f
        xor [SUMS + 4*esi], ebx
        rol dword [SUMS + 4*esi], 1
        add [SUMS + 4*esi], edx
        pop esi
        ret
