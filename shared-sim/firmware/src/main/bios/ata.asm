; ATA drives on the two channels, by programmed input and output (ATA/ATAPI-4).

ATA_DATA        equ 0
ATA_FEATURES    equ 1
ATA_COUNT       equ 2           ; of an ATAPI drive: the interrupt reason
ATA_LBA_LOW     equ 3
ATA_LBA_MID     equ 4           ; of an ATAPI drive: bytes to transfer
ATA_LBA_HIGH    equ 5
ATA_DRIVE       equ 6
ATA_STATUS      equ 7
ATA_COMMAND     equ 7

ATA_BUSY        equ 1 << 7
ATA_READY       equ 1 << 6
ATA_REQUEST     equ 1 << 3      ; data can be transferred
ATA_ERROR       equ 1 << 0
ATA_FAULT       equ 1 << 5

ATA_SLAVE       equ 1 << 4
ATA_SELECT      equ 0xA0
ATA_BY_LBA      equ 1 << 6
ATA_NO_INTERRUPT equ 1 << 1     ; in the control register

ATA_READ        equ 0x20
ATA_WRITE       equ 0x30
ATA_IDENTIFY    equ 0xEC
ATAPI_IDENTIFY  equ 0xA1

; Words of the answer to IDENTIFY.
IDENTITY_CYLINDERS equ 2 * 1
IDENTITY_HEADS  equ 2 * 3
IDENTITY_TRACK_SECTORS equ 2 * 6
IDENTITY_SECTORS equ 2 * 60

MOST_CYLINDERS  equ 1024        ; what fits into CX
MOST_SECTORS    equ 128         ; of one command
WAIT_POLLS      equ 0x400000

; Looks for the drives of both channels.
ata_init:
        push EBDA_SEGMENT
        pop ds
        mov si, Ebda.drives
        mov di, .places
.next:
        mov ax, [cs:di]
        mov [si + Drive.base], ax
        mov ax, [cs:di + 2]
        mov [si + Drive.control], ax
        mov al, [cs:di + 4]
        mov [si + Drive.select], al
        push di
        call ata_probe
        pop di
        add si, Drive_size
        add di, 5
        cmp di, .end
        jb .next
        push BDA_SEGMENT
        pop es
        mov al, [Ebda.disks]
        mov [es:Bda.disk_count], al
        ret
.places:
        dw 0x1F0, 0x3F6
        db ATA_SELECT
        dw 0x1F0, 0x3F6
        db ATA_SELECT | ATA_SLAVE
        dw 0x170, 0x376
        db ATA_SELECT
        dw 0x170, 0x376
        db ATA_SELECT | ATA_SLAVE
.end:

; Finds out what the Drive at SI is, and notes it.
ata_probe:
        mov dx, [si + Drive.control]
        mov al, ATA_NO_INTERRUPT
        out dx, al
        call ata_select
        mov dx, [si + Drive.base]
        add dx, ATA_COUNT
        mov al, 0x55            ; registers that keep what is written, or there is nothing
        out dx, al
        inc dx
        mov al, 0xAA
        out dx, al
        in al, dx
        cmp al, 0xAA
        jne .none
        dec dx
        in al, dx
        cmp al, 0x55
        jne .none
        mov al, ATA_IDENTIFY
        call ata_identify
        jnc ata_note_disk
        mov al, ATAPI_IDENTIFY
        call ata_identify
        jnc .cd
.none:
        ret
.cd:
        mov byte [si + Drive.kind], DRIVE_CD
        cmp word [Ebda.cd], 0
        jne .none
        mov [Ebda.cd], si
        ret

; Sends the identifying command AL and reads the answer to the scratch sector. Carry when the
; drive does not know it.
ata_identify:
        push ax
        call ata_select
        pop ax
        mov dx, [si + Drive.base]
        add dx, ATA_COMMAND
        out dx, al
        in al, dx
        test al, al
        jz .unknown             ; no drive at all
        call ata_wait
        jc .unknown
        test al, ATA_REQUEST
        jz .unknown
        push SCRATCH_SEGMENT
        pop es
        xor di, di
        mov dx, [si + Drive.base]
        mov cx, 256
        rep insw
        clc
        ret
.unknown:
        stc
        ret

; Notes a disk: its size, and the geometry by which INT 13h shows it.
ata_note_disk:
        mov byte [si + Drive.kind], DRIVE_DISK
        push si
        movzx bx, byte [Ebda.disks]
        inc byte [Ebda.disks]
        add bx, bx
        mov [bx + Ebda.disk], si
        mov eax, [es:IDENTITY_SECTORS]
        mov [si + Drive.sectors], eax
        mov bx, [es:IDENTITY_HEADS]
        mov cx, [es:IDENTITY_TRACK_SECTORS]
        mov dx, [es:IDENTITY_CYLINDERS]
        cmp dx, MOST_CYLINDERS
        jbe .note
        mov cx, 63              ; as many heads as bring the cylinders down
        mov bx, 16
.heads:
        movzx edi, bx
        imul edi, edi, 63 * MOST_CYLINDERS
        cmp eax, edi
        jbe .cylinders
        add bx, bx
        cmp bx, 256
        jb .heads
        mov bx, 255
.cylinders:
        movzx edi, bx
        imul edi, edi, 63
        xor edx, edx
        div edi
        mov dx, MOST_CYLINDERS
        cmp eax, MOST_CYLINDERS
        ja .note
        mov dx, ax
.note:
        mov [si + Drive.cylinders], dx
        mov [si + Drive.heads], bx
        mov [si + Drive.track_sectors], cx
        pop si
        ret

; Selects the Drive at SI; it has 400 ns to answer.
ata_select:
        mov dx, [si + Drive.base]
        add dx, ATA_DRIVE
        mov al, [si + Drive.select]
        out dx, al
        mov dx, [si + Drive.control]
        in al, dx
        in al, dx
        in al, dx
        in al, dx
        ret

; AL: the status once the drive is not busy. Carry when it stays so, or has failed.
ata_wait:
        push ecx
        mov dx, [si + Drive.base]
        add dx, ATA_STATUS
        mov ecx, WAIT_POLLS
.poll:
        in al, dx
        test al, ATA_BUSY
        jz .idle
        dec ecx
        jnz .poll
.failed:
        pop ecx
        stc
        ret
.idle:
        test al, ATA_ERROR | ATA_FAULT
        jnz .failed
        pop ecx
        clc
        ret

; Both drives of a channel begin anew.
ata_reset:
        mov dx, [si + Drive.control]
        mov al, ATA_NO_INTERRUPT | 1 << 2
        out dx, al
        mov eax, 10
        call wait_microseconds
        mov al, ATA_NO_INTERRUPT
        out dx, al
        mov eax, 2000
        call wait_microseconds
        call ata_select
        jmp ata_wait

; The request as a command for up to MOST_SECTORS sectors; AL the command. CX: how many.
; Carry when the drive is not there for it.
ata_begin:
        push ax
        call ata_select
        call ata_wait
        pop ax
        mov ah, al
        mov cx, [Ebda.count]
        cmp cx, MOST_SECTORS
        jbe .count
        mov cx, MOST_SECTORS
.count:
        mov ebx, [Ebda.lba]
        mov dx, [si + Drive.control]
        mov al, ATA_NO_INTERRUPT
        out dx, al
        mov dx, [si + Drive.base]
        add dx, ATA_COUNT
        mov al, cl
        out dx, al
        inc dx
        mov al, bl
        out dx, al
        inc dx
        mov al, bh
        out dx, al
        inc dx
        shr ebx, 16
        mov al, bl
        out dx, al
        inc dx
        mov al, bh
        and al, 0x0F
        or al, [si + Drive.select]
        or al, ATA_BY_LBA
        out dx, al
        inc dx
        mov al, ah
        out dx, al
        ret

; Reads what is requested; AH the status.
ata_read:
        cmp word [Ebda.count], 0
        je .done
        mov al, ATA_READ
        call ata_begin
.sector:
        call ata_wait
        jc .failed
        test al, ATA_REQUEST
        jz .failed
        push cx
        call request_buffer
        mov dx, [si + Drive.base]
        mov cx, 256
        rep insw
        mov cx, 512
        call request_advance
        pop cx
        loop .sector
        jmp ata_read
.done:
        mov ah, DISK_OK
        ret
.failed:
        mov ah, DISK_FAILED
        ret

; Writes what is requested; AH the status.
ata_write:
        cmp word [Ebda.count], 0
        je .done
        mov al, ATA_WRITE
        call ata_begin
.sector:
        call ata_wait
        jc .failed
        test al, ATA_REQUEST
        jz .failed
        push cx
        push si
        push ds
        mov dx, [si + Drive.base]
        call request_buffer
        mov si, di
        push es
        pop ds
        mov cx, 256
        rep outsw
        pop ds
        pop si
        mov cx, 512
        call request_advance
        pop cx
        loop .sector
        call ata_wait
        jc .failed
        jmp ata_write
.done:
        mov ah, DISK_OK
        ret
.failed:
        mov ah, DISK_FAILED
        ret
