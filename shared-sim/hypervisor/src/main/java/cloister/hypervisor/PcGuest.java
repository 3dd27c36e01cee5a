package cloister.hypervisor;

import cloister.bus.ByteSink;
import cloister.bus.Memory;
import cloister.bus.PortMap;
import cloister.cpu.Cpu;
import cloister.cpu.vmx.Vmcs;
import cloister.machine.Chipset;
import cloister.machine.PcParts;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Ticks;

/** A guest that has the chip set of a PC: its time, its devices, its memory. */
final class PcGuest implements VtXGuest, Saveable {
  private final Memory memory;
  private final Cpu cpu;
  private final VtXPaging paging;
  private final PcPages pages;
  private final Chipset chipset;

  /** Instructions that it had done when it was left last. */
  private long instructions;

  /** What the host's count was when its first instruction since was due; -1 while it is left. */
  private long entered = -1;

  /**
   * Ticks that were skipped while it was halted are in the clock; these were written to the TSC.
   */
  private long counterAhead;

  private boolean halted;

  /** It is halted, and nothing of its own time will wake it. */
  private boolean asleep;

  private boolean nmi;

  /** One of its instructions may reach the registers of an APIC. */
  private boolean reaching;

  private VirtualMachine.End end = VirtualMachine.End.NONE;

  PcGuest(PcParts parts, Memory memory, Cpu cpu, Vmcs vmcs, PcPages pages, Parts other) {
    this.memory = memory;
    this.cpu = cpu;
    this.pages = pages;
    paging = new VtXPaging(memory, pages, vmcs);
    chipset = new Chipset(parts, memory, new Retired(), new Pins(other.leave), other.serial);
  }

  /**
   * @param leave makes the processor leave the guest before its next instruction
   * @param serial where its serial line leads
   */
  record Parts(Runnable leave, ByteSink serial) {}

  private final class Retired implements Ticks {
    @Override
    public int low() {
      return (int) instructions();
    }

    @Override
    public int high() {
      return (int) (instructions() >> 32);
    }
  }

  private final class Pins implements Chipset.Pins {
    private final Runnable leave;

    private Pins(Runnable leave) {
      this.leave = leave;
    }

    @Override
    public void requestStop() {
      leave.run();
    }

    @Override
    public void raiseNmi() {
      nmi = true;
      leave.run();
    }

    @Override
    public void resetRequested() {
      leave.run();
    }
  }

  Chipset chipset() {
    return chipset;
  }

  /** How many it has done, up to the present one. */
  long instructions() {
    return entered < 0 ? instructions : instructions + Math.max(0, retired() - entered);
  }

  private long retired() {
    return (long) cpu.retiredHigh() << 32 | cpu.retiredLow() & 0xffff_ffffL;
  }

  /**
   * @param wayOut instructions of the host before its first one
   */
  void enters(int wayOut) {
    entered = retired() + wayOut;
  }

  /**
   * @param wayIn instructions of the host after its last one
   */
  void isLeft(int wayIn) {
    instructions += retired() - wayIn - entered;
    entered = -1;
  }

  boolean halted() {
    return halted;
  }

  boolean waitsForNmi() {
    return nmi;
  }

  void takesNmi() {
    nmi = false;
  }

  boolean runs() {
    return end == VirtualMachine.End.NONE;
  }

  VirtualMachine.End end() {
    return end;
  }

  boolean isReaching() {
    return reaching;
  }

  /** The registers of APICs are shut again. */
  void hasReached() {
    if (reaching) {
      reaching = false;
      pages.shut();
    }
  }

  /** It begins once more, as at power-on. */
  void restart() {
    halted = false;
    asleep = false;
    nmi = false;
    end = VirtualMachine.End.NONE;
  }

  /** True when it has been found asleep, whatever has come since. */
  boolean wasAsleep() {
    return asleep;
  }

  /** True as long as only something from outside can wake it. */
  boolean isAsleep(boolean letsInterruptsIn) {
    return asleep && !nmi && !chipset.isResetRequested() && hearsNothing(letsInterruptsIn);
  }

  private boolean hearsNothing(boolean letsInterruptsIn) {
    boolean deaf = !letsInterruptsIn || chipset.isSilent();
    return deaf && !chipset.mayRaiseNmi();
  }

  /** A halted guest's time goes on to what wakes it; when nothing ever will, it sleeps. */
  void wake(boolean letsInterruptsIn) {
    asleep = false;
    chipset.clock().act();
    while (halted && !nmi && !(letsInterruptsIn && chipset.localApic().raised())) {
      if (chipset.isResetRequested() || hearsNothing(letsInterruptsIn)) {
        asleep = !chipset.isResetRequested();
        return;
      }
      chipset.clock().skipToDeadline();
      chipset.clock().act();
    }
    halted = false;
  }

  @Override
  public void passed(long count) {
    instructions += count;
  }

  @Override
  public void stop(VirtualMachine.End why) {
    end = why;
  }

  @Override
  public void halt() {
    halted = true;
  }

  @Override
  public long time() {
    return chipset.clock().now() + counterAhead;
  }

  @Override
  public boolean setTime(long ticks) {
    counterAhead = ticks - chipset.clock().now();
    return true;
  }

  @Override
  public PortMap ports() {
    return chipset.ports();
  }

  @Override
  public boolean hasLocalApic() {
    return cpu.apicEnabled();
  }

  @Override
  public int word(int physical) {
    return memory.read32(pages.host(physical));
  }

  @Override
  public int read8(int linear) throws GuestFault {
    return memory.read8(pages.host(paging.physical(linear, false)));
  }

  @Override
  public void write8(int linear, int value) throws GuestFault {
    memory.write8(pages.host(paging.physical(linear, true)), value & 0xFF);
  }

  @Override
  public void reach(int linear) throws GuestFault {
    paging.physical(linear, true);
  }

  @Override
  public int readSystem8(int linear) throws GuestFault {
    return memory.read8(pages.host(paging.systemPhysical(linear, false)));
  }

  @Override
  public void writeSystem8(int linear, int value) throws GuestFault {
    memory.write8(pages.host(paging.systemPhysical(linear, true)), value & 0xFF);
  }

  @Override
  public void reachSystem(int linear) throws GuestFault {
    paging.systemPhysical(linear, true);
  }

  /** Its VMCS says so. */
  @Override
  public void directoryChanged(int cr3) {}

  /** One instruction reaches it, and then the guest is left again: devices may have changed. */
  @Override
  public Done reaches(int physical) {
    if (!PcPages.isDevice(physical)) {
      stop(VirtualMachine.End.NO_MEMORY);
      return Done.STOPPED;
    }
    pages.open(physical);
    reaching = true;
    return Done.STEPPED;
  }

  @Override
  public void save(StateWriter out) {
    out.writeLong(instructions);
    out.writeLong(entered);
    out.writeLong(counterAhead);
    out.writeBoolean(halted);
    out.writeBoolean(asleep);
    out.writeBoolean(nmi);
    out.writeBoolean(reaching);
    out.writeInt(end.ordinal());
    chipset.save(out);
  }

  @Override
  public void load(StateReader in) {
    instructions = in.readLong();
    entered = in.readLong();
    counterAhead = in.readLong();
    halted = in.readBoolean();
    asleep = in.readBoolean();
    nmi = in.readBoolean();
    reaching = in.readBoolean();
    end = VirtualMachine.End.values()[in.readInt()];
    chipset.load(in);
  }
}
