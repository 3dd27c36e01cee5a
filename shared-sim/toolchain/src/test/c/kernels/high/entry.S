/* A kernel in the upper half: it turns paging on and jumps to where it is linked. */
#define MAGIC 0x1badb002
#define BASE 0x80000000

        .text
        .p2align 2
        .globl  header
header: .long   MAGIC, 0, -MAGIC

        .globl  entry
entry:
        movl    %cr4, %eax
        orl     $0x10, %eax
        movl    %eax, %cr4
        movl    $(directory - BASE), %eax
        movl    %eax, %cr3
        movl    %cr0, %eax
        orl     $0x80010000, %eax
        movl    %eax, %cr0
        movl    $(stack + 4096), %esp
        movl    $main, %eax
        jmp     *%eax

        .comm   stack, 4096, 4096
