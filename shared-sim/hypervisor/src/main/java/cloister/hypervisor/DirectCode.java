package cloister.hypervisor;

import cloister.cpu.Cpu;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.Optional;

/** A guest's kernel runs as it is; the processor refuses what it may not do. */
final class DirectCode implements KernelCode {
  /**
   * Instructions of the entry code from the write to the port up to its IRET, that write and the
   * IRET included.
   */
  static final int WAY_OUT = 10;

  /** Instructions of the entry code from its first one to the write to the port, without that. */
  private static final int WAY_IN = 12;

  private final HostParts host;
  private final Cpu cpu;
  private final LieDetector lies;

  DirectCode(HostParts host) {
    this.host = host;
    cpu = host.cpu();
    lies = new LieDetector(cpu, host.memory());
  }

  @Override
  public void begun() {}

  @Override
  public int step() {
    boolean sensitive = lies.before(host.guests().current());
    int ran = cpu.run(1);
    if (sensitive) {
      lies.behind().ifPresent(host.guests()::lied);
    }
    return ran;
  }

  @Override
  public long time() {
    return host.retired();
  }

  @Override
  public long done(long passed) {
    return passed - WAY_OUT - WAY_IN;
  }

  @Override
  public long underway(long passed) {
    return passed - WAY_OUT;
  }

  @Override
  public long until(VirtualMachine guest, long instructions) {
    return WAY_OUT + instructions;
  }

  @Override
  public void left(VirtualMachine guest, int vector) {}

  @Override
  public ExitReason reason(VirtualMachine guest, int vector) {
    return ExitReason.of(vector, guest.isStepped());
  }

  @Override
  public boolean shadows(VirtualMachine guest) {
    return false;
  }

  @Override
  public Done calledOut(VirtualMachine guest, CallOut callOut) throws GuestFault {
    throw GuestFault.of(HostLayout.CALL_OUT_VECTOR, GuestFault.NO_ERROR_CODE);
  }

  @Override
  public boolean isWithin(VirtualMachine guest) {
    return false;
  }

  @Override
  public void redirected(VirtualMachine guest) {}

  @Override
  public void find(VirtualMachine guest) {}

  @Override
  public void enter(VirtualMachine guest, boolean waits) {}

  @Override
  public void waysForgotten(VirtualMachine guest) {}

  @Override
  public boolean letsInterruptsIn(int guest) {
    return host.guests().machines().get(guest).letsInterruptsIn();
  }

  @Override
  public Optional<TranslationView.Shown> translated(int guest) {
    return Optional.empty();
  }

  @Override
  public void save(StateWriter out) {}

  @Override
  public void load(StateReader in) {}
}
