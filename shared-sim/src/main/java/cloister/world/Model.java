package cloister.world;

import cloister.cpu.Coprocessor;
import cloister.hypervisor.Host;
import cloister.machine.Board;
import cloister.machine.Machine;
import java.util.function.IntFunction;

/**
 * A kind of machine that a scenario can ask for by its name.
 *
 * @param make makes one with so many bytes of memory, as a boot loader leaves it: in real mode, at
 *     the start of the first program
 */
public record Model(String name, IntFunction<Machine> make) {
  private static final int START = 0x7c00;

  /** Processor, memory and debug console. */
  static final Model RINGS = new Model(Scenario.RINGS, memory -> started(new Board(memory)));

  /** The same with a timer, so that interrupts arrive. */
  static final Model TIMER = new Model(Scenario.TIMER, memory -> started(Board.withTimer(memory)));

  /** With a unit for floating point, for programs in C. */
  static Model process() {
    return new Model(
        Scenario.PROCESS, memory -> started(Board.withCoprocessor(memory, new Coprocessor.X87())));
  }

  /** Two guests under a hypervisor. */
  public static Model guests() {
    return new Model(
        Scenario.GUESTS,
        memory -> {
          Host host = new Host(memory, 2);
          host.start();
          return host;
        });
  }

  private static Machine started(Board board) {
    board.startAt(0, START);
    return board;
  }
}
