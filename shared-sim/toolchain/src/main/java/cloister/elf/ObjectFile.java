package cloister.elf;

import java.util.List;

/** A relocatable object file. Two with the same content are two objects. */
public final class ObjectFile {
  private final String name;
  private final List<ElfSection> sections;
  private final List<ElfSymbol> symbols;
  private final List<Group> groups;

  /**
   * @param name of the file, for messages
   * @param sections those with content; tables of symbols and names are made when it is written
   * @param symbols without the empty first row
   * @param groups sections that are kept once among all objects (gABI, section groups)
   */
  public ObjectFile(
      String name, List<ElfSection> sections, List<ElfSymbol> symbols, List<Group> groups) {
    this.name = name;
    this.sections = List.copyOf(sections);
    this.symbols = List.copyOf(symbols);
    this.groups = List.copyOf(groups);
  }

  /** Sections that come or go together under a name. */
  public record Group(String signature, List<Integer> sections) {}

  public String name() {
    return name;
  }

  public List<ElfSection> sections() {
    return sections;
  }

  public List<ElfSymbol> symbols() {
    return symbols;
  }

  public List<Group> groups() {
    return groups;
  }
}
