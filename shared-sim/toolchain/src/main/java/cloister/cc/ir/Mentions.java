package cloister.cc.ir;

import cloister.cc.ir.Operand.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Which registers operations read and write, in the order in which they name them. */
public final class Mentions {
  private static final Consumer<Register> NOBODY = register -> {};

  private Mentions() {}

  /** Calls for every register that is read or written. */
  private record Collector(Consumer<Register> reads, Consumer<Register> writes)
      implements Substitution {
    @Override
    public Operand read(Operand operand) {
      if (operand instanceof Register register) {
        reads.accept(register);
      }
      return operand;
    }

    @Override
    public Register written(Register register) {
      writes.accept(register);
      return register;
    }
  }

  public static void reads(Operation operation, Consumer<Register> reader) {
    new Rewriter(new Collector(reader, NOBODY)).operation(operation);
  }

  public static void writes(Operation operation, Consumer<Register> writer) {
    new Rewriter(new Collector(NOBODY, writer)).operation(operation);
  }

  public static void reads(Terminator terminator, Consumer<Register> reader) {
    new Rewriter(new Collector(reader, NOBODY)).terminator(terminator);
  }

  /** Only {@code asm goto} can write. */
  public static void writes(Terminator terminator, Consumer<Register> writer) {
    if (terminator instanceof Terminator.AssemblyGoto) {
      new Rewriter(new Collector(NOBODY, writer)).terminator(terminator);
    }
  }

  public static List<Register> writes(Operation operation) {
    List<Register> written = new ArrayList<>();
    writes(operation, written::add);
    return written;
  }
}
