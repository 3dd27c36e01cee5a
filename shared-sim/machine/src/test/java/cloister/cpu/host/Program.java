package cloister.cpu.host;

import cloister.bits.Hex;
import java.util.Arrays;

/**
 * A random program with the state it starts from.
 *
 * @param general EAX ECX EDX EBX ESP EBP ESI EDI
 * @param segments selectors of ES CS SS DS FS GS
 * @param starts bit n set: an instruction starts at offset n of the code
 * @param instructions how many were generated
 */
record Program(
    int[] general, int eflags, int[] segments, byte[] code, long starts, int instructions) {
  static final int ES = 0;
  static final int CS = 1;
  static final int SS = 2;
  static final int DS = 3;
  static final int FS = 4;
  static final int GS = 5;

  /** The same program, cut off after so many bytes. */
  Program beginning(int length) {
    long kept = starts & (length == 64 ? -1 : (1L << length) - 1);
    byte[] cut = Arrays.copyOf(code, length);
    return new Program(general, eflags, segments, cut, kept, Long.bitCount(kept));
  }

  String describe() {
    StringBuilder text = new StringBuilder("code");
    for (int i = 0; i < code.length; i++) {
      text.append((starts >>> i & 1) != 0 ? " | " : " ").append(Hex.hex8(code[i]));
    }
    return text + "\nfrom " + Outcome.registers(general, Layout.ENTRY, eflags, segments);
  }
}
