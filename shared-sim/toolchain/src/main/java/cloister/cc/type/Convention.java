package cloister.cc.type;

/**
 * How a function is called (GCC manual, x86 Function Attributes). Two functions whose conventions
 * are not the same have types that are not compatible. A variadic function takes its arguments from
 * the stack and leaves them there, whatever its convention.
 *
 * @param registers how many words may be passed in registers
 * @param chosen true when {@code regparm} says so
 */
public record Convention(Kind kind, int registers, boolean chosen) {
  /** The most words that {@code regparm} allows. */
  public static final int MOST_REGISTERS = 3;

  /** The System V convention (i386 ABI, 3-9). */
  public static final Convention PLAIN = new Convention(Kind.CDECL, 0, false);

  /** The attribute that names it. */
  public enum Kind {
    CDECL("cdecl"),
    /** The callee takes its arguments from the stack. */
    STDCALL("stdcall"),
    /** So it does here, and ECX and EDX hold the first two words. */
    FASTCALL("fastcall");

    private final String spelling;

    Kind(String spelling) {
      this.spelling = spelling;
    }

    public String spelling() {
      return spelling;
    }
  }

  public Convention with(Kind other) {
    return other == Kind.FASTCALL
        ? new Convention(other, 2, false)
        : new Convention(other, registers, chosen);
  }

  public Convention withRegisters(int words) {
    return new Convention(kind, words, true);
  }

  /** As it is written behind a type; empty for what need not be said. */
  String text() {
    String first = kind == Kind.CDECL ? "" : kind.spelling;
    String second = chosen ? "regparm(" + registers + ")" : "";
    String between = first.isEmpty() || second.isEmpty() ? "" : ", ";
    String both = first + between + second;
    return both.isEmpty() ? "" : " __attribute__((" + both + "))";
  }
}
