; What of the hypervisor is real code on a processor with VT-x: the way into a guest, and where the
; processor comes when a guest is left. The rest is behind the port. The first 64 KiB of physical
; memory are the host's, and are seen at BASE, too. A guest's kernel runs in ring 0 of non-root
; operation; what must not be its own to decide is in its VMCS.

PORT        equ 0xE0
BASE        equ 0xFFC00000        ; the host's things lie from here on
TSS         equ 0x1900
STACK_TOP   equ 0x7000
DIRECTORY   equ 0xA000
REGION      equ 0xC000            ; for VMXON
VMCS_A      equ 0xD000
VMCS_B      equ 0xE000
REGISTERS   equ 0xF000            ; a bit for each model-specific register that is kept from guests
FRAME_BYTES equ 36

bits 16
org BASE + 0x3000
        cli
        mov ebx, ask                    ; where the hypervisor is called from
        mov eax, BASE + STACK_TOP
        out PORT, eax                   ; it makes the page tables
        lgdt [early_pointer - BASE]
        mov eax, DIRECTORY
        mov cr3, eax
        mov eax, 0x2000                 ; CR4.VMXE
        mov cr4, eax
        mov eax, cr0
        or eax, 0x80010021              ; PG, WP, NE, PE
        mov cr0, eax
        jmp dword 8:protected

bits 32
protected:
        mov eax, 16
        mov ds, eax
        mov es, eax
        mov ss, eax
        lgdt [descriptors_pointer]
        mov dword [BASE + TSS + 4], BASE + STACK_TOP
        mov dword [BASE + TSS + 8], 16
        mov eax, 24
        ltr ax
        mov esp, BASE + STACK_TOP
        cld
        mov ecx, 0x3A                   ; IA32_FEATURE_CONTROL: VMXON is allowed, for good
        xor edx, edx
        mov eax, 5
        wrmsr
        mov ecx, 0x480                  ; IA32_VMX_BASIC: what a region begins with
        rdmsr
        mov [BASE + REGION], eax
        mov [BASE + VMCS_A], eax
        mov [BASE + VMCS_B], eax
        vmxon [region]
        jbe the_end
        mov ebx, vmcs_a
        call fill
        mov ebx, vmcs_b
        call fill
        sub esp, FRAME_BYTES
        mov ecx, 0x42454749             ; begin
        mov edx, next
        mov esi, the_end
        mov eax, esp
        jmp ask

; A VMCS as every guest begins with it.
fill:   vmclear [ebx]
        vmptrld [ebx]
        mov esi, fields
        mov ecx, (fields_end - fields) / 8
field:  lodsd
        mov edx, eax
        lodsd
        vmwrite edx, eax
        jbe the_end
        loop field
        ret

; The processor comes here when a guest is left: only its general registers are still in it.
left:   pushad
        mov eax, cr2
        push eax
        xor ecx, ecx
        mov eax, esp
ask:    out PORT, eax                   ; here the hypervisor does what has to be done
        vmptrld [next]
        cmp dword [way], 1
        pop eax
        mov cr2, eax
        popad
        ja the_end
        je again
        vmlaunch
        jmp refused
again:  vmresume

; CF or ZF is set: the entry was not even tried.
refused:
        pushad
        mov eax, cr2
        push eax
        mov ecx, 0x4641494C             ; fail
        mov eax, esp
        jmp ask

the_end:
        cli
        hlt

        align 8, db 0
next:   dd 0, 0                         ; the VMCS of the guest that goes on
way:    dd 0                            ; 0 for its first time, 1 later, 2 when nobody goes on
        dd 0
region: dd REGION, 0
vmcs_a: dd VMCS_A, 0
vmcs_b: dd VMCS_B, 0

descriptors:
        dq 0
        dq 0x00CF9A000000FFFF           ; code
        dq 0x00CF92000000FFFF           ; data
        dq 0xFF0089C019000067           ; the task state at BASE + TSS
descriptors_pointer:
        dw 31
        dd descriptors
early_pointer:
        dw 31
        dd descriptors - BASE

; Encoding and value of the fields that are not 0.
fields:
        dd 0x4000, 0x00000017           ; pin-based: external interrupts
        dd 0x4002, 0x958071F2           ; HLT, RDTSC, MOV DR, ports, MSR bitmaps, secondary controls
        dd 0x401E, 0x00000082           ; EPT, unrestricted guest
        dd 0x400C, 0x003FEDFF           ; on exit: acknowledge the interrupt, PAT and EFER
        dd 0x4012, 0x0000D1FF           ; on entry: PAT and EFER
        dd 0x2004, REGISTERS
        dd 0x2800, -1, 0x2801, -1       ; no shadow VMCS
        ; the host
        dd 0x6C00, 0x80010031, 0x6C02, DIRECTORY, 0x6C04, 0x2000
        dd 0x6C14, BASE + STACK_TOP
        dd 0x6C16, left
        dd 0x0C00, 16, 0x0C02, 8, 0x0C04, 16, 0x0C06, 16, 0x0C0C, 24
        dd 0x6C0A, BASE + TSS
        dd 0x6C0C, descriptors
        dd 0x2C00, 0x00070406, 0x2C01, 0x00070406
        ; the guest: protected mode, flat segments, no paging; NE belongs to the host
        dd 0x6000, 0x00000020, 0x6004, 0x00000011
        dd 0x6800, 0x00000031
        dd 0x6002, 0x00002000           ; as does VMXE
        dd 0x6804, 0x00002000
        dd 0x681A, 0x00000400
        dd 0x6820, 2
        dd 0x2804, 0x00070406, 0x2805, 0x00070406
        dd 0x0800, 16, 0x0802, 8, 0x0804, 16, 0x0806, 16, 0x0808, 16, 0x080A, 16
        dd 0x4800, -1, 0x4802, -1, 0x4804, -1, 0x4806, -1, 0x4808, -1, 0x480A, -1
        dd 0x4814, 0xC093, 0x4816, 0xC09B, 0x4818, 0xC093, 0x481A, 0xC093, 0x481C, 0xC093
        dd 0x481E, 0xC093
        dd 0x480C, 0xFFFF, 0x4820, 0x82         ; LDTR
        dd 0x480E, 0xFFFF, 0x4822, 0x8B         ; TR
        dd 0x4812, 0xFFFF                       ; IDTR
fields_end:
