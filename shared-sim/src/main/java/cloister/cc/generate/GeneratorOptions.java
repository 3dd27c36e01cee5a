package cloister.cc.generate;

/**
 * How to generate code.
 *
 * @param omitFramePointer true to address the frame by ESP, so that EBP is one more register; the
 *     call stack cannot be drawn from such frames
 * @param optimize false for code in the order of the source
 */
public record GeneratorOptions(boolean omitFramePointer, boolean optimize) {
  public GeneratorOptions(boolean omitFramePointer) {
    this(omitFramePointer, true);
  }
}
