package cloister.cc.lower;

/**
 * How to lower.
 *
 * @param keepVariablesInMemory true when a debugger shall find every variable in the frame always
 * @param debug true to tell debuggers of parameters in the caller's frame too
 */
public record LoweringOptions(boolean keepVariablesInMemory, boolean debug) {
  public LoweringOptions(boolean keepVariablesInMemory) {
    this(keepVariablesInMemory, false);
  }
}
