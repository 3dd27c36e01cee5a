package cloister.asm.encode;

import cloister.asm.value.Base;
import cloister.asm.value.Value;

/**
 * Where an instruction is being assembled.
 *
 * @param bits 16 or 32
 * @param section the section's number, -1 for absolute space
 * @param offset within the section
 * @param last true in the pass whose bytes count
 * @param layout what is known about the sections' places
 */
public record Site(int bits, int section, long offset, boolean last, Layout layout) {

  /** Turns places in sections into addresses. */
  public interface Layout {
    /** The address or number; a section not placed yet counts from zero. */
    long absolute(Value value);

    /**
     * A value other than a plain number is about to be written into the instruction.
     *
     * @param at bytes from the start of what is being written to
     * @param relative true for a distance from the instruction's end
     */
    default void field(Value value, int at, int bytes, boolean relative) {}
  }

  long address() {
    return layout.absolute(here());
  }

  private Value here() {
    return section < 0 ? Value.of(offset) : Value.of(new Base.SectionStart(section), offset);
  }
}
