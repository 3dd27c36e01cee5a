package cloister.cpu.host;

import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.Ports;
import cloister.cpu.Cpu;
import cloister.cpu.MachineCode;
import cloister.event.Exceptions;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.Arrays;

/**
 * Runs the same programs on our processor. A small ring-0 setup stands for the operating system:
 * each program is entered by IRET and left through an interrupt gate to a HLT of its vector; the
 * frame on the ring-0 stack is the outcome.
 */
final class GuestRunner {
  private static final int GDT = 0x1000;
  private static final int IDT = 0x2000;
  private static final int LDT = 0x3000;
  private static final int TSS = 0x4000;
  private static final int HANDLERS = 0x5000;
  private static final int STACK_TOP = 0x7000;
  private static final int BOOT = 0x7c00;
  private static final int RING0_CODE = 1;
  private static final int RING0_STACK = 2;
  private static final int TSS_INDEX = 8;
  private static final int LDT_INDEX = 10;
  private static final int MAX_STEPS = 300_000;

  private final Memory memory = new Memory(0x13_0000);
  private final Cpu cpu = new Cpu(memory, new OpenPorts(), InterruptLine.NONE);
  private final byte[] beforeIret;
  private int[] data = new int[Layout.DATA_WORDS];

  GuestRunner(NativeRunner host) {
    for (int i = 0; i < 0x10000; i += 4) {
      memory.write32(Layout.CODE_BASE + i, 0xcccccccc);
    }
    globalTable(host);
    localTable();
    interruptTable();
    memory.write32(TSS + 4, STACK_TOP);
    memory.write16(TSS + 8, RING0_STACK << 3);
    memory.write16(TSS + 0x66, 0xffff);
    beforeIret = boot();
  }

  /** The data words that every program finds in memory. */
  void setData(int[] words) {
    data = words;
    for (int i = 0; i < Layout.DATA_WORDS; i++) {
      memory.write32(Layout.DATA_BASE + 4 * i, words[i]);
    }
  }

  /** Puts the data words back after a program was run by hand. */
  void setDataAgain() {
    setData(data);
  }

  Outcome run(Program program) {
    start(program);
    cpu.run(MAX_STEPS);
    return outcome();
  }

  /** Puts the processor at the program's first instruction, in ring 3. */
  void start(Program program) {
    cpu.load(new StateReader(beforeIret));
    int entry = Layout.CODE_BASE + Layout.ENTRY;
    for (int i = 0; i < Layout.MAX_CODE; i++) {
      memory.write8(entry + i, i < program.code().length ? program.code()[i] : 0xcc);
    }
    System.arraycopy(program.general(), 0, cpu.general, 0, 8);
    int[] segments = program.segments();
    for (int register : new int[] {Program.ES, Program.DS, Program.FS, Program.GS}) {
      loadSegment(register, segments[register]);
    }
    int frame = STACK_TOP - 20;
    memory.write32(frame, Layout.ENTRY);
    memory.write32(frame + 4, segments[Program.CS]);
    memory.write32(frame + 8, program.eflags());
    memory.write32(frame + 12, program.general()[4]);
    memory.write32(frame + 16, segments[Program.SS]);
    cpu.general[4] = frame;
    cpu.run(1);
    if (cpu.cpl() != 3) {
      throw new IllegalStateException("IRET refused, vector " + cpu.pendingVector());
    }
  }

  Cpu cpu() {
    return cpu;
  }

  Memory memory() {
    return memory;
  }

  private Outcome outcome() {
    int vector = cpu.halted() ? cpu.eip() - 1 - HANDLERS : Outcome.TIMEOUT;
    int at = cpu.general[4];
    int error = 0;
    if (Exceptions.hasErrorCode(vector)) {
      error = memory.read32(at);
      at += 4;
    }
    int[] general = Arrays.copyOf(cpu.general, 8);
    general[4] = memory.read32(at + 12);
    int[] segments = Arrays.copyOf(cpu.segments.selector, 6);
    segments[Program.CS] = memory.read32(at + 4);
    segments[Program.SS] = memory.read32(at + 16);
    return new Outcome(
        vector, error, general, memory.read32(at), memory.read32(at + 8), segments, takeChanges());
  }

  /** The changed data words, which are put back. */
  private int[] takeChanges() {
    int[] changes = new int[16];
    int used = 0;
    for (int i = 0; i < Layout.DATA_WORDS; i++) {
      int address = Layout.DATA_BASE + 4 * i;
      int value = memory.read32(address);
      if (value != data[i]) {
        if (used < 200) {
          changes = used == changes.length ? Arrays.copyOf(changes, 2 * used) : changes;
          changes[used++] = i;
          changes[used++] = value;
        }
        memory.write32(address, data[i]);
      }
    }
    return Arrays.copyOf(changes, used);
  }

  private void loadSegment(int register, int selector) {
    int index = selector >>> 3;
    if (selector < 4) {
      cpu.segments.setNull(register, selector);
      return;
    }
    int low = memory.read32(LDT + 8 * index);
    int high = memory.read32(LDT + 8 * index + 4);
    int base = low >>> 16 | (high & 0xff) << 16 | high & 0xff000000;
    int raw = low & 0xffff | high & 0xf0000;
    int limit = (high & 1 << 23) != 0 ? raw << 12 | 0xfff : raw;
    cpu.segments.set(register, selector, base, limit, high & 0x00f0ff00);
  }

  /** The host's descriptors as far as ring 3 can see them, and those of ring 0. */
  private void globalTable(NativeRunner host) {
    for (int i = 0; i < Layout.GLOBAL_DESCRIPTORS; i++) {
      int limit = host.globalLimit(i);
      boolean pages = (host.globalRights(i) & 1 << 23) != 0;
      int raw = pages ? limit >>> 12 : limit;
      memory.write32(GDT + 8 * i, raw & 0xffff);
      memory.write32(GDT + 8 * i + 4, host.globalRights(i) & 0x00f0ff00 | raw & 0xf0000);
    }
    descriptor(GDT + 8 * RING0_CODE, 0, 0xfffff, 0xc09b00);
    descriptor(GDT + 8 * RING0_STACK, 0, 0xfffff, 0xc09300);
    descriptor(GDT + 8 * TSS_INDEX, TSS, 0x67, 0x008900);
    descriptor(GDT + 8 * LDT_INDEX, LDT, LocalSegment.values().length * 8 - 1, 0x008200);
  }

  private void descriptor(int at, int base, int limit, int rights) {
    memory.write32(at, base << 16 | limit & 0xffff);
    memory.write32(at + 4, base & 0xff000000 | base >>> 16 & 0xff | limit & 0xf0000 | rights);
  }

  private void localTable() {
    for (LocalSegment segment : LocalSegment.values()) {
      memory.write32(LDT + 8 * segment.ordinal(), segment.low());
      memory.write32(LDT + 8 * segment.ordinal() + 4, segment.high());
    }
  }

  /** As Linux has it: ring 3 may use INT 3 and INT 4, all other gates belong to ring 0. */
  private void interruptTable() {
    for (int vector = 0; vector < 256; vector++) {
      int dpl = vector == Exceptions.BP || vector == Exceptions.OF ? 3 : 0;
      int offset = HANDLERS + vector;
      memory.write8(offset, 0xf4);
      memory.write32(IDT + 8 * vector, RING0_CODE << 19 | offset & 0xffff);
      memory.write32(IDT + 8 * vector + 4, offset & 0xffff0000 | 0x8e00 | dpl << 13);
    }
  }

  /** Real mode to ring 0 of protected mode by real instructions; returns the state at IRETD. */
  private byte[] boot() {
    int[] code =
        MachineCode.of(
            "0f 01 16 00 7e", // lgdt [0x7e00]
            "0f 01 1e 08 7e", // lidt [0x7e08]
            "66 b8 01 00 00 00", // mov eax, 1
            "0f 22 c0", // mov cr0, eax
            "ea 18 7c 08 00", // jmp 8:0x7c18
            "b8 40 00 00 00", // mov eax, TSS
            "0f 00 d8", // ltr ax
            "b8 50 00 00 00", // mov eax, LDT
            "0f 00 d0", // lldt ax
            "b8 10 00 00 00", // mov eax, stack
            "8e d0", // mov ss, eax
            "90", // nop, in the shadow of MOV SS
            "cf"); // iretd

    for (int i = 0; i < code.length; i++) {
      memory.write8(BOOT + i, code[i]);
    }
    memory.write16(0x7e00, 8 * Layout.GLOBAL_DESCRIPTORS - 1);
    memory.write32(0x7e02, GDT);
    memory.write16(0x7e08, 256 * 8 - 1);
    memory.write32(0x7e0a, IDT);
    for (int register = 0; register < 6; register++) {
      cpu.segments.setReal(register, 0);
    }
    cpu.setEip(BOOT);
    cpu.run(12);
    if (cpu.faultPending() || cpu.eip() != BOOT + code.length - 1) {
      throw new IllegalStateException("boot ended at " + cpu.eip());
    }
    StateWriter writer = new StateWriter();
    cpu.save(writer);
    return writer.toBytes();
  }

  /** No port is ever reached: IOPL is 0 and the TSS has no bitmap. */
  private static final class OpenPorts implements Ports {
    @Override
    public int read(int port, int bytes) {
      return -1 >>> 32 - 8 * bytes;
    }

    @Override
    public void write(int port, int bytes, int value) {}
  }
}
