package cloister.elf;

import java.util.List;

/**
 * A relocatable object file.
 *
 * @param name of the file, for messages
 * @param sections those with content; tables of symbols and names are made when it is written
 * @param symbols without the empty first row
 * @param groups sections that are kept once among all objects (gABI, section groups)
 */
public record ObjectFile(
    String name, List<ElfSection> sections, List<ElfSymbol> symbols, List<Group> groups) {

  /** Sections that come or go together under a name. */
  public record Group(String signature, List<Integer> sections) {}
}
