package cloister.cpu;

import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.Ports;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A processor in flat 32-bit protected mode, brought there by real instructions, for tests.
 *
 * <p>Every vector has an interrupt gate of DPL 3 to a HLT of its own in ring 0.
 */
final class ProtectedMachine {
  static final int CODE0 = 0x08;
  static final int DATA0 = 0x10;
  static final int CODE3 = 0x1b;
  static final int DATA3 = 0x23;
  static final int CONFORMING = 0x28;
  static final int TSS_SELECTOR = 0x30;

  static final int GDT = 0x1000;
  static final int IDT = 0x2000;
  static final int TSS = 0x4000;
  static final int HANDLERS = 0x5000;
  static final int STACK0 = 0x7000;
  static final int STACK3 = 0x9000;
  static final int CODE = 0x10000;

  final Memory memory = new Memory(0x40000);
  final Line line = new Line();
  final List<Integer> portWrites = new ArrayList<>();
  final Cpu cpu = new Cpu(memory, new RecordingPorts(), line);

  ProtectedMachine() {
    descriptor(CODE0, 0x0000ffff, 0x00cf9b00);
    descriptor(DATA0, 0x0000ffff, 0x00cf9300);
    descriptor(CODE3, 0x0000ffff, 0x00cffb00);
    descriptor(DATA3, 0x0000ffff, 0x00cff300);
    descriptor(CONFORMING, 0x0000ffff, 0x00cf9f00);
    descriptor(TSS_SELECTOR, TSS << 16 | 0x67, 0x00008900);
    for (int vector = 0; vector < 256; vector++) {
      gate(vector, CODE0, HANDLERS + vector, 0xee00);
      memory.write8(HANDLERS + vector, 0xf4);
    }
    memory.write32(TSS + 4, STACK0);
    memory.write16(TSS + 8, DATA0);
    memory.write16(TSS + 0x66, 0xffff);
    boot();
  }

  void descriptor(int selector, int low, int high) {
    memory.write32(GDT + (selector & ~7), low);
    memory.write32(GDT + (selector & ~7) + 4, high);
  }

  /**
   * @param rights bits 8 to 15 of the gate's high word, in place
   */
  void gate(int vector, int selector, int offset, int rights) {
    memory.write32(IDT + 8 * vector, selector << 16 | offset & 0xffff);
    memory.write32(IDT + 8 * vector + 4, offset & 0xffff0000 | rights);
  }

  /** Places code at {@link #CODE}, followed by HLT. */
  ProtectedMachine code(int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      memory.write8(CODE + i, bytes[i]);
    }
    memory.write8(CODE + bytes.length, 0xf4);
    return this;
  }

  /** Ring 0 at {@link #CODE}. */
  Cpu ring0() {
    cpu.general[4] = STACK0;
    cpu.setEip(CODE);
    return cpu;
  }

  /** Ring 3 at {@link #CODE}, entered by IRET. */
  Cpu ring3() {
    return ring3(0x202);
  }

  Cpu ring3(int eflags) {
    int[] frame = {CODE, CODE3, eflags, STACK3, DATA3};
    for (int i = 0; i < frame.length; i++) {
      memory.write32(STACK0 - 20 + 4 * i, frame[i]);
    }
    cpu.general[4] = STACK0 - 20;
    memory.write8(0x8000, 0xcf);
    cpu.setEip(0x8000);
    cpu.run(1);
    return cpu;
  }

  /** A doubleword of the ring-0 stack: 0 is the one pushed last. */
  int pushed(int index) {
    return memory.read32(cpu.general[4] + 4 * index);
  }

  /** A number that tells states of the processor and the memory apart. */
  int state() {
    StateWriter out = new StateWriter();
    cpu.save(out);
    int hash = 0;
    for (byte value : out.toBytes()) {
      hash = hash * 31 + value;
    }
    for (int address = 0; address < memory.size(); address += 4) {
      hash = hash * 31 + memory.read32(address);
    }
    return hash;
  }

  private void boot() {
    int[] code =
        MachineCode.of(
            "0f 01 16 00 7e", // lgdt [0x7e00]
            "0f 01 1e 08 7e", // lidt [0x7e08]
            "66 b8 01 00 00 00", // mov eax, 1
            "0f 22 c0", // mov cr0, eax
            "ea 18 7c 08 00", // jmp CODE0:0x7c18
            "b8 30 00 00 00", // mov eax, TSS_SELECTOR
            "0f 00 d8", // ltr ax
            "b8 23 00 00 00", // mov eax, DATA3
            "8e d8 8e c0 8e e0 8e e8", // ds es fs gs
            "b8 10 00 00 00", // mov eax, DATA0
            "8e d0", // ss
            "90"); // nop

    for (int i = 0; i < code.length; i++) {
      memory.write8(0x7c00 + i, code[i]);
    }
    memory.write16(0x7e00, 0x7f);
    memory.write32(0x7e02, GDT);
    memory.write16(0x7e08, 0x7ff);
    memory.write32(0x7e0a, IDT);
    for (int register = 0; register < 6; register++) {
      cpu.segments.setReal(register, 0);
    }
    cpu.setEip(0x7c00);
    cpu.run(15);
    if (cpu.faultPending() || cpu.eip() != 0x7c00 + code.length) {
      throw new IllegalStateException("boot ended at " + Integer.toHexString(cpu.eip()));
    }
  }

  /** An interrupt line that a test raises by hand; acknowledging lowers it. */
  static final class Line implements InterruptLine {
    int vector = -1;

    @Override
    public boolean raised() {
      return vector >= 0;
    }

    @Override
    public int acknowledge() {
      int acknowledged = vector;
      vector = -1;
      return acknowledged;
    }
  }

  /** Keeps every event. */
  static class Recorder implements EventSink {
    final List<Event> events = new ArrayList<>();

    @Override
    public boolean listening() {
      return true;
    }

    @Override
    public void accept(Event event) {
      events.add(event);
    }

    List<String> names() {
      return events.stream().map(Event::name).toList();
    }
  }

  private final class RecordingPorts implements Ports {
    @Override
    public int read(int port, int bytes) {
      return port & 0xff;
    }

    @Override
    public void write(int port, int bytes, int value) {
      portWrites.add(value);
    }
  }
}
