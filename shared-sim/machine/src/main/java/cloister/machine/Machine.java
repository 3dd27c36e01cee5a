package cloister.machine;

import cloister.bus.Memory;
import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.device.pic.Pic;
import cloister.device.pit.Pit;
import cloister.event.EventSink;
import cloister.event.History;
import cloister.state.Saveable;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A processor with memory and whatever else its board has, in steps: what a world is made of.
 *
 * <p>What a board is made of (ROMs, disks, where its output goes) is given when it is built and is
 * no part of its saved state; memory is saved page by page by its owner.
 */
public interface Machine extends Saveable {
  Cpu cpu();

  Memory memory();

  /** Reports what happens in processor and devices. */
  void setEventSink(EventSink sink);

  /**
   * Runs.
   *
   * @return steps done, jumps over idle time among them; fewer than {@code maxSteps} when the
   *     machine has {@link #stopped} or a stop was requested
   */
  int run(int maxSteps);

  /** From a device's output or an event sink during {@link #run}: stop after the current step. */
  void requestStop();

  /**
   * Nothing but a reset or something from outside will make it go on. A halt with an exception
   * pending is not the end.
   */
  boolean stopped();

  /** That it waits for its own clock for a while which people notice; nothing otherwise. */
  default Optional<Rest> rest() {
    return Optional.empty();
  }

  /**
   * Whether runs end where the machine rests, in the place of jumping over that time. It changes
   * nothing of what a step is, and belongs to no state.
   */
  default void waitForClock(boolean wait) {}

  /** True when the next step is the delivery of an interrupt from outside. */
  boolean interruptArrives();

  /** Takes out programs that lie elsewhere than in memory, before others are put in. */
  default void unload() {}

  /**
   * Puts a program into memory, before anything runs.
   *
   * @param file its name, which may say whose memory it is
   * @param origin the address that it was made for
   */
  default void load(String file, int origin, byte[] image) {
    for (int i = 0; i < image.length; i++) {
      memory().write8(origin + i, image[i]);
    }
  }

  /** What a machine of this kind can tell beside registers and memory; empty for other paths. */
  default Optional<Json> probe(String path) {
    return Optional.empty();
  }

  /** How many guests it has that can be frozen. */
  default int freezable() {
    return 0;
  }

  /** Whether a guest gets no turn, though it could go on. */
  default boolean isFrozen(int guest) {
    return false;
  }

  /** Freezes a guest or lets it go on: nothing of it changes, its own time included. */
  default void freeze(int guest, boolean frozen) {}

  /** Whether a snapshot of a guest is kept. */
  default boolean hasSnapshot(int guest) {
    return false;
  }

  /** Whether nothing of a guest is in the processor, so that it can be kept or put back. */
  default boolean takesSnapshot(int guest) {
    return false;
  }

  /** Takes a snapshot of a guest that is away, in place of an older one, or forgets it. */
  default void snapshot(int guest, boolean kept) {}

  /** A guest that is away becomes what it was when its snapshot was taken. */
  default void putBack(int guest) {}

  /** Whether a guest waits for what does not come of its own time. */
  default boolean isBlocked(int guest) {
    return false;
  }

  /** Whether a guest is told of what is typed to it. */
  default boolean takesKeys(int guest) {
    return false;
  }

  /** A byte is typed to a guest. */
  default void key(int guest, int value) {}

  /** Whose software runs now. */
  default Runner runner() {
    return new Runner(cpu().cpl(), 0);
  }

  /**
   * Whether runs of more than one step report what happens in the machine's parts alone: a kernel's
   * calls are what its users follow, and those of the processor are too many.
   */
  default boolean reportsParts() {
    return false;
  }

  /** The guests that run on it, for a page; nothing where there are none. */
  default Json guests() {
    return Json.NULL;
  }

  /**
   * How its guests were left, for a page; nothing where there are none.
   *
   * @param history what it has told
   * @param step at which the machine stands
   * @param rerun the run again, for whoever looks at one of its steps
   */
  default Json exits(History history, int step, Supplier<? extends Rerun> rerun) {
    return Json.NULL;
  }

  /**
   * The kernel that runs on it, for a page; nothing where it is none that we know.
   *
   * @param history what it has told
   * @param step at which the machine stands
   */
  default Json kernel(History history, int step) {
    return Json.NULL;
  }

  /** Where people type to its software and read what that writes; most machines have none. */
  default List<Terminal> terminals() {
    return List.of();
  }

  /** What was written to its debug console, one character a byte (ISO 8859-1). */
  String consoleText();

  /** The interrupt controllers, where the board has them. */
  default Optional<Pic> interruptControllers() {
    return Optional.empty();
  }

  /** The interval timer, where the board has one. */
  default Optional<Pit> intervalTimer() {
    return Optional.empty();
  }
}
