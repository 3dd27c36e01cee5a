package cloister.cc.driver;

import cloister.cc.check.Dialect;
import cloister.cc.parse.Limits;
import cloister.cc.preprocess.Options;

/**
 * How a source is compiled.
 *
 * @param optimize 0 keeps every variable in memory, where a debugger finds it; 1 makes small code,
 *     2 fast code
 * @param dialect what flags say about the language
 * @param debug true to tell debuggers all there is, not lines and variables alone
 */
public record CompileOptions(
    Options preprocess,
    Limits limits,
    int optimize,
    boolean omitFramePointer,
    Dialect dialect,
    boolean debug) {
  public CompileOptions(Options preprocess, Limits limits, int optimize, boolean omitFramePointer) {
    this(preprocess, limits, optimize, omitFramePointer, Dialect.PLAIN, false);
  }
}
