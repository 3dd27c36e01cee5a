package cloister.analysis;

import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.Ports;
import cloister.cpu.Coprocessor;
import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Tlb;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * A machine that stands before an instruction in a ring, and does it as often as it is asked: a
 * processor, 64 KiB of memory and ports that count.
 */
final class Machine {
  /** What a guest has in CR0. */
  static final int CR0 = Core.CR0_PG | Core.CR0_ET | Core.CR0_MP | Core.CR0_PE;

  /** What the hypervisor has in it. */
  private static final int HOST_CR0 = CR0 | Core.CR0_WP | Core.CR0_NE;

  static final int CR4 = Core.CR4_PSE;

  private static final int RET = 0xC3;
  private static final int LONGEST = 15;
  private static final int STEPS_TO_BOOT = 60;
  private static final int[] PROLOGUE = {0xDB, 0xE3, 0xD9, 0xE8, 0xD9, 0xE8}; // fninit, fld1, fld1
  private static final int PROLOGUE_STEPS = 3;

  private final Place place;
  private final Memory memory = new Memory(Layout.MEMORY);
  private final CountingPorts ports = new CountingPorts();
  private final Cpu cpu;
  private final byte[] start;
  private final int[] startWords;

  /** Translations of addresses that the processor has at the start. */
  private final int kept;

  private final Writes writes;

  private static final class CountingPorts implements Ports {
    private int accesses;

    @Override
    public int read(int port, int bytes) {
      accesses++;
      return 0x5A;
    }

    @Override
    public void write(int port, int bytes, int value) {
      accesses++;
    }
  }

  Machine(Era era, Place place, Conditions conditions) {
    this.place = place;
    cpu = new Cpu(era.features(), new Coprocessor.X87(), memory, ports, InterruptLine.NONE);
    Tables tables = new Tables(memory);
    tables.guest();
    boolean host = place.home().hasHypervisor();
    if (host) {
      tables.host(place.home().arrangement());
    }
    int switched = conditions.taskSwitched() ? Core.CR0_TS : 0;
    int timeStamp = conditions.timeStampKept() ? Core.CR4_TSD : 0;
    new BootCode(memory, place)
        .write(
            (host ? HOST_CR0 : CR0) | switched,
            CR4 | era.control4() | timeStamp,
            host || conditions.interrupts());
    boot(!conditions.taskSwitched());
    StateWriter out = new StateWriter();
    cpu.save(out);
    start = out.toBytes();
    setClock();
    cpu.load(new StateReader(start));
    startWords = Words.of(cpu);
    kept = translations();
    writes = new Writes(memory);
    memory.setAccessWatcher(writes);
  }

  /** All machines have the same time, however long they took to get here. */
  private void setClock() {
    for (int i = 0; i < 8; i++) {
      start[4 * Words.CLOCK + i] = (byte) (i == 1 ? 1 : 0);
    }
  }

  /** The x87 unit has been used by whoever runs, unless it would be refused. */
  private void boot(boolean withFloatingPoint) {
    for (int i = 0; i < PROLOGUE.length; i++) {
      memory.write8(Layout.PROLOGUE + i, PROLOGUE[i]);
    }
    // What follows the instruction is decoded with it, and a return ends that.
    for (int i = 0; i <= 2 * LONGEST; i++) {
      memory.write8(Layout.CODE + i, RET);
    }
    for (int register = 0; register <= Segments.GS; register++) {
      cpu.segments.setReal(register, 0);
    }
    cpu.setEip(Layout.BOOT);
    for (int i = 0; i < STEPS_TO_BOOT && cpu.eip() != Layout.PROLOGUE; i++) {
      cpu.run(1);
    }
    if (withFloatingPoint) {
      cpu.run(PROLOGUE_STEPS);
    }
    int expected = Layout.PROLOGUE + (withFloatingPoint ? PROLOGUE.length : 0);
    if (cpu.faultPending() || cpu.eip() != expected || cpu.cpl() != place.ring()) {
      throw new IllegalStateException("boot to " + place + " ended at " + cpu.eip());
    }
  }

  Place place() {
    return place;
  }

  /** Does an instruction, and forgets that it did. */
  Outcome run(Form form) {
    cpu.load(new StateReader(start));
    ports.accesses = 0;
    int[] earlier = put(form);
    cpu.run(1);
    boolean refused = cpu.faultPending();
    int dropped = Math.max(0, kept - translations());
    int[] after = Words.of(cpu);
    int[] written = writes.changes(memory);
    writes.takeBack(memory);
    return new Outcome(
        refused,
        cpu.pendingVector(),
        cpu.pendingErrorCode(),
        earlier,
        after,
        written,
        ports.accesses,
        dropped);
  }

  /** Places instruction and operands; the registers as they are then. */
  private int[] put(Form form) {
    int[] words = startWords.clone();
    for (int i = 0; i < 8; i++) {
      words[i] = place.resolved(form.registers()[i]);
      cpu.general[i] = words[i];
    }
    words[Words.EFLAGS] |= form.flags();
    cpu.setEflags(words[Words.EFLAGS]);
    words[Words.EIP] = Layout.CODE;
    cpu.setEip(Layout.CODE);
    for (int i = 0; i < form.bytes().length; i++) {
      memory.write8(Layout.CODE + i, form.bytes()[i] & 0xFF);
    }
    for (Form.Word word : form.words()) {
      if (word.bytes() == 2) {
        memory.write16(word.address(), place.resolved(word.value()));
      } else {
        memory.write32(word.address(), place.resolved(word.value()));
      }
    }
    writes.begin(memory);
    return words;
  }

  private int translations() {
    return used(cpu.paging().dataTlb()) + used(cpu.paging().codeTlb());
  }

  private static int used(Tlb buffer) {
    int count = 0;
    for (int slot = 0; slot < buffer.slots(); slot++) {
      count += buffer.used(slot) ? 1 : 0;
    }
    return count;
  }
}
