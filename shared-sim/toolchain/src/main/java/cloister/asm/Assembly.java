package cloister.asm;

import java.util.List;
import java.util.Map;

/**
 * The result of an assembly.
 *
 * @param image the flat binary; empty when there are errors
 * @param origin the address that the image is made for
 * @param warnings what is allowed but probably not meant
 * @param lines the source lines that made bytes, in order of the statements
 * @param symbols labels and constants in order of definition
 */
public record Assembly(
    byte[] image,
    int origin,
    List<AsmError> errors,
    List<AsmError> warnings,
    List<Line> lines,
    Map<String, Integer> symbols) {

  /**
   * Bytes of one source line; a macro's bytes belong to the line that calls it.
   *
   * @param line from 1
   * @param address of the first byte
   * @param offset of the first byte in the image
   * @param length in bytes
   */
  public record Line(String file, int line, int address, int offset, int length) {}

  public boolean succeeded() {
    return errors.isEmpty();
  }
}
