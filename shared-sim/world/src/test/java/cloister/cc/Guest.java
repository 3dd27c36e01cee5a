package cloister.cc;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.bus.Memory;
import cloister.cc.Gcc.Outcome;
import cloister.cpu.Coprocessor;
import cloister.cpu.decode.OpcodeTable;
import cloister.machine.Board;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs on our own processor, under the kernel of the lesson about system calls. */
public final class Guest {
  /** What makes a program for this kernel of sources and objects. */
  public static final List<String> FLAGS = List.of("-Ttext=100000", "-Wl,--oformat=binary");

  private static final Path KERNEL =
      Path.of("../../lessons/course/lib/kernel.asm").toAbsolutePath();
  private static final int PROGRAM = 0x100000;
  private static final int MEMORY = 2 << 20;
  private static final int MOST_STEPS = 400_000_000;
  private static final Assembly kernel = assembled();

  /**
   * What became of a program.
   *
   * @param instructions from the kernel's first to its last
   */
  public record Ran(Outcome outcome, int instructions) {}

  private Guest() {}

  /** The text of the kernel. */
  public static String kernelText() {
    try {
      return Files.readString(KERNEL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles one source with some flags, and runs it. */
  public static Ran run(Path source, List<String> flags) {
    List<String> command = new ArrayList<>(FLAGS);
    command.addAll(flags);
    command.add(source.getFileName().toString());
    Ours.Made made = Ours.make(source.toAbsolutePath().getParent(), command);
    if (made.diagnostics().anyError()) {
      String said = String.join("\n", Problems.of(made.diagnostics()));
      return new Ran(new Outcome(false, said, 1), 0);
    }
    return run(made.bytes());
  }

  /** Runs a flat program. */
  public static Ran run(byte[] program) {
    Board board = Board.withCoprocessor(MEMORY, new Coprocessor.X87());
    load(board.memory(), kernel.origin(), kernel.image());
    load(board.memory(), PROGRAM, program);
    board.startAt(0, kernel.origin());
    int steps = board.run(MOST_STEPS);
    int status = board.stopped() ? board.memory().read32(kernel.symbols().get("status")) : -1;
    return new Ran(new Outcome(true, board.consoleText(), status & 0xFF), steps);
  }

  private static void load(Memory memory, int address, byte[] image) {
    for (int i = 0; i < image.length; i++) {
      memory.write8(address + i, image[i]);
    }
  }

  private static Assembly assembled() {
    return new Assembler(new OpcodeTable()).assemble("kernel.asm", kernelText());
  }
}
