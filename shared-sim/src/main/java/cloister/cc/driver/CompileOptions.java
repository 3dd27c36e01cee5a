package cloister.cc.driver;

import cloister.cc.preprocess.Options;
import cloister.cc.type.Convention;

/**
 * How a source is compiled.
 *
 * @param optimize 0 keeps every variable in memory, where a debugger finds it; 1 makes small code,
 *     2 fast code
 * @param convention how functions are called that do not say it
 */
public record CompileOptions(
    Options preprocess, int optimize, boolean omitFramePointer, Convention convention) {
  public CompileOptions(Options preprocess, int optimize, boolean omitFramePointer) {
    this(preprocess, optimize, omitFramePointer, Convention.PLAIN);
  }
}
