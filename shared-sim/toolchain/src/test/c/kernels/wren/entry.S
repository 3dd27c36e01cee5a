#include "asm.h"
#include "memlayout.h"
#include "mmu.h"
#include "param.h"

# A header for loaders that speak multiboot.
.p2align 2
.text
.globl multiboot_header
multiboot_header:
  #define magic 0x1badb002
  #define flags 0
  .long magic
  .long flags
  .long (-magic-flags)

# The loader knows no paging: the entry is a physical address.
.globl _start
_start = V2P_WO(entry)

.globl entry
entry:
  movl    %eax, V2P_WO(bootmagic)
  movl    %cr4, %eax
  orl     $(CR4_PSE), %eax
  movl    %eax, %cr4
  movl    $(V2P_WO(entrypgdir)), %eax
  movl    %eax, %cr3
  movl    %cr0, %eax
  orl     $(CR0_PG|CR0_WP), %eax
  movl    %eax, %cr0
  movl    $(stack + KSTACKSIZE), %esp
  # An indirect jump, so that it goes to the high address.
  mov     $main, %eax
  jmp     *%eax

.comm stack, KSTACKSIZE
.comm bootmagic, 4, 4
