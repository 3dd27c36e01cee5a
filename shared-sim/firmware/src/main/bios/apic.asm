; The local APIC: the 8259s reach the processor through it (Intel MultiProcessor
; Specification 1.4, 3.6.2.2, virtual wire mode; SDM vol. 3, 10.4 and 10.5).

LOCAL_APIC      equ 0xFEE00000
IO_APIC         equ 0xFEC00000
IO_APIC_ID      equ 1
APIC_SPURIOUS   equ LOCAL_APIC + 0xF0
APIC_LINT0      equ LOCAL_APIC + 0x350
APIC_LINT1      equ LOCAL_APIC + 0x360
APIC_ENABLED    equ 1 << 8
APIC_EXTINT     equ 7 << 8
APIC_NMI        equ 4 << 8
CPUID_APIC      equ 1 << 9

; Lets the master 8259 interrupt through input 0, and the NMI through input 1.
apic_init:
        call has_apic
        jc .none
        call flat_data
        mov dword [dword APIC_SPURIOUS], APIC_ENABLED | 0x0F
        mov dword [dword APIC_LINT0], APIC_EXTINT
        mov dword [dword APIC_LINT1], APIC_NMI
        mov dword [dword IO_APIC], 0    ; its number, as the MP table tells it
        mov dword [dword IO_APIC + 0x10], IO_APIC_ID << 24
        push BDA_SEGMENT
        pop ds
.none:
        ret

; Carry when the processor has no CPUID or no local APIC.
has_apic:
        pushfd
        pop eax
        mov ecx, eax
        xor eax, 1 << 21        ; the flag can be changed when there is CPUID
        push eax
        popfd
        pushfd
        pop eax
        xor eax, ecx
        push ecx
        popfd
        test eax, 1 << 21
        jz .none
        mov eax, 1
        cpuid
        test edx, CPUID_APIC
        jz .none
        clc
        ret
.none:
        stc
        ret
