package cloister.kernel.seccomp;

/**
 * What a filter knows of a call: struct seccomp_data. The arguments are the registers' values, 64
 * bits each; what an address points at is not among it.
 *
 * @param instruction address behind the INT 80h
 */
public record CallData(int number, int instruction, int[] arguments) {
  static final int BYTES = 64;

  /** AUDIT_ARCH_I386. */
  public static final int ARCHITECTURE = 0x40000003;

  private static final int FIRST_ARGUMENT = 16;

  /** The word at an offset that is a multiple of four. */
  int word(int offset) {
    return switch (offset) {
      case 0 -> number;
      case 4 -> ARCHITECTURE;
      case 8 -> instruction;
      default ->
          offset >= FIRST_ARGUMENT && (offset & 4) == 0
              ? arguments[(offset - FIRST_ARGUMENT) / 8]
              : 0;
    };
  }
}
