package cloister.hypervisor;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.Optional;

/** How the code of guests' kernels is run in ring 1. */
interface KernelCode extends Saveable {
  /** The host has begun. */
  void begun();

  /** One step of a guest. */
  int step();

  /** Instructions as {@link Deadline} counts them. */
  long time();

  /** What is kept of a guest's translations, beside what is in memory. */
  default void saveGuest(int guest, StateWriter out) {}

  default void loadGuest(int guest, StateReader in) {}

  /**
   * Instructions that a guest in the processor has done, of so many that the processor has done
   * since it was asked to enter; -1 where its code is not its own.
   */
  default long underway(long passed) {
    return -1;
  }

  /**
   * Instructions that the guest has done since it was entered.
   *
   * @param passed those of the processor since then, the entry code's among them
   */
  long done(long passed);

  /** The count at which to come back, for a guest that may do so many. */
  long until(VirtualMachine guest, long instructions);

  /** The guest was left: makes the frame the guest's own. */
  void left(VirtualMachine guest, int vector);

  ExitReason reason(VirtualMachine guest, int vector);

  /** True when no interrupt may come before the next instruction. */
  boolean shadows(VirtualMachine guest);

  /** What the guest's code has called the hypervisor for. */
  Done calledOut(VirtualMachine guest, CallOut callOut) throws GuestFault;

  /** Does an instruction that a translation has called for. */
  interface CallOut {
    Done emulate() throws GuestFault;
  }

  /**
   * A single step has ended.
   *
   * @return true when the guest's own instruction has not, or when nobody but we wanted it
   */
  boolean isWithin(VirtualMachine guest);

  /**
   * A write of the guest's into a traced page was refused.
   *
   * @return true when its instruction goes on otherwise, and the write shall not be let through
   */
  default boolean adapts(VirtualMachine guest) {
    return false;
  }

  /** The guest goes on somewhere else than where it was left. */
  void redirected(VirtualMachine guest);

  /** Looks for what the guest's kernel does next. */
  void find(VirtualMachine guest);

  /**
   * Makes the frame the processor's, as the last thing before the guest is entered.
   *
   * @param waits an interrupt waits until the guest lets it in
   */
  void enter(VirtualMachine guest, boolean waits);

  /** The interrupt flag as a guest has it now. */
  boolean letsInterruptsIn(int guest);

  /** The interrupt flag as a guest has it that was left, before the hypervisor has read it. */
  default boolean leftWithInterruptsIn(VirtualMachine guest) {
    return guest.letsInterruptsIn();
  }

  /** See {@link Technique#translated}. */
  Optional<TranslationView.Shown> translated(int guest);

  /** What was derived from the guest's tables was forgotten. */
  void waysForgotten(VirtualMachine guest);
}
