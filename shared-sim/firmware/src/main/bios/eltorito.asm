; Booting from a CD (El Torito Bootable CD-ROM Format Specification 1.0).
;
; A CD names a boot catalog, whose first entry says what to load and whether the CD pretends
; to be a diskette. Of a diskette, sectors of 512 bytes are parts of the CD's.

BOOT_RECORD_LBA equ 17

struc BootRecord
.type:          resb 1
.standard:      resb 5          ; "CD001"
.version:       resb 1
.system:        resb 32         ; "EL TORITO SPECIFICATION"
                resb 32
.catalog:       resd 1          ; its sector
endstruc

struc CatalogEntry
.bootable:      resb 1          ; 88h
.media:         resb 1
.segment:       resw 1          ; 0 for 7C0h
.system:        resb 1
                resb 1
.count:         resw 1          ; sectors of 512 bytes to load
.lba:           resd 1
                resb 20
endstruc

CATALOG_KEY     equ 30          ; AA55h in the first entry
BOOTABLE        equ 0x88

MEDIA_NONE      equ 0
MEDIA_1200      equ 1
MEDIA_1440      equ 2
MEDIA_2880      equ 3

; What INT 13h AH=4Bh tells.
struc Specification
.size:          resb 1          ; 13h
.media:         resb 1
.drive:         resb 1
.controller:    resb 1
.lba:           resd 1
.device:        resw 1
.cache:         resw 1
.segment:       resw 1
.count:         resw 1
.geometry:      resb 3
endstruc

; Boots from the CD; comes back when it cannot. DS: the extended data area.
boot_cd:
        mov si, [Ebda.cd]
        test si, si
        jz .cannot
        call atapi_ready
        jc .cannot
        mov eax, BOOT_RECORD_LBA
        call read_scratch
        jc .cannot
        mov di, BootRecord.system
        mov cx, .name_length
        mov bx, .name
.compare:
        mov al, [cs:bx]
        cmp al, [es:di]
        jne .cannot
        inc bx
        inc di
        loop .compare
        mov eax, [es:BootRecord.catalog]
        mov [Ebda.catalog_lba], eax
        call read_scratch
        jc .cannot
        cmp word [es:CATALOG_KEY], 0xAA55
        jne .cannot
        mov di, CatalogEntry_size
        cmp byte [es:di + CatalogEntry.bootable], BOOTABLE
        jne .cannot
        mov al, [es:di + CatalogEntry.media]
        and al, 0x0F
        cmp al, MEDIA_2880
        ja .cannot              ; a disk image
        mov [Ebda.boot_media], al
        mov dx, CD_DRIVE        ; DH is 0: boot sectors take DX for the drive
        cmp al, MEDIA_NONE
        je .load
        call floppy_begin
        xor dx, dx
.load:
        mov bx, [es:di + CatalogEntry.segment]
        test bx, bx
        jnz .segment
        mov bx, BOOT_ADDRESS >> 4
.segment:
        mov word [Ebda.buffer], 0
        mov [Ebda.buffer + 2], bx
        mov eax, [es:di + CatalogEntry.lba]
        mov [Ebda.lba], eax
        mov ax, [es:di + CatalogEntry.count]
        add ax, 3
        shr ax, 2
        mov [Ebda.count], ax
        push dx
        push bx
        call atapi_read
        pop bx
        pop dx
        cmp ah, DISK_OK
        jne .cannot
        cmp bx, BOOT_ADDRESS >> 4
        jne .go
        xor bx, bx              ; the same place, as boot sectors expect it
        push bx
        push word BOOT_ADDRESS
        retf
.go:
        push bx
        push word 0
        retf
.cannot:
        ret
.name:  db "EL TORITO SPECIFICATION"
.name_length equ $ - .name

; Reads the CD's sector EAX to ES:0, the scratch sector. Carry when that fails.
read_scratch:
        mov [Ebda.lba], eax
        mov word [Ebda.count], 1
        mov word [Ebda.buffer], 0
        mov word [Ebda.buffer + 2], SCRATCH_SEGMENT
        call atapi_read
        push SCRATCH_SEGMENT
        pop es
        cmp ah, DISK_OK
        je .good
        stc
.good:
        ret

; From now on drive 0 is the image that the entry at ES:DI names, of media type AL.
floppy_begin:
        mov ebx, [es:di + CatalogEntry.lba]
        mov [Ebda.floppy_lba], ebx
        mov byte [Ebda.floppy_heads], 2
        mov byte [Ebda.floppy_tracks], 80
        mov byte [Ebda.floppy_sectors], 15
        cmp al, MEDIA_1440
        jb .done
        mov byte [Ebda.floppy_sectors], 18
        je .done
        mov byte [Ebda.floppy_sectors], 36
.done:
        push ds
        push BDA_SEGMENT
        pop ds
        or byte [Bda.equipment], 1      ; one diskette drive
        pop ds
        ret

; AL: the type of the diskette drive, as INT 13h AH=08h tells it.
floppy_type:
        push bx
        movzx bx, byte [Ebda.boot_media]
        mov al, [cs:bx + .types]
        pop bx
        ret
.types: db 0, 2, 4, 6

; The parameters of a diskette that nobody will format.
floppy_table:
        db 0xAF, 0x02, 37, 2, 18, 0x1B, 0xFF, 0x6C, 0xF6, 15, 8

; Reads what is requested of the diskette; AH the status.
floppy_read:
        cmp word [Ebda.count], 0
        je .done
        mov eax, [Ebda.lba]
        mov ebx, eax
        shr eax, 2
        add eax, [Ebda.floppy_lba]
        push dword [Ebda.lba]
        push dword [Ebda.buffer]
        push word [Ebda.count]
        push word [Ebda.done]
        push bx
        call read_scratch
        pop bx
        pop word [Ebda.done]
        pop word [Ebda.count]
        pop dword [Ebda.buffer]
        pop dword [Ebda.lba]
        cmp ah, DISK_OK
        jne .failed
        call request_buffer
        push si
        push ds
        and bx, 3
        shl bx, 9
        mov si, bx
        push SCRATCH_SEGMENT
        pop ds
        mov cx, 512 / 2
        rep movsw
        pop ds
        pop si
        mov cx, 512
        call request_advance
        jmp floppy_read
.done:
        mov ah, DISK_OK
        ret
.failed:
        mov ah, DISK_FAILED
        ret

; INT 13h AH=4Bh: AL=0 ends what the CD pretends to be, 1 only tells about it. The caller's
; DS:SI gets a specification.
eltorito_service:
        cmp byte [si + Drive.kind], DRIVE_CD
        jne disk_bad_command
        mov es, [bp + Frame.ds]
        mov di, [bp + Frame.si]
        mov byte [es:di + Specification.size], Specification_size
        mov al, [Ebda.boot_media]
        mov [es:di + Specification.media], al
        mov [es:di + Specification.drive], dl
        mov byte [es:di + Specification.controller], 0
        mov eax, [Ebda.floppy_lba]
        mov [es:di + Specification.lba], eax
        xor eax, eax
        mov [es:di + Specification.device], eax
        mov [es:di + Specification.segment], eax
        mov byte [es:di + Specification.geometry], 79
        mov al, [Ebda.floppy_sectors]
        mov [es:di + Specification.geometry + 1], al
        mov byte [es:di + Specification.geometry + 2], 1
        test byte [bp + Frame.al], 1
        jnz disk_nothing
        mov dword [Ebda.floppy_lba], 0
        jmp disk_nothing
