package cloister.cc.gas;

/**
 * Sees to it that every source is done with some time and memory, also one that doubles and
 * doubles. What the source has itself costs nothing, only what is made of it.
 */
final class Budget {
  private static final int MOST_CHARACTERS = 8 << 20;
  private static final int MOST_STATEMENTS = 1_000_000;
  private static final int MOST_MEBIBYTES = 64;

  private long characters = MOST_CHARACTERS;
  private long statements = MOST_STATEMENTS;
  private long bytes = (long) MOST_MEBIBYTES << 20;
  private boolean spent;

  /** True when no more can be done: the rest of the source is left out. */
  boolean isSpent() {
    return spent;
  }

  /** Leaves out the rest of the source for another reason. */
  void stop() {
    spent = true;
  }

  /** A text that macros, repetitions and inclusions make. */
  void text(long length) throws GasError {
    characters -= length;
    need(characters >= 0);
  }

  void statement() throws GasError {
    statements--;
    need(statements >= 0);
  }

  /** Refuses at once what would take more statements than are left. */
  void expect(long count) throws GasError {
    need(count <= statements);
  }

  private void need(boolean enough) throws GasError {
    if (!enough) {
      spent = true;
      throw GasComplaint.tooMuch(MOST_CHARACTERS >> 20, MOST_STATEMENTS);
    }
  }

  /** Bytes of the object that a number or a file's name stands for. */
  void room(long count) throws GasError {
    if (count < 0) {
      throw GasComplaint.number(Long.toString(count));
    }
    if (count > bytes) {
      throw GasComplaint.tooLarge(MOST_MEBIBYTES);
    }
    bytes -= count;
  }
}
