; The program that runs one guest after another under VT-x, and tells on port E9 how each was left.
;
; It runs in ring 0 of flat 32-bit protected mode at 0x100000. Before each case it makes host and
; guest anew: tables, VMCS, EPT. A case is: fields of the VMCS (count, then encoding and value),
; words of memory (count, then address and value), how many exits are wanted, bytes of code, and the
; code. Behind each exit it prints what the VMCS says of it, goes on behind the instruction, and
; resumes. A failure to enter is printed with the flags and the VM-instruction error. A case that
; wants no exits is called instead, in VMX root operation; what is printed then is the same.

org 0x100000
bits 32

CASES       equ 0x108000
HOST_GDT    equ 0x200000
HOST_IDT    equ 0x201000
HOST_TSS    equ 0x202000
STACK_TOP   equ 0x204000
HOST_PAGES  equ 0x204000
VMXON_AREA  equ 0x205000
VMCS_AREA   equ 0x206000
PORTS_A     equ 0x207000
PORTS_B     equ 0x208000
REGISTERS   equ 0x209000
GUEST_GDT   equ 0x210000
GUEST_IDT   equ 0x211000
GUEST_TSS   equ 0x212000
GUEST_STACK equ 0x215000
GUEST_PAGES equ 0x216000
GUEST_TABLE equ 0x217000
GUEST_STUBS equ 0x218000
GUEST_CODE  equ 0x220000
GUEST_DATA  equ 0x221000
EPT_4       equ 0x230000
EPT_3       equ 0x231000
EPT_2       equ 0x232000
EPT_1       equ 0x233000
MADE_FROM   equ 0x206000
MADE_TO     equ 0x234000

        jmp start
        align 4, db 0
count:  dd 0                    ; number of cases, filled in by the builder of the image

start:
        cli
        cld
        mov esp, STACK_TOP
        mov al, '{'
        out 0xE9, al
        ; all interrupts of the board off
        mov al, 0xFF
        out 0x21, al
        out 0xA1, al
        ; host: descriptors, task state, pages of 4 MiB
        mov edi, HOST_GDT
        mov ecx, (VMXON_AREA - HOST_GDT) / 4
        xor eax, eax
        rep stosd
        mov esi, host_descriptors
        mov edi, HOST_GDT
        mov ecx, 8
        rep movsd
        lgdt [host_gdt_pointer]
        lidt [host_idt_pointer]
        jmp 0x08:reload
reload: mov eax, 0x10
        mov ds, eax
        mov es, eax
        mov ss, eax
        mov fs, eax
        mov gs, eax
        mov eax, 0x18
        ltr ax
        mov edi, HOST_PAGES
        mov eax, 0x83
host_page:
        stosd
        add eax, 0x400000
        cmp edi, HOST_PAGES + 0x1000
        jb host_page
        mov eax, cr4
        or eax, 0x2010          ; VMXE, PSE
        mov cr4, eax
        mov eax, HOST_PAGES
        mov cr3, eax
        mov eax, cr0
        and eax, 0x9FFFFFFF     ; caches on
        or eax, 0x80010021      ; PG, WP, NE, PE
        mov cr0, eax
        mov ecx, 0x3A
        rdmsr
        test eax, 1
        jnz locked
        mov eax, 5
        xor edx, edx
        wrmsr
locked: mov ecx, 0x480
        rdmsr
        mov [revision], eax
        mov [VMXON_AREA], eax
        vmxon [vmxon_pointer]
        jbe fatal
        mov dword [case], CASES
next:
        sub dword [count], 1
        jb finished
        call make
        mov esi, [case]
        lodsd                   ; fields
        mov ecx, eax
        jecxz fields_done
field:  lodsd
        mov edx, eax
        lodsd
        vmwrite edx, eax
        loop field
fields_done:
        lodsd                   ; words of memory
        mov ecx, eax
        jecxz words_done
word_of_memory:
        lodsd
        mov edi, eax
        lodsd
        mov [edi], eax
        loop word_of_memory
words_done:
        lodsd
        mov [exits], eax
        lodsd
        mov ecx, eax
        mov edi, GUEST_CODE
        rep movsb
        add esi, 3
        and esi, -4
        mov [case], esi
        mov [host_esp], esp
        call load_registers
        cmp dword [exits], 0
        je in_root
        vmlaunch
        jmp failed

in_root:
        call GUEST_CODE
        jmp failed

; All of a guest's registers but ESP.
load_registers:
        mov eax, 0x11111111
        mov ebx, GUEST_DATA
        mov ecx, 0x33333333
        mov edx, 0x44444444
        mov esi, GUEST_DATA + 0x100
        mov edi, GUEST_DATA + 0x200
        mov ebp, 0x77777777
        ret

failed:
        pushfd
        pop eax
        and eax, 0x8D5
        mov esp, [host_esp]
        mov edx, eax
        mov al, 'F'
        out 0xE9, al
        call print
        mov eax, 0x4400
        vmread edx, eax
        call print
        jmp line_end

left:
        mov esp, [host_esp]
        pushad
        mov esi, told
tell:   lodsd
        cmp eax, -1
        je tell_done
        xor edx, edx
        vmread edx, eax
        call print
        jmp tell
tell_done:
        mov edx, [esp + 28]     ; EAX
        call print
        mov edx, cr2
        call print
        mov al, ' '
        out 0xE9, al
        mov eax, 0x4402
        vmread edx, eax
        cmp edx, 64
        jae enough
        bt [resumed], edx       ; of exceptions and the like no length is told
        jnc enough
        sub dword [exits], 1
        jbe enough
        ; behind the instruction
        mov eax, 0x440C
        vmread ecx, eax
        mov eax, 0x681E
        vmread edx, eax
        add edx, ecx
        vmwrite eax, edx
        mov eax, 0x4824         ; nothing is held off any more
        xor edx, edx
        vmwrite eax, edx
        popad
        vmresume
        jmp failed
enough: popad
line_end:
        mov al, 10
        out 0xE9, al
        jmp next

finished:
        mov al, '}'
        out 0xE9, al
        vmxoff
        mov esi, shutdown       ; what Bochs takes as the request to end
        mov dx, 0x8900
        mov ecx, 8
        rep outsb
        cli
        hlt
fatal:  mov al, 'X'
        out 0xE9, al
        jmp finished

; EDX in hexadecimal, and a comma.
print:  push ecx
        push eax
        mov ecx, 8
digit:  rol edx, 4
        mov al, dl
        and al, 15
        cmp al, 10
        jb below
        add al, 'a' - '0' - 10
below:  add al, '0'
        out 0xE9, al
        loop digit
        mov al, ','
        out 0xE9, al
        pop eax
        pop ecx
        ret

; Everything that a case may change, as it begins.
make:
        xor eax, eax
        mov cr2, eax
        mov eax, [vmcs_pointer]
        vmclear [vmcs_pointer]
        mov edi, MADE_FROM
        mov ecx, (MADE_TO - MADE_FROM) / 4
        xor eax, eax
        rep stosd
        mov eax, [revision]
        mov [VMCS_AREA], eax
        vmclear [vmcs_pointer]
        vmptrld [vmcs_pointer]
        mov esi, defaults
        mov ecx, (defaults_end - defaults) / 8
default:
        lodsd
        mov edx, eax
        lodsd
        vmwrite edx, eax
        ja written
        mov al, 'W'
        out 0xE9, al
        call print
written:
        loop default
        ; descriptors of the guest
        mov esi, guest_descriptors
        mov edi, GUEST_GDT
        mov ecx, 14
        rep movsd
        mov dword [GUEST_TSS + 4], GUEST_STACK - 0x800
        mov dword [GUEST_TSS + 8], 0x10
        mov dword [GUEST_TSS + 100], 0x680000
        ; gates: each handler calls the hypervisor with the vector
        mov edi, GUEST_IDT
        mov ebx, GUEST_STUBS
        xor ecx, ecx
gate:   mov [edi], bx
        mov word [edi + 2], 8
        mov word [edi + 4], 0x8E00
        mov edx, ebx
        shr edx, 16
        mov [edi + 6], dx
        mov byte [ebx], 0xB8    ; mov eax, vector
        mov [ebx + 1], ecx
        mov dword [ebx + 5], 0x90C1010F         ; vmcall
        add edi, 8
        add ebx, 16
        inc ecx
        cmp ecx, 64
        jb gate
        ; the guest's pages: the first 4 MiB as they are, user and all
        mov dword [GUEST_PAGES], GUEST_TABLE + 0x67
        mov edi, GUEST_TABLE
        mov eax, 0x67
page:   stosd
        add eax, 0x1000
        cmp eax, 0x400067
        jb page
        ; EPT: 2 MiB of small pages at 2 MiB, large pages elsewhere
        mov dword [EPT_4], EPT_3 + 7
        mov dword [EPT_3], EPT_2 + 7
        mov edi, EPT_2
        mov eax, 0xB7
large:  mov [edi], eax
        mov dword [edi + 4], 0
        add edi, 8
        add eax, 0x200000
        cmp eax, 0x10000B7
        jb large
        mov dword [EPT_2 + 8], EPT_1 + 7
        mov edi, EPT_1
        mov eax, 0x200037
small:  mov [edi], eax
        mov dword [edi + 4], 0
        add edi, 8
        add eax, 0x1000
        cmp eax, 0x400037
        jb small
        ret

shutdown:
        db "Shutdown"
        align 8, db 0
host_descriptors:
        dq 0, 0x00CF9B000000FFFF, 0x00CF93000000FFFF, 0x0000892020000067
guest_descriptors:
        dq 0, 0x00CF9B000000FFFF, 0x00CF93000000FFFF, 0x00008B2120000067
        dq 0x00CFFB000000FFFF, 0x00CFF3000000FFFF, 0x0000892130000067
host_gdt_pointer:
        dw 0x1F
        dd HOST_GDT
host_idt_pointer:
        dw 0x7FF
        dd HOST_IDT
        align 8, db 0
vmxon_pointer:  dd VMXON_AREA, 0
vmcs_pointer:   dd VMCS_AREA, 0
revision:       dd 0
case:           dd 0
exits:          dd 0
host_esp:       dd 0

; A bit for each reason behind which the guest goes on.
resumed: dd 0xFFFFFE00, 0x0040FFFF, 0, 0

; What is told of an exit.
told:   dd 0x4402, 0x6400, 0x4404, 0x4406, 0x4408, 0x440A, 0x440C
        dd 0x681E, 0x6820, 0x681C, 0x4824, 0x4826, 0x6800, 0x6804, 0x0802, 0x4818
        dd 0x640A, 0x2400, 0x440E, -1

defaults:
        dd 0x4000, 0x16
        dd 0x4002, 0x84006172   ; with secondary controls
        dd 0x401E, 0x82         ; EPT, unrestricted
        dd 0x4004, 0
        dd 0x4006, 0
        dd 0x4008, 0
        dd 0x400A, 0
        dd 0x400C, 0x36DFF
        dd 0x4012, 0x11FF
        dd 0x4016, 0
        dd 0x401A, 0
        dd 0x2000, PORTS_A
        dd 0x2002, PORTS_B
        dd 0x2004, REGISTERS
        dd 0x201A, EPT_4 + 0x1E
        dd 0x6000, 0
        dd 0x6002, 0
        dd 0x6004, 0x80000031
        dd 0x6006, 0
        dd 0x2800, -1
        dd 0x2801, -1
        dd 0x2802, 0
        dd 0x6800, 0x80000031
        dd 0x6802, GUEST_PAGES
        dd 0x6804, 0x2000
        dd 0x681A, 0x400
        dd 0x681C, GUEST_STACK
        dd 0x681E, GUEST_CODE
        dd 0x6820, 2
        dd 0x6822, 0
        dd 0x4824, 0
        dd 0x4826, 0
        dd 0x482A, 0
        dd 0x6824, 0
        dd 0x6826, 0
        dd 0x0800, 0x10, 0x0802, 0x08, 0x0804, 0x10, 0x0806, 0x10, 0x0808, 0x10, 0x080A, 0x10
        dd 0x080C, 0, 0x080E, 0x18
        dd 0x6806, 0, 0x6808, 0, 0x680A, 0, 0x680C, 0, 0x680E, 0, 0x6810, 0, 0x6812, 0
        dd 0x6814, GUEST_TSS
        dd 0x4800, -1, 0x4802, -1, 0x4804, -1, 0x4806, -1, 0x4808, -1, 0x480A, -1, 0x480C, 0
        dd 0x480E, 0x67
        dd 0x4814, 0xC093, 0x4816, 0xC09B, 0x4818, 0xC093, 0x481A, 0xC093, 0x481C, 0xC093
        dd 0x481E, 0xC093, 0x4820, 0x10000, 0x4822, 0x8B
        dd 0x6816, GUEST_GDT, 0x4810, 0x37
        dd 0x6818, GUEST_IDT, 0x4812, 0x1FF
        dd 0x6C00, 0x80010031
        dd 0x6C02, HOST_PAGES
        dd 0x6C04, 0x2010
        dd 0x6C14, STACK_TOP - 64
        dd 0x6C16, left
        dd 0x0C00, 0x10, 0x0C02, 0x08, 0x0C04, 0x10, 0x0C06, 0x10, 0x0C08, 0x10, 0x0C0A, 0x10
        dd 0x0C0C, 0x18
        dd 0x6C06, 0, 0x6C08, 0, 0x6C0A, HOST_TSS
        dd 0x6C0C, HOST_GDT, 0x6C0E, HOST_IDT
        dd 0x4C00, 0, 0x6C10, 0, 0x6C12, 0
defaults_end:
