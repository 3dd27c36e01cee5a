package cloister.world;

import cloister.cpu.Coprocessor;
import cloister.hypervisor.Host;
import cloister.hypervisor.VtXBoard;
import cloister.machine.Board;
import cloister.machine.Machine;

/**
 * A kind of machine that a scenario can ask for by its name.
 *
 * @param make makes one, as a boot loader leaves it: in real mode, at the start of the first
 *     program
 */
public record Model(String name, Maker make) {
  /** Makes a machine as a scenario wants it. */
  public interface Maker {
    Machine of(Scenario scenario);
  }

  private static final int START = 0x7c00;

  /** Processor, memory and debug console. */
  static final Model RINGS = new Model(Scenario.RINGS, start -> started(new Board(start.memory())));

  /** The same with a timer, so that interrupts arrive. */
  static final Model TIMER =
      new Model(Scenario.TIMER, start -> started(Board.withTimer(start.memory())));

  /** With a unit for floating point, for programs in C. */
  static Model process() {
    return new Model(
        Scenario.PROCESS,
        start -> started(Board.withCoprocessor(start.memory(), new Coprocessor.X87())));
  }

  /** Two guests under a hypervisor. */
  public static Model guests() {
    return new Model(
        Scenario.GUESTS,
        start -> {
          Host host = new Host(start.memory(), 2, start.technique());
          host.start();
          return host;
        });
  }

  /** With VT-x, for a hypervisor of one's own. */
  public static Model virtualization() {
    return new Model(
        Scenario.VT_X_BOARD,
        start -> {
          VtXBoard board = new VtXBoard(start.memory());
          board.startAt(0, START);
          return board;
        });
  }

  private static Machine started(Board board) {
    board.startAt(0, START);
    return board;
  }
}
