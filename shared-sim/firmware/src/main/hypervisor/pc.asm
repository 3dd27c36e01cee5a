; What of the hypervisor under a whole PC is real code: how it takes the processor, the way into the
; guest, and where the processor comes when the guest is left. The rest is behind the port.
;
; The hypervisor has memory behind the guest's, and sees it at BASE. Its first instructions are
; copied to START as well, where a boot loader would have left them: the processor begins there in
; real mode. Before the guest is entered they are gone, and its memory is as at power-on.

PORT        equ 0xE0
BASE        equ 0xFFC00000        ; the hypervisor's memory lies from here on
START       equ 0x3000
TSS         equ 0x1900
STACK_TOP   equ 0x7000
DIRECTORY   equ 0xA000
REGION      equ 0xC000            ; for VMXON
VMCS        equ 0xD000
REGISTERS   equ 0xF000            ; a bit for each model-specific register that is kept from the guest
FRAME_BYTES equ 36

bits 16
org BASE + START
        jmp short begin
        align 4, db 0
place:  dd 0                            ; physical address of the hypervisor's memory, filled in
descriptors:
        dq 0
        dq 0x00CF9A000000FFFF           ; code
        dq 0x00CF92000000FFFF           ; data
        dq 0xFF0089C019000067           ; the task state at BASE + TSS
early_pointer:
        dw 31
        dd descriptors - BASE

begin:  cli
        o32 lgdt [early_pointer - BASE]
        mov eax, [place - BASE]
        add eax, DIRECTORY
        mov cr3, eax
        mov eax, 0x2010                 ; CR4: VMXE, PSE
        mov cr4, eax
        mov eax, cr0
        or eax, 0x80010021              ; PG, WP, NE, PE; the caches stay as they are
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
        mov [BASE + VMCS], eax
        mov ebp, [place]
        lea eax, [ebp + REGION]
        mov [region], eax
        lea eax, [ebp + VMCS]
        mov [next], eax
        vmxon [region]
        jbe the_end
        vmclear [next]
        vmptrld [next]
        mov esi, fields
        mov ecx, (fields_end - fields) / 8
field:  lodsd
        mov edx, eax
        lodsd
        vmwrite edx, eax
        jbe the_end
        loop field
        mov edx, 0x6C02                 ; the host's CR3
        lea eax, [ebp + DIRECTORY]
        vmwrite edx, eax
        mov edx, 0x2004
        lea eax, [ebp + REGISTERS]
        vmwrite edx, eax
        sub esp, FRAME_BYTES
        mov ebx, ask                    ; where the hypervisor is called from
        mov edx, way
        mov ecx, 0x42454749             ; begin
        mov eax, esp
        jmp ask

; The processor comes here when the guest is left: only its general registers are still in it.
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
next:   dd 0, 0                         ; the guest's VMCS
way:    dd 0                            ; 0 for the first time, 1 later, 2 when it runs no more
        dd 0
region: dd 0, 0
descriptors_pointer:
        dw 31
        dd descriptors
        align 4, db 0

; Encoding and value of the fields that are not 0 and not filled in.
fields:
        dd 0x4000, 0x00000017           ; pin-based: external interrupts
        dd 0x4002, 0x950071F2           ; HLT, RDTSC, ports, MSR bitmaps, secondary controls
        dd 0x401E, 0x00000082           ; EPT, unrestricted guest
        dd 0x400C, 0x003FEDFF           ; on exit: acknowledge the interrupt, PAT and EFER
        dd 0x4012, 0x0000D1FF           ; on entry: PAT and EFER
        dd 0x2800, -1, 0x2801, -1       ; no shadow VMCS
        ; the host
        dd 0x6C00, 0x80010031, 0x6C04, 0x2010
        dd 0x6C14, BASE + STACK_TOP
        dd 0x6C16, left
        dd 0x0C00, 16, 0x0C02, 8, 0x0C04, 16, 0x0C06, 16, 0x0C0C, 24
        dd 0x6C0A, BASE + TSS
        dd 0x6C0C, descriptors
        dd 0x2C00, 0x00070406, 0x2C01, 0x00070406
        ; the guest: NE, CD and NW of CR0 and VMXE of CR4 are not its own
        dd 0x6000, 0x60000020
        dd 0x6002, 0x00002000
fields_end:
