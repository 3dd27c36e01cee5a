package cloister.cc.type;

/**
 * The length of an array that is computed when its declaration is reached (C11 6.7.6.2).
 *
 * @param number counted within a translation unit
 */
public record VariableLength(int number) {}
