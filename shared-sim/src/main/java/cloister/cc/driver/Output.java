package cloister.cc.driver;

/**
 * A file that a command makes.
 *
 * @param name empty for the text that {@code -E} shows
 * @param executable true for a program
 */
public record Output(String name, byte[] bytes, boolean executable) {}
