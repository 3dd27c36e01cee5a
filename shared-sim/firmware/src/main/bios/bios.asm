; The BIOS of the simulated PC.
;
; A BIOS is two programs in one ROM: the power-on self-test, which runs once and
; brings the devices into a known state, and the services, which real-mode software
; calls by software interrupts (IBM PS/2 and PC BIOS Interface Technical Reference;
; Ralf Brown's Interrupt List). Each file holds one device and its service.
;
; The image is 64 KiB. It stands at F0000h, and again below 4 GiB, where the processor
; fetches its first instruction (SDM vol. 3, 9.1.4). Everything runs in segment F000h.

        bits 16
        org 0

ROM_SEGMENT     equ 0xF000
ROM_SIZE        equ 0x10000

%include "bda.inc"
%include "frame.inc"

%include "post.asm"
%include "message.asm"
%include "exception.asm"
%include "pic.asm"
%include "apic.asm"
%include "cmos.asm"
%include "timer.asm"
%include "clock.asm"
%include "keyboard.asm"
%include "keymap.asm"
%include "video.asm"
%include "scroll.asm"
%include "palette.asm"
%include "videomode.asm"
%include "serial.asm"
%include "console.asm"
%include "system.asm"
%include "memory.asm"
%include "disk.asm"
%include "edd.asm"
%include "ata.asm"
%include "atapi.asm"
%include "eltorito.asm"
%include "pci.asm"
%include "mptable.asm"
%include "boot.asm"

; The end of the ROM has three fixed places: the first instruction, the date, and the
; byte that says which model of PC this is (INT 15h, AH=C0h).
        times ROM_SIZE - 16 - ($ - $$) db 0xFF

reset_vector:
        jmp ROM_SEGMENT:power_on
        db "01/01/26"
        db 0
model:  db MODEL_AT
        db 0
