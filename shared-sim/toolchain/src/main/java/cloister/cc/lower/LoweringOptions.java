package cloister.cc.lower;

import cloister.cc.type.Convention;

/**
 * How to lower.
 *
 * @param keepVariablesInMemory true when a debugger shall find every variable in the frame always
 * @param convention how the compiler's own library is called
 * @param debug true to tell debuggers of parameters in the caller's frame too
 */
public record LoweringOptions(boolean keepVariablesInMemory, Convention convention, boolean debug) {
  public LoweringOptions(boolean keepVariablesInMemory) {
    this(keepVariablesInMemory, Convention.PLAIN, false);
  }
}
