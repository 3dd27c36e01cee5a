; INT 13h, AH=41h and up: disks by sector number (BIOS Enhanced Disk Drive Specification),
; and what El Torito adds for CDs.

EDD_VERSION     equ 0x21
EDD_PACKETS     equ 1 << 0
EDD_LOCKING     equ 1 << 1

; The caller's packet.
struc Packet
.size:          resb 1
                resb 1
.count:         resw 1
.buffer:        resd 1
.lba:           resd 1
.lba_high:      resd 1
endstruc

; What AH=48h fills.
struc Parameters
.size:          resw 1
.flags:         resw 1
.cylinders:     resd 1
.heads:         resd 1
.track_sectors: resd 1
.sectors:       resd 2
.sector_bytes:  resw 1
.end:
endstruc

edd_service:
        test dl, dl
        jz .diskette
        cmp ah, 0x4B
        je eltorito_service
        cmp ah, 0x49
        ja disk_bad_command
        movzx di, ah
        sub di, 0x41
        add di, di
        jmp [cs:di + .table]
.table:
        dw edd_present, edd_read, edd_write, edd_verify
        dw disk_nothing, edd_eject, edd_verify, edd_parameters, edd_changed
.diskette:
        cmp ah, 0x4B
        je eltorito_service
        jmp disk_bad_command

; AH=41h: BX=AA55h, CX what is supported.
edd_present:
        cmp bx, 0x55AA
        jne disk_bad_command
        mov word [bp + Frame.bx], 0xAA55
        mov word [bp + Frame.cx], EDD_PACKETS | EDD_LOCKING
        call disk_done
        mov byte [bp + Frame.ah], EDD_VERSION
        leave_service

; AH=42h: reads what the packet at the caller's DS:SI says.
edd_read:
        call edd_request
        jc disk_answer
        call drive_read
        jmp edd_transferred

; AH=43h
edd_write:
        call edd_request
        jc disk_answer
        call drive_write
edd_transferred:
        mov bx, [Ebda.done]
        mov es, [bp + Frame.ds]
        mov di, [bp + Frame.si]
        mov [es:di + Packet.count], bx
        jmp disk_answer

; AH=44h, 47h: whether the sectors are there.
edd_verify:
        call edd_request
        jc disk_answer
        jmp disk_nothing

; AH=46h: no disk of these comes out while it is used.
edd_eject:
        mov ah, 0xB2            ; not removable
        cmp byte [si + Drive.kind], DRIVE_CD
        jne disk_answer
        jmp disk_nothing

; AH=49h: no medium is ever changed.
edd_changed:
        jmp disk_nothing

; AH=48h: fills the table at the caller's DS:SI.
edd_parameters:
        mov es, [bp + Frame.ds]
        mov di, [bp + Frame.si]
        cmp word [es:di + Parameters.size], Parameters.end
        jb disk_bad_command
        mov word [es:di + Parameters.size], Parameters.end
        xor eax, eax
        mov [es:di + Parameters.sectors + 4], eax
        cmp byte [si + Drive.kind], DRIVE_CD
        je .cd
        mov word [es:di + Parameters.flags], 1 << 1     ; the geometry is right
        mov ax, [si + Drive.cylinders]
        mov [es:di + Parameters.cylinders], eax
        mov ax, [si + Drive.heads]
        mov [es:di + Parameters.heads], eax
        mov ax, [si + Drive.track_sectors]
        mov [es:di + Parameters.track_sectors], eax
        mov eax, [si + Drive.sectors]
        mov [es:di + Parameters.sectors], eax
        mov word [es:di + Parameters.sector_bytes], 512
        jmp disk_nothing
.cd:
        mov word [es:di + Parameters.flags], 1 << 2     ; removable
        dec eax
        mov [es:di + Parameters.cylinders], eax
        mov [es:di + Parameters.heads], eax
        mov [es:di + Parameters.track_sectors], eax
        mov [es:di + Parameters.sectors], eax
        mov [es:di + Parameters.sectors + 4], eax
        mov word [es:di + Parameters.sector_bytes], 2048
        jmp disk_nothing

; Makes the request of the packet. Carry and AH when it is none.
edd_request:
        push es
        mov es, [bp + Frame.ds]
        mov di, [bp + Frame.si]
        cmp byte [es:di + Packet.size], Packet_size
        jb .bad
        cmp dword [es:di + Packet.lba_high], 0
        jne .missing
        mov ax, [es:di + Packet.count]
        mov [Ebda.count], ax
        mov word [Ebda.done], 0
        movzx ebx, ax
        mov eax, [es:di + Packet.buffer]
        mov [Ebda.buffer], eax
        mov eax, [es:di + Packet.lba]
        mov [Ebda.lba], eax
        pop es
        cmp byte [si + Drive.kind], DRIVE_CD
        je .good
        add ebx, eax
        jc .missing_here
        cmp ebx, [si + Drive.sectors]
        ja .missing_here
.good:
        clc
        ret
.bad:
        pop es
        mov ah, DISK_BAD_COMMAND
        stc
        ret
.missing:
        pop es
.missing_here:
        mov ah, DISK_NOT_FOUND
        stc
        ret

; What DISK_ANSWER does for success, without leaving.
disk_done:
        push ds
        push BDA_SEGMENT
        pop ds
        mov byte [Bda.disk_status], DISK_OK
        pop ds
        answer_success
        ret
