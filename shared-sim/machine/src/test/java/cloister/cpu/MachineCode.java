package cloister.cpu;

import java.util.Arrays;

/** Machine code written as text, one instruction a string, so that it can be read. */
public final class MachineCode {
  private MachineCode() {}

  /** The bytes of hexadecimal digits in pairs, separated by spaces. */
  public static int[] of(String... instructions) {
    return Arrays.stream(String.join(" ", instructions).split(" "))
        .mapToInt(digits -> Integer.parseInt(digits, 16))
        .toArray();
  }
}
