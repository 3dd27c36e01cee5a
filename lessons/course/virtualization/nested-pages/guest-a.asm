; guest-a.asm: a kernel with page tables
; of its own. It looks at four pages, one
; after the other, through one window.
bits 32
org  0x7C00

WINDOW equ 0x40000       ; an address
ENTRY  equ 0x11100       ; its entry
FIRST  equ 0x12003       ; page 0x12000

begin_a:
    mov  esp, 0x6000
    mov  byte [0x12000], 'a'
    mov  byte [0x13000], 'b'
    mov  byte [0x14000], 'c'
    mov  byte [0x15000], 'd'
    mov  dword [0x10000], 0x11003
    mov  edi, 0x11000    ; the table
    mov  eax, 3
    mov  ecx, 18         ; 18 pages are
fill_a:                  ; where they are
    mov  [edi], eax
    add  eax, 0x1000
    add  edi, 4
    loop fill_a
    mov  eax, 0x10000
    mov  cr3, eax        ; the directory
    mov  eax, cr0
    or   eax, 0x80000000
    mov  cr0, eax        ; paging is on
    mov  ebx, FIRST
    mov  ecx, 4
write_a:
    mov  [ENTRY], ebx    ; one entry
behind_a:
    invlpg [WINDOW]      ; the old is void
    mov  al, [WINDOW]
    out  0xE9, al        ; print it
    add  ebx, 0x1000     ; the next page
    loop write_a
    hlt
