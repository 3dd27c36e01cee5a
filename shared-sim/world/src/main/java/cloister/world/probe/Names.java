package cloister.world.probe;

import java.util.List;

/** Register and flag names in the processor's numbering. */
public final class Names {
  public static final List<String> GENERAL =
      List.of("eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi");

  /** The stack pointer among them. */
  public static final int ESP = 4;

  /** In the order of {@link cloister.cpu.core.Segments}. */
  public static final List<String> SEGMENTS =
      List.of("es", "cs", "ss", "ds", "fs", "gs", "ldtr", "tr");

  /** From the most significant flag down. */
  public static final List<Flag> FLAGS =
      List.of(
          new Flag("iopl", 13, 12),
          new Flag("of", 11, 11),
          new Flag("df", 10, 10),
          new Flag("if", 9, 9),
          new Flag("tf", 8, 8),
          new Flag("sf", 7, 7),
          new Flag("zf", 6, 6),
          new Flag("af", 4, 4),
          new Flag("pf", 2, 2),
          new Flag("cf", 0, 0));

  private static final List<String> FLOATING_POINT = List.of("IE", "DE", "ZE", "OE", "UE", "PE");

  private Names() {}

  /** The flags of the x87 status word that are set, as the manual abbreviates them. */
  public static String floatingPointExceptions(int exceptions) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < FLOATING_POINT.size(); i++) {
      if ((exceptions >>> i & 1) != 0) {
        names.append(names.isEmpty() ? "" : " ").append(FLOATING_POINT.get(i));
      }
    }
    return names.toString();
  }

  /** A field of EFLAGS (SDM 1, 3.4.3). */
  public record Flag(String name, int high, int low) {}
}
