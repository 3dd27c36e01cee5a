package cloister.hypervisor;

import cloister.codec.Json;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.List;
import java.util.Optional;

/**
 * A way to run guests: how a guest is entered and left, how its kernel's code is run, and what is
 * done when it was left. What all ways have in common is the guests themselves ({@link
 * VirtualMachine}: memory, devices on guest time, counts) and their turns ({@link Guests}).
 */
interface Technique extends Saveable {
  /**
   * The host's entry code has written to the port; what else it says is in the processor's
   * registers.
   *
   * @param frame physical address of what it has saved
   */
  void called(int frame);

  /**
   * One step of the processor, in host or guest, with all that has to be seen of it.
   *
   * @return steps done: 1, or 0 where the processor can do none
   */
  int step();

  /** The instructions that {@link Deadline} counts, since the beginning. */
  long time();

  /** True while the processor runs the present guest, and not the host. */
  boolean isInGuest();

  /**
   * Instructions that the present guest has done since it was entered, while its registers are the
   * processor's; -1 while they are not.
   */
  default long underway() {
    return -1;
  }

  /** Everything that is kept of a guest that is away, beside what is in memory. */
  void saveGuest(int guest, StateWriter out);

  void loadGuest(int guest, StateReader in);

  /** What is held in memory for a guest alone, beside its own memory. */
  Held held(int guest);

  /** The interrupt flag as a guest has it now. */
  boolean letsInterruptsIn(int guest);

  /** A guest's translations, and where in them it is; empty where nothing is translated. */
  default Optional<TranslationView.Shown> translated(int guest) {
    return Optional.empty();
  }

  /** The ring in which a guest really is; -1 before it has been entered. */
  int ring(int guest);

  /**
   * What a probe finds of a guest's last exit, where the processor tells of it.
   *
   * @param what reason, qualification, eip or length
   */
  default Optional<Json> lastExit(int guest, String what) {
    return Optional.empty();
  }

  /** A guest's page tables beside the hypervisor's; null as long as it has none. */
  Json ways(int guest);

  /** Entries of tables that the processor reads to find a guest's present instruction. */
  int reads(int guest);

  /** What is kept of a guest while it does not run. */
  List<Cell> cells(int guest);

  /** What the processor keeps of a guest, as a page shows it; null where it keeps nothing. */
  default Json kept(int guest) {
    return Json.NULL;
  }
}
