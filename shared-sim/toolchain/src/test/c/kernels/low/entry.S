/* A kernel at one megabyte, as the Multiboot specification (0.6.96, 3.1) has it begin. */
#define MAGIC 0x1badb002
#define FLAGS 0x00000003

        .section .multiboot, "a"
        .p2align 2
        .long   MAGIC, FLAGS, -(MAGIC + FLAGS)

        .text
        .globl  _start
        .type   _start, @function
_start:
        movl    $stack_top, %esp
        pushl   $0
        popfl
        call    constructors
        call    main
        movb    $0xfe, %al
        outb    %al, $0x64
1:      hlt
        jmp     1b
        .size   _start, . - _start
