package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.hypervisor.Frame.Word;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.List;
import java.util.Optional;

/**
 * Trap and emulate (Popek and Goldberg 1974): the guest's kernel runs in ring 1, what it may not do
 * there is refused, and is done for it here.
 *
 * <p>It is entered through real instructions in ring 0, the entry code, which leaves the guest's
 * registers on the host's stack and tells where by writing to a port.
 */
final class RingDeprivileging implements Technique {
  private static final int TIMER_VECTOR = HostLayout.TIMER_VECTOR;

  /** What the entry code has in ECX at its first write. */
  private static final int BEGIN = 0x42454749;

  /** What it has there when the handler has returned. */
  private static final int ANSWER = 0x414E5357;

  private static final int ECX = 1;
  private static final int EDX = 2;
  private static final int ESI = 6;
  private static final int EDI = 7;
  private static final int DOUBLE_FAULT = 8;

  private final Memory memory;
  private final Cpu cpu;
  private final Frame frame;
  private final ShadowDescriptors descriptors;
  private final Shadowing shadowing;
  private final WayBack wayBack;
  private final ExitHandler exitHandler;
  private final Guests guests;
  private final Deadline deadline;
  private final KernelCode code;
  private final HostParts host;

  /** When the guest or the handler was entered, in instructions of the host. */
  private long entered;

  /** Where the entry code keeps the next CR3, and its place to end. */
  private int nextDirectory;

  private int end;

  /** The guest's kernel runs as it is. */
  static Technique direct(HostParts host) {
    return new RingDeprivileging(host, false);
  }

  /** The translation of the guest's kernel runs in its place. */
  static Technique translated(HostParts host) {
    return new RingDeprivileging(host, true);
  }

  private RingDeprivileging(HostParts host, boolean translates) {
    this.host = host;
    memory = host.memory();
    cpu = host.cpu();
    deadline = host.deadline();
    guests = host.guests();
    frame = new Frame(memory);
    int count = translates ? HostLayout.TRANSLATED_GUEST_DESCRIPTORS : HostLayout.GUEST_DESCRIPTORS;
    descriptors = new ShadowDescriptors(memory, count);
    shadowing = new Shadowing(frame, descriptors);
    wayBack = new WayBack(frame, descriptors);
    code = translates ? new TranslatedCode(host, frame, shadowing) : new DirectCode(host);
    shadowing.tells(code);
    exitHandler = new ExitHandler(memory);
  }

  private VirtualMachine current() {
    return guests.current();
  }

  @Override
  public int step() {
    if (cpu.cpl() == 0) {
      return cpu.run(1);
    }
    return code.step();
  }

  @Override
  public long time() {
    return code.time();
  }

  @Override
  public void called(int frameAddress) {
    frame.at(frameAddress);
    switch (cpu.general[ECX]) {
      case BEGIN -> begin();
      case ANSWER -> answered(cpu.general[EDX] == 1);
      default -> exit();
    }
  }

  /** The host has begun: its entry code says where its parts lie. */
  private void begin() {
    nextDirectory = HostLayout.physical(cpu.general[EDX]);
    end = cpu.general[ESI];
    exitHandler.returnsTo(cpu.general[EDI]);
    code.begun();
    initialize(current());
    enter(current());
  }

  private void initialize(VirtualMachine guest) {
    GuestStart.set(guest, frame, guests.start());
    shadowing.forgetWays(guest);
    shadowing.descriptorsChanged(guest);
  }

  /** The guest has been left. */
  private void exit() {
    VirtualMachine guest = current();
    boolean byHandler = exitHandler.isAsked();
    if (frame.ring() == 0 || byHandler) {
      // The host was refused something itself: nothing of the guest is in this frame.
      exitHandler.fail();
      guest.stop(byHandler ? VirtualMachine.End.EXIT_HANDLER : VirtualMachine.End.BAD_SEGMENT);
      enter(guest);
      return;
    }
    long done = code.done(pay());
    guest.passed(done);
    int vector = frame.get(Word.VECTOR);
    code.left(guest, vector);
    ExitReason reason = code.reason(guest, vector);
    guest.exited(reason);
    guests.left(reason, frame.get(Word.CS), frame.get(Word.EIP));
    guest.readShared();
    if (done > 0) {
      guest.cpu().shadowed = code.shadows(guest);
    }
    boolean refused = vector == GuestFault.GENERAL_PROTECTION && frame.ring() == 1;
    if (exitHandler.isThere() && refused) {
      guests.tell(vector, Done.ASKED);
      exitHandler.ask(frame);
      deadline.never();
      entered = host.retired();
      return;
    }
    decide(guest, vector);
  }

  /** The host's instructions for a guest cost it as much of its share as its own. */
  private long pay() {
    long passed = host.retired() - entered;
    guests.spend(passed);
    return passed;
  }

  /** The handler has returned. */
  private void answered(boolean done) {
    if (!exitHandler.isAsked()) {
      return;
    }
    pay();
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
    guests.tell(vector, Done.EMULATED);
    enter(takeTurns(vector));
  }

  private void decide(VirtualMachine guest, int vector) {
    try {
      guests.tell(vector, handle(guest, vector));
    } catch (GuestFault fault) {
      inject(guest, fault, Interrupts.By.EXCEPTION);
      if (guest.runs()) {
        guests.tell(vector, Done.INJECTED);
      }
    }
    enter(takeTurns(vector));
  }

  @Override
  public boolean letsInterruptsIn(int guest) {
    return code.letsInterruptsIn(guest);
  }

  @Override
  public Optional<TranslationView.Shown> translated(int guest) {
    return code.translated(guest);
  }

  @Override
  public int reads(int guest) {
    return ShadowTables.LEVELS;
  }

  @Override
  public Json ways(int number) {
    VirtualMachine guest = guests.machines().get(number);
    return guest.cpu().pages()
        ? new GuestWays(guest, guest.cpu(), guest.shadow()::behind).json("shadow", reads(number))
        : Json.NULL;
  }

  @Override
  public List<Cell> cells(int number) {
    VirtualMachine guest = guests.machines().get(number);
    int address = HostLayout.BASE + frame.address();
    if (number != guests.currentNumber()) {
      boolean letsIn = guest.letsInterruptsIn();
      return new FrameCells(guest).registers(guest::saved, address).virtual(letsIn).list();
    }
    return new FrameCells(guest)
        .registers(exitHandler.isAsked() ? exitHandler::word : frame::get, address)
        .virtual(code.leftWithInterruptsIn(guest))
        .entries(frame, cpu)
        .list();
  }

  @Override
  public boolean isInGuest() {
    return cpu.cpl() != 0;
  }

  @Override
  public long underway() {
    boolean direct = isInGuest() && !exitHandler.isAsked();
    return direct ? code.underway(host.retired() - entered) : -1;
  }

  @Override
  public Held held(int guest) {
    int translations = translated(guest).map(shown -> shown.cache().bytes()).orElse(0);
    return new Held(guests.machines().get(guest).shadow().bytes(), translations, 0, 0);
  }

  /** While the host is at work for a guest, it is in the ring that it was left in. */
  @Override
  public int ring(int number) {
    int realRing = cpu.cpl();
    VirtualMachine guest = guests.machines().get(number);
    if (number != guests.currentNumber()) {
      return guest.isNew() ? -1 : Math.max(1, guest.savedRing());
    }
    if (realRing != 0) {
      return realRing;
    }
    return guest.exits() == 0 ? -1 : Math.max(1, frame.ring());
  }

  /** The guest that goes on: the present one, unless its share is over or it runs no more. */
  private VirtualMachine takeTurns(int vector) {
    if (!current().runs()) {
      guests.tell(vector, Done.STOPPED);
    }
    int next = guests.next();
    if (next != guests.currentNumber()) {
      switchTo(next);
      guests.tell(vector, Done.SWITCHED);
    }
    return current();
  }

  private void switchTo(int next) {
    current().save(frame);
    guests.turnTo(next);
    VirtualMachine guest = current();
    if (guest.isNew()) {
      initialize(guest);
    } else {
      guest.restore(frame);
      shadowing.descriptorsChanged(guest);
    }
  }

  private Done handle(VirtualMachine guest, int vector) throws GuestFault {
    boolean inKernel = frame.ring() == 1;
    return switch (vector) {
      case TIMER_VECTOR -> Done.RESUMED;
      case HostLayout.CALL_OUT_VECTOR -> code.calledOut(guest, () -> calledOut(guest));
      case GuestFault.DEBUG -> afterTheStep(guest);
      case GuestFault.PAGE_FAULT -> shadowing.pageFault(guest, cpu.control(2));
      case GuestFault.GENERAL_PROTECTION, GuestFault.SEGMENT_NOT_PRESENT, GuestFault.STACK_FAULT ->
          refused(guest, inKernel, vector);
      default -> throw GuestFault.of(vector, errorCode(vector));
    };
  }

  private Done afterTheStep(VirtualMachine guest) throws GuestFault {
    boolean within = code.isWithin(guest);
    if (within && !guest.isStepped()) {
      return Done.RESUMED;
    }
    try {
      return shadowing.afterTheStep(guest);
    } catch (GuestFault fault) {
      if (within) {
        return Done.TRACED;
      }
      throw fault;
    }
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
    Emulator.Outcome outcome = emulator.emulate();
    return outcome == Emulator.Outcome.NOT_PRIVILEGED
        ? orUnknown(guest, own)
        : emulated(guest, emulator, outcome, inKernel ? 1 : 3);
  }

  /** A translation calls for an instruction of the guest's kernel to be done. */
  private Done calledOut(VirtualMachine guest) throws GuestFault {
    guest.cpu().shadowed = false;
    boolean steps = (frame.get(Word.EFLAGS) & Interrupts.TRAP_FLAG) != 0;
    Emulator emulator = new Emulator(guest, frame);
    Emulator.Outcome outcome = new Sensitive(guest, frame).emulate();
    if (outcome == Emulator.Outcome.NOT_PRIVILEGED) {
      outcome = emulator.emulate();
    }
    if (outcome == Emulator.Outcome.NOT_PRIVILEGED) {
      throw GuestFault.of(GuestFault.INVALID_OPCODE, GuestFault.NO_ERROR_CODE);
    }
    Done done = emulated(guest, emulator, outcome, 1);
    if (steps && guest.runs() && !emulator.hidesStep()) {
      throw GuestFault.of(GuestFault.DEBUG, GuestFault.NO_ERROR_CODE);
    }
    return done;
  }

  private Done emulated(
      VirtualMachine guest, Emulator emulator, Emulator.Outcome outcome, int ring) {
    if (outcome == Emulator.Outcome.UNKNOWN) {
      guest.stop(VirtualMachine.End.UNKNOWN);
      return Done.STOPPED;
    }
    guest.passed(1);
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
    ringChanged(guest, ring);
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
    code.redirected(guest);
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
    while (!guest.runs() || guest.isBlocked()) {
      VirtualMachine next = takeTurns(TIMER_VECTOR);
      if (next == guest && guest.runs()) {
        break; // the machine stands until an event comes
      }
      if (next == guest) {
        leaveForGood();
        return;
      }
      guest = next;
      prepare(guest);
    }
    VirtualDevices devices = guest.devices();
    boolean raised = guest.raised();
    boolean waits = raised && guest.cpu().interruptFlag;
    guest.writeShared(raised && !waits);
    memory.write32(nextDirectory, guest.shadow().directory());
    int most = Math.clamp(guests.share(), 1, Guests.SHARE);
    code.enter(guest, raised && !waits);
    long instructions = waits ? 1 : devices.clock().ticksUntilDeadline(most);
    deadline.in(code.until(guest, instructions));
    entered = host.retired();
  }

  private void prepare(VirtualMachine guest) {
    VirtualCpu own = guest.cpu();
    if (guest.runs()) {
      guest.wake();
    }
    boolean now = !own.shadowed && !guest.isStepped();
    if (guest.runs() && own.interruptFlag && now && guest.raised()) {
      GuestFault asked = GuestFault.of(guest.acknowledge(), GuestFault.NO_ERROR_CODE);
      inject(guest, asked, guest.asker());
      guests.tell(TIMER_VECTOR, Done.INJECTED);
    }
    if (guest.runs()) {
      code.find(guest);
    }
    if (guest.runs()) {
      wayBack.check(guest);
    }
  }

  /** The entry code's way back leads to its end. */
  private void leaveForGood() {
    wayBack.leadTo(end);
    deadline.never();
  }

  @Override
  public void saveGuest(int guest, StateWriter out) {
    guests.machines().get(guest).save(out);
    code.saveGuest(guest, out);
  }

  @Override
  public void loadGuest(int guest, StateReader in) {
    guests.machines().get(guest).load(in);
    code.loadGuest(guest, in);
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(guests.currentNumber());
    out.writeLong(entered);
    out.writeLong(guests.share());
    out.writeInt(nextDirectory);
    out.writeInt(end);
    out.writeInt(frame.address());
    exitHandler.save(out);
    for (VirtualMachine guest : guests.machines()) {
      guest.save(out);
    }
    code.save(out);
  }

  @Override
  public void load(StateReader in) {
    int number = in.readInt();
    entered = in.readLong();
    guests.turnTo(number, in.readLong());
    nextDirectory = in.readInt();
    end = in.readInt();
    frame.at(in.readInt());
    exitHandler.load(in);
    for (VirtualMachine guest : guests.machines()) {
      guest.load(in);
    }
    code.load(in);
  }
}
