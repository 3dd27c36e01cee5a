package cloister.cli;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.cpu.decode.OpcodeTable;
import cloister.machine.Board;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to measure with. It leaves its result in a fixed place and halts; a wrong result is no
 * measurement.
 *
 * @param expected the result
 */
record Workload(String name, int expected) {
  static final List<Workload> ALL =
      List.of(
          new Workload("sieve", 9592),
          new Workload("memcpy", 134_225_920),
          new Workload("calls", 75_025),
          new Workload("crc", 0x9c18_6d14),
          new Workload("sort", 1000),
          new Workload("gates", 200_000),
          new Workload("ports", 76_500_000));

  private static final int MEMORY = 1 << 20;
  private static final int RESULT = 0x600;
  private static final int MOST_STEPS = 200_000_000;

  /** What one run took. */
  record Run(long instructions, double millis) {
    double mips() {
      return instructions / millis / 1000;
    }
  }

  /** Runs on a board of its own, with nobody listening. */
  Run run(OpcodeTable opcodes) throws CommandFailure {
    Assembly assembly =
        new Assembler(opcodes, file -> Optional.of(read(file)), Map.of())
            .assemble(name, read(name + ".asm"));
    Board board = new Board(MEMORY);
    byte[] image = assembly.image();
    for (int i = 0; i < image.length; i++) {
      board.memory().write8(assembly.origin() + i, image[i]);
    }
    board.startAt(0, assembly.origin());
    long start = System.nanoTime();
    int steps = board.cpu().run(MOST_STEPS);
    double millis = (System.nanoTime() - start) / 1e6;
    int result = board.memory().read32(RESULT);
    if (!board.stopped() || board.cpu().shutDown() || result != expected) {
      throw new CommandFailure(
          name + " came to " + result + " after " + steps + " steps, which is wrong");
    }
    return new Run(Integer.toUnsignedLong(board.cpu().instructionsLow()), millis);
  }

  private static String read(String file) {
    try (InputStream in = Workload.class.getResourceAsStream("/bench/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
