package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.hypervisor.Frame.Word;
import cloister.time.Ticks;

/** A guest: its memory, what the hypervisor keeps of its processor, its devices, its time. */
final class VirtualMachine {
  /** Where a guest's first program lies and begins, in protected mode with flat segments. */
  static final int START = 0x7C00;

  private final GuestMemory memory;
  private final VirtualCpu cpu = new VirtualCpu();
  private final GuestTables tables;
  private final GuestLinear linear;
  private final ShadowTables shadow;
  private final VirtualDevices devices = new VirtualDevices(new Retired());

  /** Its registers while another guest runs, or the host. */
  private final int[] saved = new int[Frame.WORDS];

  /** Instructions that it has done. */
  private long ticks;

  private long exits;

  /** Why it runs no more; empty while it does. */
  private String stopped = "";

  VirtualMachine(Memory host, int base, int size, int pool, int poolPages) {
    memory = new GuestMemory(host, base, size);
    tables = new GuestTables(memory, cpu);
    linear = new GuestLinear(memory, tables, cpu);
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

  ShadowTables shadow() {
    return shadow;
  }

  VirtualDevices devices() {
    return devices;
  }

  long ticks() {
    return ticks;
  }

  void passed(long instructions) {
    ticks += instructions;
  }

  long exits() {
    return exits;
  }

  void exited() {
    exits++;
  }

  String stopped() {
    return stopped;
  }

  void stop(String why) {
    stopped = why;
  }

  boolean runs() {
    return stopped.isEmpty();
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

  /** The ring that the guest believes to be in. */
  static int believedRing(int realRing) {
    return realRing == 1 ? 0 : realRing;
  }

  /** A selector as the guest has it, from one that the processor has. */
  static int believed(int selector) {
    return (selector & 3) == 1 ? selector & ~3 : selector;
  }
}
