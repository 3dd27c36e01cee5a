/*
 * The first sector of the disk: it loads the sectors behind it, switches to protected mode and
 * calls load_kernel.
 */
#define CODE_SEGMENT 0x08
#define DATA_SEGMENT 0x10

        .section .sector, "ax"
        .code16
        .globl start
start:
        cli
        cld
        xorw    %ax, %ax
        movw    %ax, %ds
        movw    %ax, %es
        movw    %ax, %ss
        movw    $start, %sp
        movw    $packet, %si
        movb    $0x42, %ah
        int     $0x13
        jc      fail
        inb     $0x92, %al
        orb     $2, %al
        andb    $~1, %al
        outb    %al, $0x92
        lgdt    descriptor_table
        movl    %cr0, %eax
        orl     $1, %eax
        movl    %eax, %cr0
        ljmp    $CODE_SEGMENT, $protected

fail:   hlt
        jmp     fail

        .code32
protected:
        movw    $DATA_SEGMENT, %ax
        movw    %ax, %ds
        movw    %ax, %es
        movw    %ax, %ss
        movw    %ax, %fs
        movw    %ax, %gs
        movl    $start, %esp
        call    load_kernel
1:      hlt
        jmp     1b

.macro segment type
        .word   0xffff, 0
        .byte   0, 0x90 | \type, 0xcf, 0
.endm

        .p2align 3
descriptors:
        .quad   0
        segment 0x0a
        segment 0x02
descriptor_table:
        .word   descriptor_table - descriptors - 1
        .long   descriptors

        /* What the BIOS is to read: sectors, to offset and segment, from this sector. */
        .p2align 2
packet: .byte   16, 0
        .word   rest_sectors
        .word   rest_start, 0
        .long   1, 0
