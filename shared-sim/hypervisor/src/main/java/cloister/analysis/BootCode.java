package cloister.analysis;

import cloister.bus.Memory;
import cloister.cpu.core.Eflags;

/** The program that brings a processor from reset to where an instruction is to be run. */
final class BootCode {
  private static final int SYSENTER_CS = 0x174;
  private static final int POINTERS = Layout.BOOT + 0x400;

  private final Memory memory;
  private final Place place;
  private int at = Layout.BOOT;

  BootCode(Memory memory, Place place) {
    this.memory = memory;
    this.place = place;
  }

  /** Ends with an IRET to {@link Layout#PROLOGUE}; the processor begins in real mode. */
  void write(int cr0, int cr4, boolean interrupts) {
    boolean host = place.home().hasHypervisor();
    pointer(POINTERS, host ? Layout.LAST_OF_HOST : Layout.LAST_OF_GUEST, table(host));
    int vectors = host ? Layout.HOST_IDT : Layout.IDT;
    memory.write16(POINTERS + 8, 0x7FF);
    memory.write32(POINTERS + 10, vectors);
    bytes(0x0F, 0x01, 0x16).word(POINTERS); // lgdt
    bytes(0x0F, 0x01, 0x1E).word(POINTERS + 8); // lidt
    bytes(0x66, 0xB8).dword(cr4).bytes(0x0F, 0x22, 0xE0);
    bytes(0x66, 0xB8).dword(host ? Layout.HOST_PAGES : Layout.PAGES).bytes(0x0F, 0x22, 0xD8);
    bytes(0x66, 0xB8).dword(cr0).bytes(0x0F, 0x22, 0xC0);
    bytes(0x66, 0xEA).dword(at + 6).word(host ? Layout.HOST_CODE : Layout.KERNEL_CODE); // jmp far
    eax(host ? Layout.HOST_LOCAL_TABLE : Layout.LOCAL_TABLE).bytes(0x0F, 0x00, 0xD0); // lldt
    eax(host ? Layout.HOST_TASK_STATE : Layout.TASK_STATE).bytes(0x0F, 0x00, 0xD8); // ltr
    eax(host ? Layout.HOST_DATA : Layout.KERNEL_DATA).bytes(0x8E, 0xD0); // mov ss
    bytes(0xBC).dword(Layout.HOST_STACK);
    if (!host) {
      bytes(0xB9).dword(SYSENTER_CS).bytes(0xBA).dword(0);
      eax(Layout.KERNEL_CODE).bytes(0x0F, 0x30); // wrmsr
    }
    eax(Layout.USER_DATA).bytes(0x8E, 0xD8, 0x8E, 0xC0, 0x8E, 0xE0, 0x8E, 0xE8);
    push(place.stackSelector());
    push(Layout.STACK);
    push(Eflags.RESERVED_ONE | (interrupts ? Eflags.IF : 0));
    push(place.codeSelector());
    push(Layout.PROLOGUE);
    bytes(0xCF); // iretd
  }

  private static int table(boolean host) {
    return host ? Layout.HOST_GDT : Layout.GDT;
  }

  private void pointer(int address, int lastSelector, int base) {
    memory.write16(address, lastSelector + 7);
    memory.write32(address + 2, base);
  }

  private BootCode eax(int value) {
    return bytes(0xB8).dword(value);
  }

  private void push(int value) {
    bytes(0x68).dword(value);
  }

  private BootCode bytes(int... values) {
    for (int value : values) {
      memory.write8(at++, value);
    }
    return this;
  }

  private BootCode word(int value) {
    memory.write16(at, value);
    at += 2;
    return this;
  }

  private BootCode dword(int value) {
    memory.write32(at, value);
    at += 4;
    return this;
  }
}
