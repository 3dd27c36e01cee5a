package cloister.cc.lower;

/**
 * How to lower.
 *
 * @param keepVariablesInMemory true when a debugger shall find every variable in the frame always
 */
public record LoweringOptions(boolean keepVariablesInMemory) {}
