package cloister.cc.generate;

/**
 * How to generate code.
 *
 * @param optimize false for code that is close to the source
 * @param omitFramePointer true to address the frame by ESP, so that EBP is one more register; the
 *     call stack cannot be drawn from such frames
 */
public record Options(boolean optimize, boolean omitFramePointer) {
  public static final Options PLAIN = new Options(false, false);
  public static final Options OPTIMIZED = new Options(true, false);
}
