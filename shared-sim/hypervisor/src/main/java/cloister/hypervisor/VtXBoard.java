package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.cpu.HardwareVirtualization;
import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;
import cloister.event.EventSink;
import cloister.event.Families;
import cloister.event.Relay;
import cloister.machine.Board;
import cloister.machine.Machine;
import cloister.machine.Runner;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.Optional;

/**
 * The lab's board with a processor that has VT-x, and nobody on it: whatever runs there makes
 * itself the hypervisor, or does not. Entries and exits are told as on a host of ours.
 */
public final class VtXBoard implements Machine {
  private final HardwareVirtualization.VtX virtualization = new HardwareVirtualization.VtX();
  private final Board board;
  private final Relay events = new Relay();
  private boolean stopRequested;

  public VtXBoard(int memoryBytes) {
    board = Board.withVirtualization(memoryBytes, virtualization);
  }

  /** See {@link Board#startAt}. */
  public void startAt(int segment, int offset) {
    board.startAt(segment, offset);
  }

  @Override
  public Cpu cpu() {
    return board.cpu();
  }

  @Override
  public Memory memory() {
    return board.memory();
  }

  @Override
  public void setEventSink(EventSink sink) {
    board.setEventSink(sink);
    events.setListener(sink);
  }

  @Override
  public int run(int maxSteps) {
    stopRequested = false;
    int done = 0;
    while (done < maxSteps && !stopRequested && !stopped()) {
      boolean inside = cpu().nonRoot();
      int ran = board.run(1);
      if (inside != cpu().nonRoot() && events.listens(Families.PARTS)) {
        tell(inside);
      }
      done += ran;
      if (ran == 0) {
        break;
      }
    }
    return done;
  }

  private void tell(boolean left) {
    Vmcs vmcs = new Vmcs(memory(), virtualization.current());
    int eip = vmcs.get(VmcsField.GUEST_RIP);
    if (left) {
      int reason = vmcs.get(VmcsField.EXIT_REASON) & 0xFFFF;
      int qualification = vmcs.get(VmcsField.EXIT_QUALIFICATION);
      events.accept(new VmExit(0, reason, qualification, eip, vmcs.get(VmcsField.EXIT_LENGTH)));
    } else {
      int info = vmcs.get(VmcsField.ENTRY_INTERRUPTION);
      events.accept(new VmEntry(0, eip, info < 0 ? info & 0xFF : -1));
    }
  }

  /** {@code vm.current}, {@code vm.error} and {@code vm.inside}: what the processor has of VT-x. */
  @Override
  public Optional<Json> probe(String path) {
    if (!path.startsWith("vm.")) {
      return Optional.empty();
    }
    int current = virtualization.current();
    return switch (path.substring(3)) {
      case "on" -> Optional.of(Json.of(virtualization.isOn()));
      case "current" -> Optional.of(current == Vmcs.NONE ? Json.of("none") : Json.of(current));
      case "error" ->
          Optional.of(current == Vmcs.NONE ? Json.of(0) : field(VmcsField.INSTRUCTION_ERROR));
      case "inside" -> Optional.of(Json.of(cpu().nonRoot()));
      default -> Optional.empty();
    };
  }

  private Json field(VmcsField field) {
    return Json.unsigned(new Vmcs(memory(), virtualization.current()).get(field));
  }

  /** A guest is the first of one. */
  @Override
  public Runner runner() {
    return new Runner(cpu().cpl(), cpu().nonRoot() ? 1 : 0);
  }

  @Override
  public void requestStop() {
    stopRequested = true;
    board.requestStop();
  }

  @Override
  public boolean stopped() {
    return board.stopped();
  }

  @Override
  public boolean interruptArrives() {
    return board.interruptArrives();
  }

  @Override
  public String consoleText() {
    return board.consoleText();
  }

  @Override
  public void save(StateWriter out) {
    board.save(out);
  }

  @Override
  public void load(StateReader in) {
    board.load(in);
  }
}
