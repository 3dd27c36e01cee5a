package cloister.machine;

import cloister.bus.PortMap;
import cloister.codec.Json;
import cloister.cpu.Cpu;
import java.util.List;
import java.util.Optional;

/** A machine that starts at the reset vector, as one that is bought does. */
public interface Computer extends Machine {

  /** Instructions that the software which was started has done. */
  default long instructions() {
    return (long) cpu().instructionsHigh() << 32 | Integer.toUnsignedLong(cpu().instructionsLow());
  }

  /** True when it has come to an end that no software wants. */
  default boolean failed() {
    return cpu().shutDown();
  }

  /** The processor that does most of the instructions, whose code is worth translating. */
  default Cpu busiest() {
    return cpu();
  }

  /** True when it waits for an interrupt. */
  default boolean halted() {
    return cpu().halted();
  }

  /** How often a hypervisor was called, by reason; nothing where there is none. */
  default Json exits() {
    return Json.object().build();
  }

  /**
   * Who has done the instructions of {@link #instructions}, where a hypervisor has several ways;
   * nothing elsewhere.
   */
  default Json shares() {
    return Json.object().build();
  }

  /**
   * What the software can see, as {@link SoftwareDigest} has it; empty on boards that have none.
   */
  default Optional<String> softwareDigest() {
    return Optional.empty();
  }

  /** Its port space, to which a listener may be added before it runs. */
  PortMap ports();

  /** What stands on its screen, line by line; nothing when it has none. */
  List<String> screenLines();

  /** So many bytes can arrive at the serial port before one is lost. */
  int roomForInput();

  /** A byte arrives at the serial port. */
  void receive(int value);
}
