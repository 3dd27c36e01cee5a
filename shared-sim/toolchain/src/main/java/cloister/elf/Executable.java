package cloister.elf;

import java.util.List;

/**
 * A program that is ready to be loaded.
 *
 * @param entry the address of its first instruction
 * @param segments what is loaded where
 * @param sections the same bytes by section, and those that only debuggers read
 * @param symbols with addresses as values, section numbers of {@code sections}; without any the
 *     file has no table of them
 */
public record Executable(
    int entry, List<ProgramHeader> segments, List<Placed> sections, List<ElfSymbol> symbols) {

  /**
   * A section with its address.
   *
   * @param bytes empty where it takes no room in the file
   * @param offset in the file
   */
  public record Placed(
      String name,
      int type,
      int flags,
      int address,
      int offset,
      int sizeBytes,
      byte[] bytes,
      int alignment) {

    public boolean isAllocated() {
      return (flags & Elf.SHF_ALLOC) != 0;
    }
  }
}
