package cloister.cc.assemble;

import cloister.asm.report.Span;
import cloister.elf.ObjectFile;
import java.util.List;
import java.util.Map;

/**
 * An object with its lines and labels.
 *
 * @param marks in the order of the code: what was made for which place in the source
 * @param labels all of them, also those that stay out of the symbol table
 */
public record Assembled(ObjectFile object, List<Mark> marks, Map<String, Place> labels) {

  /** Up to the next mark in its section, code is for this place in the source. */
  public record Mark(Span span, Place place) {}

  /**
   * A place in the object.
   *
   * @param section its index in the object
   */
  public record Place(int section, int offset) {}
}
