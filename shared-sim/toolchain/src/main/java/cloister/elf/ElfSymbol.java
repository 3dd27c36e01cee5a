package cloister.elf;

/**
 * A row of a symbol table (gABI, figure 4-15).
 *
 * @param binding one of the {@code STB_} values
 * @param type one of the {@code STT_} values
 * @param section index of an {@link ObjectFile}'s section, or one of the constants here
 * @param value offset in the section, number, or the alignment of a common symbol
 */
public record ElfSymbol(
    String name, int binding, int type, int visibility, int section, int value, int sizeBytes) {
  public static final int UNDEFINED = -1;
  public static final int ABSOLUTE = -2;
  public static final int COMMON = -3;

  public boolean isLocal() {
    return binding == Elf.STB_LOCAL;
  }

  public boolean isWeak() {
    return binding == Elf.STB_WEAK;
  }

  public boolean isUndefined() {
    return section == UNDEFINED;
  }

  /** The symbol that stands for a section's start. */
  public static ElfSymbol ofSection(int section) {
    return new ElfSymbol("", Elf.STB_LOCAL, Elf.STT_SECTION, 0, section, 0, 0);
  }
}
