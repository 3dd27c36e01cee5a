; INT 13h: disks by cylinder, head and sector.
;
; DL names the drive: 80h and up are hard disks, E0h is the CD that was booted from, 00h the
; diskette that a CD pretends to have. There are no diskette drives.

FIRST_DISK      equ 0x80
CD_DRIVE        equ 0xE0

DISK_OK         equ 0x00
DISK_BAD_COMMAND equ 0x01
DISK_NOT_FOUND  equ 0x04
DISK_WRITE_PROTECTED equ 0x03
DISK_FAILED     equ 0x20
DISK_NOT_READY  equ 0xAA

disk_service:
        enter_service
        call find_drive
        jc .no_drive
        cmp ah, 0x41
        jae edd_service
        dispatch .table, 0x16, disk_bad_command
.table:
        dw disk_reset, disk_status, disk_read, disk_write
        dw disk_verify, disk_bad_command, disk_bad_command, disk_bad_command
        dw disk_parameters, disk_nothing, disk_bad_command, disk_bad_command
        dw disk_nothing, disk_nothing, disk_bad_command, disk_bad_command
        dw disk_nothing, disk_nothing, disk_bad_command, disk_bad_command
        dw disk_nothing, disk_type
.no_drive:
        cmp ah, 0x00            ; resetting what is not there is no error
        je disk_nothing
        cmp ah, 0x15
        je .no_type
        cmp ah, 0x08
        jne disk_bad_command
        mov byte [bp + Frame.bl], 0
        mov byte [bp + Frame.dl], 0
        jmp disk_bad_command
.no_type:
        mov byte [bp + Frame.ah], 0
        answer_success
        leave_service

disk_bad_command:
        mov ah, DISK_BAD_COMMAND

; The answer with status AH.
disk_answer:
        push BDA_SEGMENT
        pop ds
        mov [Bda.disk_status], ah
        mov [bp + Frame.ah], ah
        test ah, ah
        jnz .failed
        answer_success
        leave_service
.failed:
        answer_failure
        leave_service

disk_nothing:
        mov ah, DISK_OK
        jmp disk_answer

; DS: the extended data area; SI: the Drive that DL names; carry when there is none. The
; diskette of a CD has the Drive of the CD.
find_drive:
        push EBDA_SEGMENT
        pop ds
        push ax
        push bx
        cmp dl, CD_DRIVE
        je .cd
        test dl, dl
        jz .diskette
        mov bl, dl
        sub bl, FIRST_DISK
        jb .none
        cmp bl, [Ebda.disks]
        jae .none
        mov bh, 0
        add bx, bx
        mov si, [bx + Ebda.disk]
        jmp .found
.diskette:
        cmp dword [Ebda.floppy_lba], 0
        je .none
.cd:
        mov si, [Ebda.cd]
        test si, si
        jz .none
.found:
        pop bx
        pop ax
        clc
        ret
.none:
        pop bx
        pop ax
        stc
        ret

; AH=00h
disk_reset:
        cmp byte [si + Drive.kind], DRIVE_DISK
        jne disk_nothing
        call ata_reset
        jmp disk_nothing

; AH=01h: AH the status of the operation before.
disk_status:
        push BDA_SEGMENT
        pop ds
        mov ah, [Bda.disk_status]
        jmp disk_answer

; AH=02h: reads AL sectors from CH, CL, DH to ES:BX.
disk_read:
        call disk_request
        jc disk_answer
        call drive_read
        jmp disk_transferred

; AH=03h
disk_write:
        call disk_request
        jc disk_answer
        call drive_write
disk_transferred:
        mov al, [Ebda.done]
        mov [bp + Frame.al], al
        jmp disk_answer

; AH=04h: whether the sectors are there.
disk_verify:
        call disk_request
        jc disk_answer
        jmp disk_nothing

; AH=08h: the last cylinder, head and sector, and how many disks there are.
disk_parameters:
        cmp dl, CD_DRIVE
        je disk_bad_command
        call geometry           ; AX cylinders, BX heads, CX sectors of a track
        dec ax
        dec bx
        mov [bp + Frame.ch], al
        shl ah, 6
        or ah, cl
        mov [bp + Frame.cl], ah
        mov [bp + Frame.dh], bl
        mov byte [bp + Frame.al], 0
        mov al, [Ebda.disks]
        test dl, dl
        jnz .count
        call floppy_type
        mov [bp + Frame.bl], al
        mov word [bp + Frame.es], ROM_SEGMENT
        mov word [bp + Frame.di], floppy_table
        mov al, 1
.count:
        mov [bp + Frame.dl], al
        mov ah, DISK_OK
        jmp disk_answer

; AH=15h: AH the kind of drive: 1 a diskette, 3 a disk of CX:DX sectors.
disk_type:
        mov ah, 1
        test dl, dl
        jz .answer
        call geometry
        mul bx
        mov bx, dx
        mul cx                  ; DX:AX the lower product; BX times CX above it
        push ax
        push dx
        mov ax, bx
        mul cx
        pop dx
        add dx, ax
        pop ax
        mov [bp + Frame.dx], ax
        mov [bp + Frame.cx], dx
        mov ah, 3
.answer:
        mov [bp + Frame.ah], ah
        answer_success
        leave_service

; AX cylinders, BX heads, CX sectors of a track of the drive DL, whose Drive is at SI.
geometry:
        test dl, dl
        jz .diskette
        mov ax, [si + Drive.cylinders]
        mov bx, [si + Drive.heads]
        mov cx, [si + Drive.track_sectors]
        ret
.diskette:
        movzx ax, byte [Ebda.floppy_tracks]
        movzx bx, byte [Ebda.floppy_heads]
        movzx cx, byte [Ebda.floppy_sectors]
        ret

; Makes the request of the caller's AL, CX, DX, ES:BX. Carry and AH when it is none.
disk_request:
        cmp dl, CD_DRIVE
        je .bad                 ; a CD has no tracks
        movzx ax, byte [bp + Frame.al]
        test ax, ax
        jz .bad
        mov [Ebda.count], ax
        mov word [Ebda.done], 0
        mov ax, [bp + Frame.bx]
        mov [Ebda.buffer], ax
        mov ax, [bp + Frame.es]
        mov [Ebda.buffer + 2], ax
        call geometry
        push ax
        push cx
        mov ax, [bp + Frame.cx]
        xchg al, ah             ; AL: cylinder, AH: its upper bits and the sector
        shr ah, 6
        mov dx, ax              ; the cylinder
        mov al, [bp + Frame.cl]
        and ax, 0x3F            ; the sector, from 1
        pop cx
        pop di
        cmp dx, di
        jae .missing
        cmp ax, cx
        ja .missing
        dec ax
        js .missing
        movzx edi, byte [bp + Frame.dh]
        cmp di, bx
        jae .missing
        movzx eax, ax
        movzx ecx, cx
        movzx ebx, bx
        movzx edx, dx
        imul ebx, edx           ; (cylinder * heads + head) * sectors + sector
        add ebx, edi
        imul ebx, ecx
        add eax, ebx
        mov [Ebda.lba], eax
        mov dl, [bp + Frame.dl]
        clc
        ret
.bad:
        mov ah, DISK_BAD_COMMAND
        stc
        ret
.missing:
        mov ah, DISK_NOT_FOUND
        stc
        ret

; Does the request of the Drive at SI, named DL. AH: the status.
drive_read:
        test dl, dl
        jz floppy_read
        cmp byte [si + Drive.kind], DRIVE_CD
        je atapi_read
        jmp ata_read
drive_write:
        mov ah, DISK_WRITE_PROTECTED
        cmp byte [si + Drive.kind], DRIVE_DISK
        je ata_write
        ret

; ES:DI: where the next sector goes, with DI as small as can be.
request_buffer:
        push ax
        mov di, [Ebda.buffer]
        mov ax, di
        shr ax, 4
        add ax, [Ebda.buffer + 2]
        mov es, ax
        and di, 0x0F
        pop ax
        ret

; The request has gone on by CX bytes, one sector of the drive.
request_advance:
        push ax
        call request_buffer
        mov ax, cx
        shr ax, 4
        mov cx, es
        add ax, cx
        mov [Ebda.buffer + 2], ax
        mov [Ebda.buffer], di
        inc dword [Ebda.lba]
        inc word [Ebda.done]
        dec word [Ebda.count]
        pop ax
        ret
