package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.bus.PortMap;
import cloister.hypervisor.Frame.Word;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Ticks;
import java.util.Arrays;

/** A guest: its memory, what the hypervisor keeps of its processor, its devices, its time. */
final class VirtualMachine implements VtXGuest, Saveable {
  /** Where a guest's first program lies and begins, in protected mode with flat segments. */
  static final int START = 0x7C00;

  private static final int DEADLINES = 1 << 16;

  private final GuestMemory memory;
  private final VirtualCpu cpu = new VirtualCpu();
  private final GuestTables tables;
  private final GuestLinear linear;
  private final GuestDescriptors descriptors;
  private final ShadowTables shadow;
  private final SharedWords shared;
  private final VirtualDevices devices = new VirtualDevices(new Retired());
  private final EventChannels channels;

  /** Its registers while another guest runs, or the host. */
  private final int[] saved = new int[Frame.WORDS];

  /** Instructions that it has done. */
  private long ticks;

  private final int[] exitsBy = new int[ExitReason.values().length];

  /** One of its instructions is let write into its tables. */
  private boolean stepped;

  /** True when the guest itself had asked for single steps before. */
  private boolean stepsItself;

  private End end = End.NONE;

  /** It waits for an event that does not come of its own time. */
  private boolean blocked;

  private int calls;
  private int lies;
  private Lie lastLie = Lie.NONE;

  /** Why a guest runs no more. */
  enum End {
    /** It runs. */
    NONE,
    /** It is halted, and nothing will wake it. */
    HALTED,
    /** No way out of an exception and of the one that followed. */
    TRIPLE_FAULT,
    /** It reached for memory that it has not. */
    NO_MEMORY,
    /** It does something that this hypervisor does not know. */
    UNKNOWN,
    /** It went on with a segment that its table does not have any more. */
    BAD_SEGMENT,
    /** The code that helps the hypervisor was refused something while it was asked for it. */
    EXIT_HANDLER
  }

  /**
   * @param guests of which it will be the next one
   */
  VirtualMachine(Memory host, int base, int size, int pool, int poolPages, Guests guests) {
    memory = new GuestMemory(host, base, size);
    channels = new EventChannels(guests.machines().size(), guests, memory, devices.clock());
    shared = new SharedWords(memory);
    tables = new GuestTables(memory, cpu);
    linear = new GuestLinear(memory, tables, cpu);
    descriptors = new GuestDescriptors(linear, cpu);
    shadow = new ShadowTables(host, memory, pool, poolPages);
  }

  private final class Retired implements Ticks {
    @Override
    public int low() {
      return (int) ticks;
    }

    @Override
    public int high() {
      return (int) (ticks >> 32);
    }
  }

  GuestMemory memory() {
    return memory;
  }

  VirtualCpu cpu() {
    return cpu;
  }

  GuestTables tables() {
    return tables;
  }

  GuestLinear linear() {
    return linear;
  }

  GuestDescriptors descriptors() {
    return descriptors;
  }

  ShadowTables shadow() {
    return shadow;
  }

  VirtualDevices devices() {
    return devices;
  }

  SharedWords shared() {
    return shared;
  }

  EventChannels channels() {
    return channels;
  }

  /** Its interrupt flag, or the word or byte that it shares instead. */
  boolean letsInterruptsIn() {
    return channels.areUsed() ? !channels.info().upcallMasked() : shared.letsIn(cpu.interruptFlag);
  }

  /** It was left: what it has written instead of CLI or STI holds. */
  void readShared() {
    shared.read(cpu);
    channels.info().read(cpu);
  }

  /**
   * It is entered.
   *
   * @param waits something waits until it lets it in
   */
  void writeShared(boolean waits) {
    shared.write(cpu, waits);
    channels.info().write(cpu);
  }

  /** True when something asks for it: an event channel, or an interrupt controller. */
  boolean raised() {
    return channels.areUsed() ? channels.callWaits() : devices.pic().raised();
  }

  /** The vector by which it is asked; 0 of an event, which has none. */
  int acknowledge() {
    return channels.areUsed() ? 0 : devices.pic().acknowledge();
  }

  Interrupts.By asker() {
    return channels.areUsed() ? Interrupts.By.EVENT : Interrupts.By.DEVICE;
  }

  /** True as long as nothing has come that it waits for, and its own time brings nothing. */
  boolean isBlocked() {
    return blocked && runs() && !raised();
  }

  /** How often its kernel has called the hypervisor on purpose. */
  int calls() {
    return calls;
  }

  void called() {
    calls++;
  }

  long ticks() {
    return ticks;
  }

  @Override
  public void passed(long instructions) {
    ticks += instructions;
  }

  int exits() {
    int sum = 0;
    for (int count : exitsBy) {
      sum += count;
    }
    return sum;
  }

  int exits(ExitReason reason) {
    return exitsBy[reason.ordinal()];
  }

  void exited(ExitReason reason) {
    exitsBy[reason.ordinal()]++;
  }

  /** How often an instruction was not refused and did something else than it would have. */
  int lies() {
    return lies;
  }

  /** The last of them; {@link Lie#NONE} as long as there is none. */
  Lie lastLie() {
    return lastLie;
  }

  void lied(Lie lie) {
    lies++;
    lastLie = lie;
  }

  End end() {
    return end;
  }

  @Override
  public void stop(End why) {
    end = why;
  }

  @Override
  public void halt() {
    cpu.halted = true;
  }

  @Override
  public long time() {
    return devices.clock().now();
  }

  @Override
  public boolean setTime(long time) {
    return false;
  }

  @Override
  public PortMap ports() {
    return devices.ports();
  }

  @Override
  public boolean hasLocalApic() {
    return false;
  }

  @Override
  public int word(int physical) {
    return memory.read32(physical);
  }

  @Override
  public int read8(int at) throws GuestFault {
    return linear.read8(at);
  }

  @Override
  public void write8(int at, int value) throws GuestFault {
    linear.write8(at, value);
  }

  @Override
  public void reach(int at) throws GuestFault {
    linear.reach(at);
  }

  @Override
  public int readSystem8(int at) throws GuestFault {
    return linear.read8(at);
  }

  @Override
  public void writeSystem8(int at, int value) throws GuestFault {
    linear.write8(at, value);
  }

  @Override
  public void reachSystem(int at) throws GuestFault {
    linear.reach(at);
  }

  @Override
  public void directoryChanged(int cr3) {
    cpu.cr3 = cr3;
  }

  @Override
  public Done reaches(int physical) {
    stop(End.NO_MEMORY);
    return Done.STOPPED;
  }

  /**
   * A halted guest's time goes on to what wakes it. When so many deadlines of its clock have passed
   * without an interrupt that it lets in, none will come, unless somebody else sends an event.
   */
  void wake() {
    devices.clock().act();
    blocked = false;
    int patience = DEADLINES;
    while (runs() && cpu.halted && !blocked && !(cpu.interruptFlag && raised())) {
      patience--;
      if (!cpu.interruptFlag || patience < 0 || devices.clock().isIdleForever()) {
        blocked = cpu.interruptFlag && channels.mayBeSignalled();
        if (!blocked) {
          stop(End.HALTED);
        }
      } else {
        devices.clock().skipToDeadline();
        devices.clock().act();
      }
    }
  }

  boolean runs() {
    return end == End.NONE;
  }

  /** The ring in which it was left when another guest had its turn. */
  int savedRing() {
    return saved[Word.CS.ordinal()] & 3;
  }

  /** One of its registers while another guest runs. */
  int saved(Word word) {
    return saved[word.ordinal()];
  }

  void save(Frame frame) {
    for (Word word : Word.values()) {
      saved[word.ordinal()] = frame.get(word);
    }
  }

  void restore(Frame frame) {
    for (Word word : Word.values()) {
      frame.set(word, saved[word.ordinal()]);
    }
  }

  /** True before it has been entered for the first time. */
  boolean isNew() {
    return saved[Word.CS.ordinal()] == 0;
  }

  void step(boolean asksItself) {
    stepped = true;
    stepsItself = asksItself;
  }

  void endStep() {
    stepped = false;
  }

  boolean isStepped() {
    return stepped;
  }

  boolean stepsItself() {
    return stepsItself;
  }

  @Override
  public void save(StateWriter out) {
    cpu.save(out);
    shadow.save(out);
    devices.save(out);
    out.writeInts(saved);
    out.writeLong(ticks);
    out.writeInts(Arrays.copyOf(exitsBy, ExitReason.UNTRANSLATED));
    out.writeBoolean(stepped);
    out.writeBoolean(stepsItself);
    out.writeInt(end.ordinal());
    shared.save(out);
    channels.save(out);
    out.writeBoolean(blocked);
    out.writeInt(calls);
    out.writeInt(lies);
    lastLie.save(out);
  }

  @Override
  public void load(StateReader in) {
    cpu.load(in);
    shadow.load(in);
    devices.load(in);
    in.readInts(saved);
    ticks = in.readLong();
    int[] untranslated = new int[ExitReason.UNTRANSLATED];
    in.readInts(untranslated);
    System.arraycopy(untranslated, 0, exitsBy, 0, untranslated.length);
    stepped = in.readBoolean();
    stepsItself = in.readBoolean();
    end = End.values()[in.readInt()];
    shared.load(in);
    channels.load(in);
    blocked = in.readBoolean();
    calls = in.readInt();
    lies = in.readInt();
    lastLie = Lie.load(in);
  }

  /** How often it was left for reasons that trap and emulate has not. */
  void saveOtherExits(StateWriter out) {
    for (int i = ExitReason.UNTRANSLATED; i < exitsBy.length; i++) {
      out.writeInt(exitsBy[i]);
    }
  }

  void loadOtherExits(StateReader in) {
    for (int i = ExitReason.UNTRANSLATED; i < exitsBy.length; i++) {
      exitsBy[i] = in.readInt();
    }
  }

  /** The ring that the guest believes to be in. */
  static int believedRing(int realRing) {
    return realRing == 1 ? 0 : realRing;
  }

  /** A selector as the guest has it, from one that the processor has. */
  static int believed(int selector) {
    return (selector & 3) == 1 ? selector & ~3 : selector;
  }
}
