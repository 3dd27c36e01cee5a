package cloister.cc.driver;

import cloister.cc.parse.Limits;
import cloister.cc.preprocess.Options;
import cloister.cc.type.Convention;

/**
 * How a source is compiled.
 *
 * @param optimize 0 keeps every variable in memory, where a debugger finds it; 1 makes small code,
 *     2 fast code
 * @param convention how functions are called that do not say it
 * @param debug true to tell debuggers all there is, not lines and variables alone
 */
public record CompileOptions(
    Options preprocess,
    Limits limits,
    int optimize,
    boolean omitFramePointer,
    Convention convention,
    boolean debug) {
  public CompileOptions(Options preprocess, Limits limits, int optimize, boolean omitFramePointer) {
    this(preprocess, limits, optimize, omitFramePointer, Convention.PLAIN, false);
  }
}
