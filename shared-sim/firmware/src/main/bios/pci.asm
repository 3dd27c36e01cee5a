; INT 1Ah, AH=B1h: the PCI bus by configuration mechanism 1 (PCI BIOS Specification 2.1;
; PCI Local Bus Specification 2.1, 3.2.2.3).

PCI_ADDRESS     equ 0xCF8
PCI_DATA        equ 0xCFC
PCI_ENABLE      equ 1 << 31
PCI_VERSION     equ 0x0210
PCI_HEADER_TYPE equ 0x0E
PCI_CLASS       equ 0x08

PCI_OK          equ 0x00
PCI_UNSUPPORTED equ 0x81
PCI_BAD_VENDOR  equ 0x83
PCI_NOT_FOUND   equ 0x86
PCI_BAD_REGISTER equ 0x87

pci_service:
        cmp al, 0x01
        je pci_present
        cmp al, 0x02
        je pci_find_device
        cmp al, 0x03
        je pci_find_class
        cmp al, 0x08
        jb pci_unsupported
        cmp al, 0x0D
        jbe pci_access
pci_unsupported:
        mov ah, PCI_UNSUPPORTED
pci_answer:
        mov [bp + Frame.ah], ah
        test ah, ah
        jnz .failed
        answer_success
        leave_service
.failed:
        answer_failure
        leave_service

; AL=01h: EDX "PCI ", AL the mechanisms, BX the version, CL the last bus.
pci_present:
        mov eax, PCI_ENABLE
        mov dx, PCI_ADDRESS
        out dx, eax
        in eax, dx
        cmp eax, PCI_ENABLE
        jne pci_unsupported
        mov dword [bp + Frame.edx], 'PCI '
        mov byte [bp + Frame.al], 1
        mov word [bp + Frame.bx], PCI_VERSION
        mov byte [bp + Frame.cl], 0
        mov ah, PCI_OK
        jmp pci_answer

; AL=02h: BX the function number SI of those with vendor DX and device CX.
pci_find_device:
        cmp dx, 0xFFFF
        mov ah, PCI_BAD_VENDOR
        je pci_answer
        mov ecx, [bp + Frame.ecx]
        shl ecx, 16
        mov cx, dx              ; as register 0 has it
        mov edx, -1
        mov di, 0
        jmp pci_find

; AL=03h: BX the function number SI of those with the class ECX.
pci_find_class:
        shl ecx, 8
        mov edx, 0xFFFFFF00
        mov di, PCI_CLASS

; Looks for a function whose register DI has ECX in the bits of EDX.
pci_find:
        xor bx, bx
.next:
        call pci_read32
        and eax, edx
        cmp eax, ecx
        jne .other
        test si, si
        jz .found
        dec si
.other:
        inc bx
        cmp bx, 32 * 8          ; the functions of bus 0
        jb .next
        mov ah, PCI_NOT_FOUND
        jmp pci_answer
.found:
        mov [bp + Frame.bx], bx
        mov ah, PCI_OK
        jmp pci_answer

; EAX: register DI of function BX, or all ones.
pci_read32:
        push dx
        call pci_select
        mov dx, PCI_DATA
        in eax, dx
        pop dx
        ret

; Makes the register that holds byte DI of function BX the current one. EAX and DX are lost.
pci_select:
        movzx eax, bx
        shl eax, 8
        mov dx, di
        mov al, dl
        and al, ~3
        or eax, PCI_ENABLE
        mov dx, PCI_ADDRESS
        out dx, eax
        ret

; AL=08h to 0Dh: reads or writes a byte, word or doubleword of register DI of function BX,
; in CL, CX or ECX.
pci_access:
        mov di, [bp + Frame.di]
        mov cl, al
        sub cl, 0x08            ; 0, 1, 2: read; 3, 4, 5: write
        mov ch, cl
        cmp ch, 3
        jb .width
        sub ch, 3
.width:
        mov al, 1               ; bytes, less one, must not be in the address
        xchg ch, cl
        shl al, cl
        xchg ch, cl
        dec al
        mov ah, 0
        test di, ax
        mov ah, PCI_BAD_REGISTER
        jnz pci_answer
        cmp di, 0xFF
        ja pci_answer
        call pci_select
        mov dx, di
        and dx, 3
        add dx, PCI_DATA
        movzx si, cl
        add si, si
        jmp [cs:si + .table]
.table: dw .read8, .read16, .read32, .write8, .write16, .write32
.read8:
        in al, dx
        mov [bp + Frame.cl], al
        jmp .done
.read16:
        in ax, dx
        mov [bp + Frame.cx], ax
        jmp .done
.read32:
        in eax, dx
        mov [bp + Frame.ecx], eax
        jmp .done
.write8:
        mov al, [bp + Frame.cl]
        out dx, al
        jmp .done
.write16:
        mov ax, [bp + Frame.cx]
        out dx, ax
        jmp .done
.write32:
        mov eax, [bp + Frame.ecx]
        out dx, eax
.done:
        mov ah, PCI_OK
        jmp pci_answer
