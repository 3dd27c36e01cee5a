package cloister.cc.generate;

/**
 * How to generate code.
 *
 * @param omitFramePointer true to address the frame by ESP, so that EBP is one more register; the
 *     call stack cannot be drawn from such frames
 * @param optimize false for code in the order of the source
 * @param compact true where room counts more than time: functions begin at any address
 * @param debug true to tell debuggers of blocks and frames too, not of lines and variables alone
 */
public record GeneratorOptions(
    boolean omitFramePointer, boolean optimize, boolean compact, boolean debug) {
  public GeneratorOptions(boolean omitFramePointer) {
    this(omitFramePointer, true, false, false);
  }
}
