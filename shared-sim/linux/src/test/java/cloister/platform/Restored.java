package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Supplier;

/** Machines that are saved and restored on the way. */
final class Restored {
  private Restored() {}

  /**
   * Holds that a restored machine goes on as if nothing had happened, wherever it was saved.
   *
   * @param piece steps between two savings
   * @param most savings
   * @return what the command has printed
   */
  static String inPieces(String command, int piece, int most) {
    return inPieces(() -> Host.shell(command), piece, most);
  }

  /** The same for any machine. */
  static String inPieces(Supplier<Host> machine, int piece, int most) {
    String whole = machine.get().run().output();
    Host first = machine.get();
    for (int i = 0; i < most && !first.machine().stopped(); i++) {
      first.machine().run(piece);
      Host second = first.copy();
      assertArrayEquals(first.state(), second.state(), "saved, loaded and saved in piece " + i);
      String before = first.output();
      second.run();
      assertEquals(whole, before + second.output(), "restored in piece " + i);
    }
    return whole;
  }
}
