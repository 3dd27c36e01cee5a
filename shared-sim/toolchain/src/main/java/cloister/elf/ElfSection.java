package cloister.elf;

import java.util.List;

/**
 * A section of a relocatable object (gABI, figure 4-8).
 *
 * @param type one of the {@code SHT_} values in {@link Elf}
 * @param flags of the {@code SHF_} values
 * @param bytes its content, empty for {@link Elf#SHT_NOBITS}
 * @param sizeBytes in memory
 * @param alignment a power of two
 * @param entrySize bytes of an entry, or 0
 * @param relocations what the linker must write into it
 */
public record ElfSection(
    String name,
    int type,
    int flags,
    byte[] bytes,
    int sizeBytes,
    int alignment,
    int entrySize,
    List<Relocation> relocations) {

  /**
   * A place that depends on a symbol (gABI, figure 4-21). The addend is in the place itself.
   *
   * @param offset bytes from the section's start
   * @param type one of the {@code R_386_} values
   * @param symbol its index in the object's table
   */
  public record Relocation(int offset, int type, int symbol) {}

  public boolean isAllocated() {
    return (flags & Elf.SHF_ALLOC) != 0;
  }

  public boolean takesNoRoomInFile() {
    return type == Elf.SHT_NOBITS;
  }
}
