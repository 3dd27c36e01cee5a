package cloister.cc.link;

import cloister.elf.Elf;
import cloister.elf.ElfSection;
import cloister.elf.ElfSymbol;
import cloister.elf.ObjectFile;
import java.util.List;

/** A file that is linked as it is: its bytes are data, its name makes symbols (ld manual, 2.1). */
final class RawBytes {
  private RawBytes() {}

  static ObjectFile object(String name, byte[] bytes) {
    int flags = Elf.SHF_ALLOC | Elf.SHF_WRITE;
    ElfSection data =
        new ElfSection(".data", Elf.SHT_PROGBITS, flags, bytes, bytes.length, 1, 0, List.of());
    String stem = "_binary_" + identifier(name);
    List<ElfSymbol> symbols =
        List.of(
            symbol(stem + "_start", 0, 0),
            symbol(stem + "_end", 0, bytes.length),
            symbol(stem + "_size", ElfSymbol.ABSOLUTE, bytes.length));
    return new ObjectFile(name, List.of(data), symbols, List.of());
  }

  private static ElfSymbol symbol(String name, int section, int value) {
    return new ElfSymbol(name, Elf.STB_GLOBAL, Elf.STT_NOTYPE, 0, section, value, 0);
  }

  /** The path as it was written, with an underscore for each byte that a name in C cannot have. */
  private static String identifier(String name) {
    StringBuilder identifier = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean kept = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      identifier.append(kept ? c : '_');
    }
    return identifier.toString();
  }
}
