package cloister.cpu.host;

import cloister.bits.Hex;
import java.util.Arrays;

/**
 * How a program ended: the exception and the state in which its handler found the program.
 *
 * @param changes index and new value of every changed data word, in order of addresses
 */
record Outcome(
    int vector, int errorCode, int[] general, int eip, int eflags, int[] segments, int[] changes) {
  static final int TIMEOUT = 255;
  static final int PAGE_FAULT = 14;

  boolean equalBut(Outcome other, int ignoredFlags) {
    return vector == other.vector
        && errorCode == other.errorCode
        && eip == other.eip
        && ((eflags ^ other.eflags) & ~ignoredFlags) == 0
        && Arrays.equals(general, other.general)
        && Arrays.equals(segments, other.segments)
        && Arrays.equals(changes, other.changes);
  }

  /** True when nothing but flags differs. */
  boolean differsInFlagsOnly(Outcome other) {
    return equalBut(other, -1);
  }

  String describe() {
    StringBuilder text = new StringBuilder();
    text.append("vector ").append(Hex.hex8(vector));
    text.append(" error ").append(Hex.hex32(errorCode)).append(' ');
    text.append(registers(general, eip, eflags, segments));
    for (int i = 0; i < changes.length; i += 2) {
      text.append(' ').append(Hex.hex16(changes[i] * 4)).append(':');
      text.append(Hex.hex32(changes[i + 1]));
    }
    return text.toString();
  }

  static String registers(int[] general, int eip, int eflags, int[] segments) {
    StringBuilder text = new StringBuilder();
    String[] names = {"eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"};
    for (int i = 0; i < 8; i++) {
      text.append(names[i]).append(' ').append(Hex.hex32(general[i])).append(' ');
    }
    text.append("eip ").append(Hex.hex32(eip)).append(" fl ").append(Hex.hex32(eflags));
    String[] segmentNames = {" es ", " cs ", " ss ", " ds ", " fs ", " gs "};
    for (int i = 0; i < 6; i++) {
      text.append(segmentNames[i]).append(Hex.hex16(segments[i]));
    }
    return text.toString();
  }
}
