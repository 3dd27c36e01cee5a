package cloister.cc.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.asm.encode.InstructionSet;
import cloister.cc.assemble.ObjectAssembler;
import cloister.cc.code.Item;
import cloister.cc.link.GnuTools;
import cloister.cc.report.Diagnostics;
import cloister.cpu.decode.OpcodeTable;
import cloister.elf.Elf;
import cloister.elf.ElfSection;
import cloister.elf.ElfSymbol;
import cloister.elf.ObjectFile;
import cloister.elf.ObjectReader;
import cloister.elf.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The same text, assembled by GNU's assembler and by ours. */
final class GasOracle {
  /** What GNU's assembler makes of directives that ours leaves out. */
  private static final List<String> OTHERS = List.of(".comment", ".eh_frame", ".note.gnu.property");

  private static final int KINDS =
      Elf.SHF_ALLOC | Elf.SHF_WRITE | Elf.SHF_EXECINSTR | Elf.SHF_MERGE | Elf.SHF_STRINGS;

  private final InstructionSet set = new InstructionSet(new OpcodeTable());
  private final Path folder;

  GasOracle(Path folder) {
    this.folder = folder;
  }

  private Optional<byte[]> file(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What ours has to say about a text. */
  Diagnostics problems(String text) {
    Diagnostics diagnostics = new Diagnostics();
    List<Item> items = new GasParser(set, this::file, diagnostics).parseFile("test.s", text);
    new ObjectAssembler(set, diagnostics).assemble("test.o", items);
    return diagnostics;
  }

  String ours(String text) throws Exception {
    Diagnostics diagnostics = new Diagnostics();
    List<Item> items = new GasParser(set, this::file, diagnostics).parseFile("test.s", text);
    ObjectFile object = new ObjectAssembler(set, diagnostics).assemble("test.o", items);
    if (diagnostics.anyError()) {
      return diagnostics.all().getFirst().span() + " " + diagnostics.all().getFirst().message();
    }
    return described(ObjectReader.read("ours", ObjectWriter.write(object)));
  }

  /** Names of the sections that ours makes. */
  List<String> sections(String text) throws Exception {
    Diagnostics diagnostics = new Diagnostics();
    List<Item> items = new GasParser(set, this::file, diagnostics).parseFile("test.s", text);
    ObjectFile object = new ObjectAssembler(set, diagnostics).assemble("test.o", items);
    return object.sections().stream().map(ElfSection::name).toList();
  }

  String theirs(String text) throws Exception {
    Path source = Files.writeString(folder.resolve("test.s"), text);
    Path object = folder.resolve("test.o");
    List<String> command =
        List.of("as", "--32", "-I", folder.toString(), source.toString(), "-o", object.toString());
    assertEquals("", GnuTools.run(command));
    return described(ObjectReader.read("theirs", Files.readAllBytes(object)));
  }

  void assertSame(String text) throws Exception {
    assertEquals(theirs(text), ours(text));
  }

  /** What an array of pointers has for entries GNU's assembler knows from its type. */
  private static int entries(ElfSection section) {
    return (section.flags() & Elf.SHF_MERGE) != 0 ? section.entrySize() : 0;
  }

  private static List<ElfSection.Relocation> inOrder(List<ElfSection.Relocation> relocations) {
    return relocations.stream().sorted((a, b) -> Integer.compare(a.offset(), b.offset())).toList();
  }

  /** Sections with bytes or size, their relocations, and the symbols that others see. */
  static String described(ObjectFile object) {
    Map<String, String> lines = new TreeMap<>();
    for (ElfSection section : object.sections()) {
      if (section.sizeBytes() > 0 && !OTHERS.contains(section.name())) {
        StringBuilder text = new StringBuilder();
        text.append(section.sizeBytes()).append(" align ").append(section.alignment());
        text.append(' ').append(section.flags() & KINDS);
        text.append(" type ").append(section.type());
        text.append(" entries ").append(entries(section)).append(' ');
        text.append(HexFormat.of().formatHex(section.bytes()));
        for (ElfSection.Relocation relocation : inOrder(section.relocations())) {
          ElfSymbol symbol = object.symbols().get(relocation.symbol());
          boolean of = symbol.name().isEmpty() && symbol.section() >= 0;
          String name = of ? object.sections().get(symbol.section()).name() : symbol.name();
          text.append("\n  ").append(Integer.toHexString(relocation.offset()));
          text.append(' ').append(relocation.type()).append(' ').append(name);
        }
        lines.put(section.name(), text.toString());
      }
    }
    for (ElfSymbol symbol : object.symbols()) {
      if (!symbol.isLocal()) {
        String place =
            symbol.section() >= 0
                ? object.sections().get(symbol.section()).name()
                : Integer.toString(symbol.section());
        lines.put(
            "symbol " + symbol.name(),
            place
                + " "
                + symbol.value()
                + " "
                + symbol.sizeBytes()
                + " "
                + symbol.binding()
                + " "
                + symbol.type()
                + " "
                + symbol.visibility());
      }
    }
    StringBuilder out = new StringBuilder();
    lines.forEach((name, text) -> out.append(name).append(": ").append(text).append('\n'));
    return out.toString();
  }
}
