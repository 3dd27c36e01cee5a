package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.hypervisor.Frame.Word;
import cloister.hypervisor.TranslatedPc.Where;
import cloister.hypervisor.translation.CountedCache.Left;
import cloister.hypervisor.translation.CountedCache.Why;
import cloister.hypervisor.translation.TranslationCounts;
import cloister.hypervisor.translation.Words;
import cloister.machine.Pc;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;

/**
 * Hands a PC's guest from the interpreter to the hypervisor's processor and back: its registers by
 * way of the entry code's frame, and how many instructions it may do and has done.
 */
final class PcHandover implements Saveable {
  /** Instructions of the entry code behind the write to the port, IRET among them. */
  private static final int WAY_OUT = 9;

  /** So many more when control registers and tables are loaded. */
  private static final int RENEWAL = 5;

  /** Instructions from where the guest is left to the write to the port, that among them. */
  private static final int WAY_IN = 13;

  /** Most that a guest does before somebody looks; less than 2<sup>24</sup>. */
  private static final int RUN = 1 << 20;

  private static final int TIMER_VECTOR = 0x20;
  private static final int CALL_VECTOR = 0x21;
  private static final int WRITE = 2;
  private static final int CALL_BYTES = 2;
  private static final int TASK_BITS = Core.CR0_MP | Core.CR0_EM | Core.CR0_TS | Core.CR0_AM;

  private static final int CODE = PcTranslationLayout.TRANSLATION_CODE | 1;
  private static final int DATA = PcTranslationLayout.TRANSLATION_DATA | 1;
  private static final int TABLE_BYTES = 8 * (PcTranslationLayout.GUEST_DESCRIPTORS + 5);

  /** Distances of the words behind those for CR0 and CR3. */
  private static final int RENEW = 8;

  private static final int TABLE = 12;

  private static final int IOPL_SHIFT = 12;
  private static final int OTHERS = Eflags.IF | Eflags.IOPL | Eflags.TF | Eflags.RF | Eflags.VM;

  private final Memory memory;
  private final int own;
  private final int guestBytes;
  private final Cpu host;
  private final Pc guest;
  private final Cpu cpu;
  private final Frame frame;
  private final PcDescriptors descriptors;
  private final VirtualTlb tlb;
  private final PcTranslations translations;

  /** Physical address of the words of the entry code that say how to go out. */
  private int control;

  /** What the host's count was when the guest's first instruction was due. */
  private long entered;

  /** At which count the host is to be called while a program runs. */
  private long due = Long.MAX_VALUE;

  /** How many instructions the guest might do when it was entered. */
  private int granted;

  private int owed;
  private boolean goesOn;
  private long translated;
  private long direct;

  PcHandover(Memory memory, int own, int guestBytes, Cpu host, Pc guest) {
    this.memory = memory;
    this.own = own;
    this.guestBytes = guestBytes;
    this.host = host;
    this.guest = guest;
    cpu = guest.cpu();
    frame = new Frame(memory);
    descriptors = new PcDescriptors(memory, own, cpu);
    tlb = new VirtualTlb(memory, own, guestBytes, cpu);
    translations = new PcTranslations(memory, own, cpu, tlb);
  }

  /** Instructions that translations have done. */
  long translated() {
    return translated;
  }

  /** Instructions that programs have done by themselves. */
  long direct() {
    return direct;
  }

  TranslationCounts counts() {
    return translations.counts();
  }

  /**
   * The entry code is ready.
   *
   * @param words linear address of those that say how to go out
   * @param top linear address of the frame
   */
  void begin(int words, int top) {
    control = own + words - PcTranslationLayout.BASE;
    frame.at(own + top - PcTranslationLayout.BASE);
    tlb.flush();
    translations.forgetAll();
    memory.show(guestBytes);
  }

  private long retired() {
    return (long) host.retiredHigh() << 32 | host.retiredLow() & 0xffff_ffffL;
  }

  boolean isDue() {
    return retired() >= due;
  }

  void notDue() {
    due = Long.MAX_VALUE;
  }

  /** The processor looks at its pin between two runs. */
  int stepsUntilDue(int most) {
    return due == Long.MAX_VALUE ? most : Math.clamp(due - retired(), 1, most);
  }

  /** Something comes before the next instruction, or together with it. */
  boolean isBusy() {
    guest.chipset().clock().act();
    return cpu.faultPending()
        || cpu.halted()
        || cpu.shutDown()
        || cpu.interruptArrives()
        || cpu.nmiArrives(false)
        || cpu.inInterruptShadow()
        || guest.chipset().isResetRequested();
  }

  /** Who can have the guest as it is now. */
  Where way() {
    boolean looked = (cpu.eflags() & Eflags.TF) != 0 || cpu.hasBreakpoints();
    boolean protectedMode = cpu.protectedMode() && !cpu.virtual8086();
    // a return to a stack of 16 bits would leave the hypervisor's upper half of ESP there
    boolean bigStack = Rights.isBig(cpu.segments.rights[Segments.SS]);
    if (looked || !protectedMode || !bigStack || !memory.addressLine20()) {
      return Where.INTERPRETER;
    }
    boolean whole = cpu.codeBits() == 32 && cpu.segments.limit[Segments.CS] == -1;
    if (cpu.cpl() == 0 && whole) {
      return Where.KERNEL;
    }
    boolean direct = cpu.interruptsEnabled() && cpu.iopl() < 3 && !cpu.noExecuteEnabled();
    boolean global = PcDescriptors.isNull(cpu.segments.selector[Segments.LDTR]);
    return cpu.cpl() == 3 && direct && global ? Where.PROGRAM : Where.INTERPRETER;
  }

  /** Writes the guest's registers where the entry code takes them from; false if it cannot be. */
  boolean enter(Where way) {
    Clock clock = guest.chipset().clock();
    granted = clock.ticksUntilDeadline(RUN);
    if (granted == 0) {
      return false;
    }
    boolean kernel = way == Where.KERNEL;
    boolean described = kernel || descriptors.forPrograms();
    memory.show(memory.size());
    translations.settle();
    int unit = kernel ? translations.unit(cpu.eip()) : 0;
    if (!described || unit < 0 || kernel && !descriptors.forKernel()) {
      memory.show(guestBytes);
      return false;
    }
    for (int register = 0; register < 8; register++) {
      frame.setGeneral(register, cpu.general[register]);
    }
    int[] selectors = cpu.segments.selector;
    frame.set(Word.ES, selectors[Segments.ES]);
    frame.set(Word.DS, selectors[Segments.DS]);
    frame.set(Word.FS, selectors[Segments.FS]);
    int task = kernel ? 0 : cpu.control(0) & TASK_BITS;
    goOut(kernel, host.control(0) & ~TASK_BITS | task);
    if (kernel) {
      enterKernel(unit);
    } else {
      enterProgram();
    }
    return true;
  }

  /** Says how the entry code goes out, and what it has to load for that. */
  private void goOut(boolean kernel, int control0) {
    int directory = tlb.directory(!kernel);
    boolean renew =
        tlb.takeEmptied()
            || memory.read32(control) != control0
            || memory.read32(control + 4) != directory;
    memory.write32(control + RENEW, renew ? 1 : 0);
    entered = retired() + WAY_OUT + (renew ? RENEWAL : 0);
    if (renew) {
      int table = kernel ? PcTranslationLayout.DESCRIPTORS : PcTranslationLayout.USER_DESCRIPTORS;
      memory.write32(control, control0);
      memory.write32(control + 4, directory);
      memory.write16(control + TABLE, TABLE_BYTES - 1);
      memory.write32(control + TABLE + 2, PcTranslationLayout.BASE + table);
    }
  }

  private void enterKernel(int unit) {
    int eflags = cpu.eflags();
    frame.set(Word.GS, DATA);
    frame.set(Word.CS, CODE);
    frame.set(Word.EIP, unit);
    frame.set(Word.EFLAGS, eflags & ~OTHERS | Eflags.IF);
    frame.set(Word.SS, cpu.segments.selector[Segments.SS] | 1);
    translations.setWord(Words.LEFT, granted);
    translations.setWord(Words.INTERRUPT_FLAG, eflags & Eflags.IF);
    translations.setWord(Words.IO_PRIVILEGE, cpu.iopl() << IOPL_SHIFT);
    translations.setWord(Words.WAITING, guest.chipset().localApic().raised() ? 1 : 0);
  }

  private void enterProgram() {
    int[] selectors = cpu.segments.selector;
    frame.set(Word.GS, selectors[Segments.GS]);
    frame.set(Word.CS, selectors[Segments.CS]);
    frame.set(Word.EIP, cpu.eip());
    frame.set(Word.EFLAGS, cpu.eflags());
    frame.set(Word.SS, selectors[Segments.SS]);
    host.takeFloatingPoint(cpu);
    due = entered + granted;
  }

  /** What came from outside between two runs must be seen by a guest that runs. */
  void hear(Where where) {
    if (where != Where.KERNEL && where != Where.PROGRAM) {
      return;
    }
    boolean waits = guest.chipset().localApic().raised();
    boolean letIn = true;
    if (where == Where.KERNEL) {
      letIn = translations.word(Words.INTERRUPT_FLAG) != 0;
      translations.setWord(Words.WAITING, waits ? 1 : 0);
    }
    boolean sooner = guest.chipset().clock().ticksUntilDeadline(RUN) < granted;
    boolean other = cpu.nmiArrives(false) || guest.chipset().isResetRequested();
    if (waits && letIn || sooner || other) {
      callBack(where);
    }
  }

  private void callBack(Where where) {
    int left = translations.word(Words.LEFT);
    if (where == Where.PROGRAM) {
      due = Math.min(due, Math.max(retired(), entered));
    } else if (left > 0) {
      granted -= left;
      translations.setWord(Words.LEFT, 0);
    }
  }

  /** Instructions of the guest since it was entered, as far as can be told. */
  int progress(Where where) {
    return switch (where) {
      case KERNEL -> Math.clamp(granted - translations.word(Words.LEFT), 0, granted);
      case PROGRAM -> Math.clamp(retired() - entered, 0, granted);
      default -> 0;
    };
  }

  /** Behind {@link #leaves}: the guest goes on at once. */
  boolean goesOn() {
    return goesOn;
  }

  /** Behind {@link #leaves}: so many steps are the interpreter's first. */
  int owed() {
    return owed;
  }

  /** The entry code has called: the guest goes on, or is the interpreter's. */
  PcLeaving leaves(Where where) {
    goesOn = false;
    owed = 0;
    int vector = frame.get(Word.VECTOR);
    return where == Where.KERNEL ? leavesKernel(vector) : leavesProgram(vector);
  }

  private boolean fills(boolean user, int vector) {
    boolean write = (frame.get(Word.ERROR) & WRITE) != 0;
    return vector == GuestFault.PAGE_FAULT && tlb.fill(user, host.control(2), write);
  }

  private PcLeaving leavesKernel(int vector) {
    if (fills(false, vector)) {
      goOut(true, memory.read32(control));
      goesOn = true;
      return PcLeaving.FILL;
    }
    boolean asked = vector == CALL_VECTOR;
    int offset = frame.get(Word.EIP) - (asked ? CALL_BYTES : 0);
    Left left = translations.left(offset, asked);
    boolean leads = left.why() == Why.CONTINUE || left.why() == Why.LOOK_UP;
    if (leads) {
      int unit = translations.lead(left, offset);
      if (unit >= 0) {
        frame.set(Word.EIP, unit);
        goOut(true, memory.read32(control));
        goesOn = true;
        return leaving(left.why(), vector);
      }
    }
    int count = granted - left.left();
    translated += count;
    takeGeneral();
    if (left.holdsEax()) {
      cpu.general[Core.EAX] = translations.heldEax();
    }
    int eflags = frame.get(Word.EFLAGS) & ~OTHERS;
    eflags |= translations.word(Words.INTERRUPT_FLAG);
    cpu.setEflags(eflags | translations.word(Words.IO_PRIVILEGE));
    cpu.setEip(left.eip());
    memory.show(guestBytes);
    cpu.passed(count);
    boolean alone = left.why() == Why.CALL_OUT || left.why() == Why.REFUSED;
    owed = left.why() == Why.EXHAUSTED ? left.left() : alone ? repetitions() : 1;
    return leaving(left.why(), vector);
  }

  private static PcLeaving leaving(Why why, int vector) {
    return switch (why) {
      case CONTINUE -> PcLeaving.CONTINUE;
      case LOOK_UP -> PcLeaving.LOOK_UP;
      case CALL_OUT -> PcLeaving.CALL_OUT;
      case EXHAUSTED -> PcLeaving.DEADLINE;
      case REFUSED -> PcLeaving.of(vector);
    };
  }

  private void takeGeneral() {
    for (int register = 0; register < 8; register++) {
      cpu.general[register] = frame.general(register);
    }
  }

  /** Steps of the interpreter for the next instruction: a repeated one has many. */
  private int repetitions() {
    int opcode = cpu.linear().read8(cpu.linearEip());
    boolean repeats = opcode == 0xF2 || opcode == 0xF3;
    return repeats ? Math.clamp(cpu.general[Core.ECX] & 0xFFFF_FFFFL, 1, RUN) : 1;
  }

  private PcLeaving leavesProgram(int vector) {
    int count = (int) (retired() - WAY_IN - entered);
    direct += count;
    granted -= count;
    if (granted > 0 && fills(true, vector)) {
      cpu.passed(count);
      goOut(false, memory.read32(control));
      due = entered + granted;
      goesOn = true;
      return PcLeaving.FILL;
    }
    due = Long.MAX_VALUE;
    takeGeneral();
    cpu.setEip(frame.get(Word.EIP));
    int eflags = frame.get(Word.EFLAGS);
    // a trap or an interrupt came behind an instruction, or between two rounds of one
    boolean trap = vector == GuestFault.DEBUG;
    cpu.setEflags(trap || vector == TIMER_VECTOR ? eflags : eflags & ~Eflags.RF);
    takeSegment(Segments.ES, Word.ES);
    takeSegment(Segments.CS, Word.CS);
    takeSegment(Segments.SS, Word.SS);
    takeSegment(Segments.DS, Word.DS);
    takeSegment(Segments.FS, Word.FS);
    takeSegment(Segments.GS, Word.GS);
    cpu.takeFloatingPoint(host);
    memory.show(guestBytes);
    cpu.passed(count);
    if (trap) {
      cpu.takeDebugTrap(host);
    }
    owed = vector == TIMER_VECTOR ? 0 : 1;
    return vector == TIMER_VECTOR ? PcLeaving.DEADLINE : PcLeaving.of(vector);
  }

  private void takeSegment(int register, Word word) {
    int selector = frame.get(word) & 0xFFFF;
    if (selector != cpu.segments.selector[register]) {
      descriptors.loaded(register, selector);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(control);
    out.writeInt(frame.address());
    out.writeLong(entered);
    out.writeLong(due);
    out.writeInt(granted);
    out.writeLong(translated);
    out.writeLong(direct);
    tlb.save(out);
    translations.save(out);
  }

  @Override
  public void load(StateReader in) {
    control = in.readInt();
    frame.at(in.readInt());
    entered = in.readLong();
    due = in.readLong();
    granted = in.readInt();
    translated = in.readLong();
    direct = in.readLong();
    tlb.load(in);
    translations.load(in);
  }
}
