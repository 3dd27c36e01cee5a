package cloister.world.timeline;

import cloister.cpu.Cpu;
import cloister.event.Event;
import cloister.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/** The last steps: where each instruction lay, its bytes, its privilege level. A ring buffer. */
final class Trail {
  static final int LENGTH = 64;
  private static final int CODE_WORDS = 4;

  private final int[] steps = new int[LENGTH];
  private final int[] addresses = new int[LENGTH];
  private final int[] bits = new int[LENGTH];
  private final int[] levels = new int[LENGTH];
  private final Moment.Kind[] kinds = new Moment.Kind[LENGTH];
  private final int[] code = new int[LENGTH * CODE_WORDS];
  private int newest = -1;
  private int count;

  void clear() {
    count = 0;
  }

  /** Notes what is about to run; {@link #commit} keeps it, and what came in its place. */
  void prepare(Machine machine, int step) {
    Cpu cpu = machine.cpu();
    int slot = (newest + 1) % LENGTH;
    int address = cpu.linearEip();
    steps[slot] = step;
    addresses[slot] = address;
    bits[slot] = cpu.codeBits();
    levels[slot] = cpu.cpl();
    kinds[slot] = kind(cpu);
    for (int i = 0; i < CODE_WORDS; i++) {
      code[slot * CODE_WORDS + i] = cpu.linear().read32(address + 4 * i);
    }
  }

  private static Moment.Kind kind(Cpu cpu) {
    if (cpu.faultPending()) {
      return Moment.Kind.DELIVERY;
    }
    return cpu.halted() ? Moment.Kind.IDLE : Moment.Kind.INSTRUCTION;
  }

  void commit(Machine machine) {
    newest = (newest + 1) % LENGTH;
    count = Math.min(count + 1, LENGTH);
    if (machine.cpu().interrupted()) {
      kinds[newest] = Moment.Kind.INTERRUPT;
    }
  }

  /** What the last step was. */
  Moment.Kind kind() {
    return kinds[newest];
  }

  /** Where the last step was. */
  int address() {
    return addresses[newest];
  }

  int count() {
    return count;
  }

  /** The step that was {@code back} steps ago, 0 for the last one, without its events. */
  Moment moment(int back, List<Event> events) {
    int slot = (newest - back + 2 * LENGTH) % LENGTH;
    byte[] bytes = new byte[CODE_WORDS * 4 - 1];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (code[slot * CODE_WORDS + i / 4] >>> 8 * (i % 4));
    }
    return new Moment(
        steps[slot], kinds[slot], addresses[slot], bits[slot], levels[slot], bytes, events);
  }

  /** The last instructions of the present visit to a ring, oldest first, at most {@code most}. */
  List<Moment> visit(int cpl, int most) {
    List<Moment> moments = new ArrayList<>();
    for (int back = 0; back < count && moments.size() < most; back++) {
      Moment moment = moment(back, List.of());
      boolean instruction = moment.kind() == Moment.Kind.INSTRUCTION;
      if (moment.cpl() != cpl) {
        break;
      }
      if (instruction) {
        moments.add(0, moment);
      }
    }
    return moments;
  }
}
