package cloister.cc.check.scope;

/**
 * The attribute {@code format}: which argument is the format and which is the first to be written.
 *
 * @param style {@code printf} or {@code scanf}
 * @param text counted from 1
 * @param first counted from 1, or 0 when the arguments come as a list
 */
public record Format(String style, int text, int first) {}
