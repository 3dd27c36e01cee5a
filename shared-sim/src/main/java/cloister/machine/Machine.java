package cloister.machine;

import cloister.bus.Memory;
import cloister.bus.PortMap;
import cloister.cpu.Cpu;
import cloister.state.Saveable;
import java.util.List;

/**
 * A board that starts at the reset vector and runs by itself.
 *
 * <p>What a board is made of (ROMs, disks, where its output goes) is given when it is built and is
 * no part of its saved state; memory is saved page by page by its owner.
 */
public interface Machine extends Saveable {
  Cpu cpu();

  Memory memory();

  /** Its port space, to which a listener may be added before it runs. */
  PortMap ports();

  /**
   * Runs.
   *
   * @return steps done, jumps over idle time among them; fewer than {@code maxSteps} when the
   *     machine has {@link #stopped} or a stop was requested
   */
  int run(int maxSteps);

  /** From a device's output during {@link #run}: stop after the current step. */
  void requestStop();

  /** Nothing but a reset will make it go on. */
  boolean stopped();

  /** What stands on its screen, line by line; nothing when it has none. */
  List<String> screenLines();

  /** So many bytes can arrive at the serial port before one is lost. */
  int roomForInput();

  /** A byte arrives at the serial port. */
  void receive(int value);
}
