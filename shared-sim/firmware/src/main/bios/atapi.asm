; CD drives: ATA drives that take SCSI commands in packets (ATA/ATAPI-4; MMC).

ATA_PACKET      equ 0xA0
MMC_TEST_READY  equ 0x00
MMC_READ        equ 0x28        ; READ (10)
CD_SECTOR       equ 2048

; Reads what is requested, sectors of 2048 bytes; AH the status.
atapi_read:
        cmp word [Ebda.count], 0
        je .done
        call atapi_clear_packet
        mov byte [Ebda.packet], MMC_READ
        mov eax, [Ebda.lba]
        bswap eax
        mov [Ebda.packet + 2], eax
        mov byte [Ebda.packet + 8], 1           ; a sector at a time
        call atapi_command
        jc .failed
        call request_buffer
        call atapi_data
        jc .failed
        cmp cx, CD_SECTOR
        jne .failed
        call request_advance
        jmp atapi_read
.done:
        mov ah, DISK_OK
        ret
.failed:
        mov ah, DISK_FAILED
        ret

atapi_clear_packet:
        push es
        push ds
        pop es
        xor ax, ax
        mov di, Ebda.packet
        mov cx, 6
        rep stosw
        pop es
        ret

; Waits until the medium can be read; a drive reports that it is new with an error first.
; Carry when there is none.
atapi_ready:
        mov cx, 8
.try:
        push cx
        call atapi_clear_packet
        call atapi_command
        jc .again
        call ata_wait
        jc .again
        pop cx
        clc
        ret
.again:
        mov eax, 50000
        call wait_microseconds
        pop cx
        loop .try
        stc
        ret

; Sends the packet to the Drive at SI. Carry when it does not take it.
atapi_command:
        call ata_select
        mov dx, [si + Drive.control]
        mov al, ATA_NO_INTERRUPT
        out dx, al
        mov dx, [si + Drive.base]
        add dx, ATA_FEATURES
        xor al, al              ; no DMA
        out dx, al
        add dx, ATA_LBA_MID - ATA_FEATURES
        mov al, CD_SECTOR & 0xFF
        out dx, al
        inc dx
        mov al, CD_SECTOR >> 8
        out dx, al
        add dx, ATA_COMMAND - ATA_LBA_HIGH
        mov al, ATA_PACKET
        out dx, al
        call ata_wait
        jc .failed
        test al, ATA_REQUEST
        jz .failed
        mov dx, [si + Drive.base]
        push si
        mov si, Ebda.packet
        mov cx, 6
        rep outsw
        pop si
        clc
        ret
.failed:
        stc
        ret

; Reads what the drive has to ES:DI; CX how many bytes that were.
atapi_data:
        xor bx, bx
.part:
        call ata_wait
        jc .failed
        test al, ATA_REQUEST
        jz .done
        mov dx, [si + Drive.base]
        add dx, ATA_LBA_HIGH
        in al, dx
        mov ah, al
        dec dx
        in al, dx
        mov cx, ax
        add bx, ax
        cmp bx, CD_SECTOR
        ja .failed
        shr cx, 1
        sub dx, ATA_LBA_MID
        rep insw
        jmp .part
.done:
        mov cx, bx
        clc
        ret
.failed:
        stc
        ret
