package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.event.EventSink;
import cloister.hypervisor.Frame.Word;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A hypervisor by trap and emulate (Popek and Goldberg 1974): the guest's kernel runs in ring 1,
 * what it may not do there is refused, and is done for it here.
 *
 * <p>It is entered through real instructions in ring 0, the entry code, which leaves the guest's
 * registers on the host's stack and tells where by writing to a port.
 */
final class Hypervisor implements Saveable {
  static final int TIMER_VECTOR = 0x20;
  private static final int DOUBLE_FAULT = 8;

  /**
   * Instructions of the entry code from the write to the port up to its IRET, that write and the
   * IRET included.
   */
  private static final int WAY_OUT = 10;

  /** Instructions of the entry code from its first one to the write to the port, without that. */
  private static final int WAY_IN = 12;

  /** Instructions that a guest may cost before another one has its turn. */
  private static final int SHARE = 2000;

  private static final int DEADLINES = 1 << 16;

  /** Guest-physical address of the descriptors that a guest begins with. */
  private static final int FIRST_TABLE = 0x500;

  private static final List<Word> DATA_SEGMENTS = List.of(Word.DS, Word.ES, Word.FS, Word.GS);

  private final Memory memory;
  private final Cpu cpu;
  private final Frame frame;
  private final ShadowDescriptors descriptors;
  private final Shadowing shadowing;
  private final ExitHandler exitHandler;
  private final List<VirtualMachine> guests = new ArrayList<>();
  private final Deadline deadline;
  private final EventSink events;
  private int current;

  /** When the guest or the handler was entered, in instructions of the host. */
  private long entered;

  /** What is left of the present guest's share. */
  private long share = SHARE;

  /** Where the entry code keeps the next CR3, and its place to end. */
  private int nextDirectory;

  private int end;

  /** Makes the host be interrupted after so many instructions. */
  interface Deadline {
    void in(long instructions);

    void never();
  }

  Hypervisor(Memory memory, Cpu cpu, Deadline deadline, EventSink events) {
    this.memory = memory;
    this.cpu = cpu;
    this.deadline = deadline;
    this.events = events;
    frame = new Frame(memory);
    descriptors = new ShadowDescriptors(memory);
    shadowing = new Shadowing(frame, descriptors);
    exitHandler = new ExitHandler(memory);
  }

  List<VirtualMachine> guests() {
    return guests;
  }

  ExitHandler exitHandler() {
    return exitHandler;
  }

  VirtualMachine current() {
    return guests.get(current);
  }

  /** The host has begun: its entry code says where its parts lie. */
  void begin(int frameAddress, int directoryWord, int endOffset) {
    nextDirectory = directoryWord;
    end = endOffset;
    frame.at(frameAddress);
    initialize(current());
    enter(current());
  }

  /** Flat segments of the guest's own, as a loader leaves them: a table below its program. */
  private void initialize(VirtualMachine guest) {
    GuestMemory own = guest.memory();
    int start = memory.read32(HostLayout.STARTS + 8 * guests.indexOf(guest));
    int table = FIRST_TABLE;
    own.write32(table + 8, 0x0000FFFF);
    own.write32(table + 12, 0x00CF9A00);
    own.write32(table + 16, 0x0000FFFF);
    own.write32(table + 20, 0x00CF9200);
    guest.cpu().gdtBase = table;
    guest.cpu().gdtLimit = 23;
    for (Word word : Word.values()) {
      frame.set(word, 0);
    }
    for (Word segment : DATA_SEGMENTS) {
      frame.set(segment, 0x10);
    }
    frame.set(Word.CS, 0x08 | 1);
    frame.set(Word.SS, 0x10 | 1);
    frame.set(Word.EIP, start);
    frame.set(Word.ESP, start);
    frame.set(Word.EFLAGS, Interrupts.INTERRUPT | Interrupts.RESERVED);
    shadowing.forgetWays(guest);
    shadowing.descriptorsChanged(guest);
  }

  /** The guest has been left. */
  void exit(int frameAddress) {
    frame.at(frameAddress);
    VirtualMachine guest = current();
    boolean byHandler = exitHandler.isAsked();
    if (frame.ring() == 0 || byHandler) {
      // The host was refused something itself: nothing of the guest is in this frame.
      exitHandler.fail();
      guest.stop(byHandler ? VirtualMachine.End.EXIT_HANDLER : VirtualMachine.End.BAD_SEGMENT);
      enter(guest);
      return;
    }
    long done = pay() - WAY_OUT - WAY_IN;
    guest.passed(done);
    int vector = frame.get(Word.VECTOR);
    guest.exited(ExitReason.of(vector, guest.isStepped()));
    guest.shared().read(guest.cpu());
    if (done > 0) {
      guest.cpu().shadowed = false;
    }
    boolean refused = vector == GuestFault.GENERAL_PROTECTION && frame.ring() == 1;
    if (exitHandler.isThere() && refused) {
      tell(vector, Done.ASKED);
      exitHandler.ask(frame);
      deadline.never();
      entered = retired();
      return;
    }
    decide(guest, vector);
  }

  /** The host's instructions for a guest cost it as much of its share as its own. */
  private long pay() {
    long passed = retired() - entered;
    share -= passed;
    return passed;
  }

  /** The handler has returned. */
  void answered(int frameAddress, boolean done) {
    if (!exitHandler.isAsked()) {
      return;
    }
    pay();
    frame.at(frameAddress);
    exitHandler.answer(frame);
    VirtualMachine guest = current();
    int vector = frame.get(Word.VECTOR);
    if (!done) {
      decide(guest, vector);
      return;
    }
    ringChanged(guest, 1);
    guest.cpu().shadowed = false;
    guest.passed(1);
    tell(vector, Done.EMULATED);
    enter(takeTurns(vector));
  }

  private void decide(VirtualMachine guest, int vector) {
    try {
      tell(vector, handle(guest, vector));
    } catch (GuestFault fault) {
      inject(guest, fault, Interrupts.By.EXCEPTION);
      if (guest.runs()) {
        tell(vector, Done.INJECTED);
      }
    }
    enter(takeTurns(vector));
  }

  private void tell(int vector, Done done) {
    if (events.listening()) {
      events.accept(new GuestExited(current, vector, done));
    }
  }

  /** The present guest got something else than on a machine of its own, and nobody was called. */
  void lied(Lie lie) {
    current().lied(lie);
    if (events.listening()) {
      events.accept(new GuestMisled(current, lie));
    }
  }

  /** True when a program was put into the guest's memory. */
  boolean isLoaded(int number) {
    return memory.read32(HostLayout.STARTS + 8 * number + 4) != 0;
  }

  /**
   * The ring in which a guest really is; -1 before it has been entered.
   *
   * @param realRing of the processor now; 0 while the host is at work for the present guest
   */
  int ring(int number, int realRing) {
    VirtualMachine guest = guests.get(number);
    if (number != current) {
      return guest.isNew() ? -1 : Math.max(1, guest.savedRing());
    }
    if (realRing != 0) {
      return realRing;
    }
    return guest.exits() == 0 ? -1 : Math.max(1, frame.ring());
  }

  /** Whether a guest has its turn, waits for it, or why it runs no more. */
  String state(int number) {
    if (!isLoaded(number)) {
      return "none";
    }
    return switch (guests.get(number).end()) {
      case NONE -> number == current ? "turn" : "waiting";
      case HALTED -> "halted";
      case TRIPLE_FAULT -> "triple-fault";
      case NO_MEMORY -> "no-memory";
      case UNKNOWN -> "unknown-instruction";
      case BAD_SEGMENT -> "bad-segment";
      case EXIT_HANDLER -> "exit-handler-fault";
    };
  }

  /** The guest that goes on: the present one, unless its share is over or it runs no more. */
  private VirtualMachine takeTurns(int vector) {
    VirtualMachine guest = current();
    if (!guest.runs()) {
      tell(vector, Done.STOPPED);
    } else if (share > 0) {
      return guest;
    }
    share = SHARE;
    for (int i = 1; i <= guests.size(); i++) {
      int next = (current + i) % guests.size();
      if (guests.get(next).runs() && isLoaded(next)) {
        if (next != current) {
          switchTo(next);
          tell(vector, Done.SWITCHED);
        }
        break;
      }
    }
    return current();
  }

  private void switchTo(int next) {
    current().save(frame);
    current = next;
    VirtualMachine guest = current();
    if (guest.isNew()) {
      initialize(guest);
    } else {
      guest.restore(frame);
      shadowing.descriptorsChanged(guest);
    }
  }

  private long retired() {
    return (long) cpu.retiredHigh() << 32 | cpu.retiredLow() & 0xffff_ffffL;
  }

  private Done handle(VirtualMachine guest, int vector) throws GuestFault {
    boolean inKernel = frame.ring() == 1;
    return switch (vector) {
      case TIMER_VECTOR -> Done.RESUMED;
      case GuestFault.DEBUG -> shadowing.afterTheStep(guest);
      case GuestFault.PAGE_FAULT -> shadowing.pageFault(guest, cpu.control(2));
      case GuestFault.GENERAL_PROTECTION, GuestFault.SEGMENT_NOT_PRESENT, GuestFault.STACK_FAULT ->
          refused(guest, inKernel, vector);
      default -> throw GuestFault.of(vector, errorCode(vector));
    };
  }

  private int errorCode(int vector) {
    boolean has = vector == DOUBLE_FAULT || vector >= 10 && vector <= 14 || vector == 17;
    return has ? frame.get(Word.ERROR) : GuestFault.NO_ERROR_CODE;
  }

  private Done refused(VirtualMachine guest, boolean inKernel, int vector) throws GuestFault {
    int errorCode = frame.get(Word.ERROR);
    boolean software = (errorCode & 2) != 0;
    GuestFault own = GuestFault.of(vector, errorCode);
    if (!inKernel && !software) {
      return orUnknown(guest, own);
    }
    guest.cpu().shadowed = false;
    Emulator emulator = new Emulator(guest, frame);
    switch (emulator.emulate()) {
      case DONE -> guest.passed(1);
      case NOT_PRIVILEGED -> {
        return orUnknown(guest, own);
      }
      case UNKNOWN -> {
        guest.stop(VirtualMachine.End.UNKNOWN);
        return Done.STOPPED;
      }
    }
    if (emulator.tablesChanged()) {
      shadowing.forgetWays(guest);
    }
    if (emulator.descriptorsChanged()) {
      shadowing.descriptorsChanged(guest);
    }
    if (emulator.called()) {
      guest.called();
      return Done.CALLED;
    }
    ringChanged(guest, inKernel ? 1 : 3);
    return Done.EMULATED;
  }

  /** Hands a refusal on, if the guest would have been refused on a machine of its own. */
  private Done orUnknown(VirtualMachine guest, GuestFault fault) throws GuestFault {
    if (!Refusal.isDue(guest, frame, fault)) {
      guest.stop(VirtualMachine.End.UNKNOWN);
      return Done.STOPPED;
    }
    throw fault;
  }

  /** Lets the guest's handler have it; what comes of that is a guest's matter, too. */
  private void inject(VirtualMachine guest, GuestFault fault, Interrupts.By by) {
    if (guest.isStepped()) {
      shadowing.endStep(guest);
    }
    int ring = frame.ring();
    Interrupts.handOn(guest, frame, fault, by);
    ringChanged(guest, ring);
  }

  private void ringChanged(VirtualMachine guest, int before) {
    if (frame.ring() != before) {
      descriptors.copyForRing(guest.linear(), guest.cpu(), frame.ring() == 1);
    }
  }

  /** Lets the guest have what waits for it, and sees to it that the host comes back in time. */
  private void enter(VirtualMachine first) {
    VirtualMachine guest = first;
    prepare(guest);
    while (!guest.runs()) {
      VirtualMachine next = takeTurns(TIMER_VECTOR);
      if (next == guest) {
        leaveForGood();
        return;
      }
      guest = next;
      prepare(guest);
    }
    VirtualDevices devices = guest.devices();
    boolean raised = devices.pic().raised();
    boolean waits = raised && guest.cpu().interruptFlag;
    guest.shared().write(guest.cpu(), raised && !waits);
    memory.write32(nextDirectory, guest.shadow().directory());
    int most = Math.clamp(share, 1, SHARE);
    deadline.in(WAY_OUT + (waits ? 1 : devices.clock().ticksUntilDeadline(most)));
    entered = retired();
  }

  private void prepare(VirtualMachine guest) {
    VirtualDevices devices = guest.devices();
    VirtualCpu own = guest.cpu();
    if (guest.runs()) {
      wake(guest);
    }
    boolean now = !own.shadowed && !guest.isStepped();
    if (guest.runs() && own.interruptFlag && now && devices.pic().raised()) {
      int vector = devices.pic().acknowledge();
      GuestFault asked = GuestFault.of(vector, GuestFault.NO_ERROR_CODE);
      inject(guest, asked, Interrupts.By.DEVICE);
      tell(TIMER_VECTOR, Done.INJECTED);
    }
    if (guest.runs()) {
      checkSegments(guest);
    }
  }

  /** The entry code must be able to load what is in the frame: in ring 0 nobody would catch it. */
  private void checkSegments(VirtualMachine guest) {
    int ring = frame.ring();
    boolean good =
        descriptors.isCode(frame.get(Word.CS) & 0xFFFF, ring, frame.get(Word.EIP))
            && descriptors.isStack(frame.get(Word.SS) & 0xFFFF, ring);
    for (Word segment : DATA_SEGMENTS) {
      good &= descriptors.isData(frame.get(segment) & 0xFFFF);
    }
    if (!good) {
      guest.stop(VirtualMachine.End.BAD_SEGMENT);
    } else if (!descriptors.isWide(frame.get(Word.SS))) {
      guest.stop(VirtualMachine.End.UNKNOWN);
    }
  }

  /**
   * A halted guest's time goes on to what wakes it. When so many deadlines of its clock have passed
   * without an interrupt that it lets in, none will come.
   */
  private static void wake(VirtualMachine guest) {
    VirtualDevices devices = guest.devices();
    VirtualCpu own = guest.cpu();
    devices.clock().act();
    int patience = DEADLINES;
    while (guest.runs() && own.halted && !(own.interruptFlag && devices.pic().raised())) {
      patience--;
      if (!own.interruptFlag || patience < 0 || devices.clock().isIdleForever()) {
        guest.stop(VirtualMachine.End.HALTED);
      } else {
        devices.clock().skipToDeadline();
        devices.clock().act();
      }
    }
  }

  /** The entry code's way back leads to its end, in ring 0. */
  private void leaveForGood() {
    frame.set(Word.CS, HostLayout.CODE_SELECTOR);
    frame.set(Word.EIP, end);
    frame.set(Word.EFLAGS, Interrupts.RESERVED);
    for (Word segment : DATA_SEGMENTS) {
      frame.set(segment, HostLayout.DATA_SELECTOR);
    }
    deadline.never();
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(current);
    out.writeLong(entered);
    out.writeLong(share);
    out.writeInt(nextDirectory);
    out.writeInt(end);
    out.writeInt(frame.address());
    exitHandler.save(out);
    for (VirtualMachine guest : guests) {
      guest.save(out);
    }
  }

  @Override
  public void load(StateReader in) {
    current = in.readInt();
    entered = in.readLong();
    share = in.readLong();
    nextDirectory = in.readInt();
    end = in.readInt();
    frame.at(in.readInt());
    exitHandler.load(in);
    for (VirtualMachine guest : guests) {
      guest.load(in);
    }
  }
}
