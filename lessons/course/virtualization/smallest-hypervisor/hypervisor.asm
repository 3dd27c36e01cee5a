; hypervisor.asm: yours. Around it lies
; vtx.inc, with a guest at `guest`.
org 0x7C00
%include "vtx.inc"

; The controls, by encoding and value:
; what the guest may do by itself. Some
; bits must be 1.
controls:
    dd 0x4000, 0           ; pin-based
    dd 0x4002, 0x0401E1F2  ; processor
    dd 0x400C, 0x00036DFF  ; exit
    dd 0x4012, 0x000011FF  ; entry

hypervisor:
; 1: VMXON, with [region]

; 2: VMCLEAR, then VMPTRLD, with [vmcs]

    call fill       ; all its fields
; 3: VMLAUNCH

    jmp  failed     ; it comes back here

; An exit leads here. The general
; registers are still the guest's.
left:
    pushad
    mov  edx, 0x4402     ; the reason
    vmread eax, edx
    cmp  eax, ASKED      ; as expected?
    jne  end
; 4: answer, and go behind it

    popad
; 5: VMRESUME

    jmp  failed
end:
    hlt
