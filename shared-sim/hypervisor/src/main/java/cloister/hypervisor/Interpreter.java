package cloister.hypervisor;

import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.PortMap;
import cloister.bus.Region;
import cloister.cpu.Coprocessor;
import cloister.cpu.Cpu;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Features;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.hypervisor.Frame.Word;

/**
 * Does single instructions of a guest's kernel as a processor of the guest's own would, by its own
 * page tables and segments: a processor that keeps nothing from one instruction to the next.
 */
final class Interpreter {
  private static final Word[] SEGMENTS = {Word.ES, Word.CS, Word.SS, Word.DS, Word.FS, Word.GS};
  private static final int FLAGS = Eflags.STATUS | Eflags.DF;
  private static final int MARKS = GuestTables.ACCESSED | GuestTables.DIRTY;

  private final Cpu cpu;
  private VirtualMachine guest;

  /** The instruction has reached for memory that the guest has not. */
  private boolean outside;

  /** It has changed what the shadow tables or descriptors are derived from, or code. */
  private boolean derived;

  /** It has done more to that than the processor does when it marks a page as used. */
  private boolean traced;

  /**
   * @param features of the guests' processors
   */
  Interpreter(Features features) {
    Memory bus = new Memory(Memory.PAGE_SIZE);
    bus.map(0, Memory.PAGE_SIZE, new Window(0));
    bus.map(Memory.PAGE_SIZE, -Memory.PAGE_SIZE, new Window(Memory.PAGE_SIZE));
    cpu = new Cpu(features, new Coprocessor.None(), bus, new PortMap(), InterruptLine.NONE);
  }

  /** The guest's memory. Who watches memory is told of what is written as of a guest's write. */
  private final class Window implements Region {
    private final int first;

    private Window(int first) {
      this.first = first;
    }

    @Override
    public int read(int offset, int bytes) {
      int value = 0;
      for (int i = 0; i < bytes; i++) {
        outside |= !guest.memory().holds(first + offset + i);
        value |= guest.memory().read8(first + offset + i) << 8 * i;
      }
      return value;
    }

    @Override
    public void write(int offset, int bytes, int value) {
      int address = first + offset;
      if (!guest.memory().holds(address)) {
        outside = true;
        return;
      }
      if (guest.shadow().isTraced(address)) {
        derived = true;
        traced |= !isMark(address, bytes, value);
      }
      if (bytes == Integer.BYTES && (address & 3) == 0) {
        guest.memory().write32(address, value);
        return;
      }
      for (int i = 0; i < bytes; i++) {
        guest.memory().write8(address + i, value >>> 8 * i & 0xFF);
      }
    }

    /** As what marks a page accessed or dirty; nothing has to follow from those bits. */
    private boolean isMark(int address, int bytes, int value) {
      if (bytes != Integer.BYTES || (address & 3) != 0) {
        return false;
      }
      int before = guest.memory().read32(address);
      boolean entry = (before & GuestTables.PRESENT) != 0;
      return entry
          && (before ^ value) != 0
          && (before | MARKS) == (value | MARKS)
          && (before & ~value) == 0;
    }

    @Override
    public boolean isSteady() {
      return false;
    }
  }

  /** What came of an instruction. */
  enum Outcome {
    /** It is done, or one round of it. */
    DONE,
    /** It has not been begun: a segment of the guest's is not in its table. */
    NOT_BEGUN,
    /** The guest has no such memory. */
    OUTSIDE
  }

  /** Behind {@link #run}: what was derived from the guest's memory may be wrong. */
  boolean changedDerived() {
    return derived;
  }

  /** Behind {@link #run}: the guest itself would have been refused this. */
  boolean wouldBeRefused() {
    return traced;
  }

  /**
   * Does the instruction at which a guest's kernel was left; of a repeated one, one round.
   *
   * @throws GuestFault when the guest would have been refused it on a machine of its own
   */
  Outcome run(VirtualMachine of, Frame frame) throws GuestFault {
    guest = of;
    outside = false;
    derived = false;
    traced = false;
    cpu.reset();
    VirtualCpu own = guest.cpu();
    cpu.takeControls(own.cr0, own.cr2, own.cr3, own.cr4);
    if (!takeSegments(frame)) {
      return Outcome.NOT_BEGUN;
    }
    for (int register = 0; register < 8; register++) {
      cpu.general[register] = frame.general(register);
    }
    int eflags = frame.get(Word.EFLAGS);
    cpu.setEflags(eflags & FLAGS);
    cpu.setEip(frame.get(Word.EIP));
    cpu.run(1);
    if (outside) {
      return Outcome.OUTSIDE;
    }
    if (cpu.faultPending()) {
      throw cpu.pendingVector() == GuestFault.PAGE_FAULT
          ? GuestFault.page(cpu.control(2), cpu.pendingErrorCode())
          : GuestFault.of(cpu.pendingVector(), cpu.pendingErrorCode());
    }
    for (int register = 0; register < 8; register++) {
      frame.setGeneral(register, cpu.general[register]);
    }
    boolean unfinished = cpu.eip() == frame.get(Word.EIP);
    int resumes = unfinished ? Eflags.RF : 0;
    frame.set(Word.EFLAGS, eflags & ~(FLAGS | Eflags.RF) | cpu.eflags() & FLAGS | resumes);
    frame.set(Word.EIP, cpu.eip());
    return Outcome.DONE;
  }

  /**
   * Instructions that it was: none, where a repeated one has more rounds and those do not count.
   */
  int instructions() {
    return cpu.instructionsLow();
  }

  /** False when the table does not have one of them any more. */
  private boolean takeSegments(Frame frame) {
    GuestDescriptors table = guest.descriptors();
    for (int register = 0; register < SEGMENTS.length; register++) {
      int selector = VirtualMachine.believed(frame.get(SEGMENTS[register]) & 0xFFFF);
      if ((selector & 0xFFFC) == 0) {
        cpu.segments.setNull(register, selector);
        continue;
      }
      try {
        if (!table.isCodeOrData(selector)) {
          return false;
        }
        int high = table.high(selector);
        int limit = new GuestSegment(table.low(selector), high).limit();
        int rights = high & Rights.MASK | Rights.ACCESSED;
        cpu.segments.set(register, selector, table.base(selector), limit, rights);
      } catch (GuestFault _) {
        return false;
      }
    }
    return cpu.segments.usable(Segments.CS);
  }
}
