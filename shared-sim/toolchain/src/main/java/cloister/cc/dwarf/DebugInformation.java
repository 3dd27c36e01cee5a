package cloister.cc.dwarf;

import cloister.cc.assemble.Assembled;
import cloister.cc.code.Debug;
import cloister.elf.Elf;
import cloister.elf.ElfSection;
import cloister.elf.ElfSection.Relocation;
import cloister.elf.ElfSymbol;
import cloister.elf.ObjectFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds to an object what debuggers ask for. */
public final class DebugInformation {
  static final String PRODUCER = "Cloister cc";

  private final Assembled assembled;
  private final Map<DebugSection, SectionBytes> made = new EnumMap<>(DebugSection.class);

  private DebugInformation(Assembled assembled) {
    this.assembled = assembled;
  }

  /**
   * What an object was made of.
   *
   * @param name of the file
   * @param folder that file names count from; empty when nobody knows
   */
  public record Source(String name, String folder, boolean assembly) {}

  /** The object with its debugging information. */
  public static ObjectFile add(Assembled assembled, Debug debug, Source source) {
    DebugInformation information = new DebugInformation(assembled);
    information.write(debug, source);
    return information.object();
  }

  private void write(Debug debug, Source source) {
    SourceFiles files = new SourceFiles();
    files.number(source.name());
    Labels labels = new Labels(assembled);
    UnitEntries entries = new UnitEntries(assembled, debug, files, labels);
    Entry unit = entries.build(source);
    Abbreviations abbreviations = new Abbreviations();
    Strings strings = new Strings();
    made.put(DebugSection.INFO, new InfoWriter(abbreviations, strings).write(unit));
    made.put(DebugSection.ABBREV, abbreviations.write());
    made.put(DebugSection.LINE, new LineProgram(assembled, files).write());
    made.put(DebugSection.FRAME, new FrameWriter(labels).write(debug.functions()));
    made.put(DebugSection.STR, strings.out);
    made.put(DebugSection.LOC, entries.locationLists());
    made.put(DebugSection.RANGES, entries.rangeLists());
    made.values().removeIf(section -> section.length() == 0);
  }

  private ObjectFile object() {
    ObjectFile before = assembled.object();
    List<ElfSection> sections = new ArrayList<>(before.sections());
    List<ElfSymbol> symbols = new ArrayList<>(before.symbols());
    Map<DebugSection, Integer> rows = new EnumMap<>(DebugSection.class);
    int section = sections.size();
    for (DebugSection one : made.keySet()) {
      rows.put(one, symbols.size());
      symbols.add(ElfSymbol.ofSection(section++));
    }
    made.forEach((one, bytes) -> sections.add(section(one, bytes, rows)));
    return new ObjectFile(before.name(), sections, symbols, before.groups());
  }

  private static ElfSection section(
      DebugSection section, SectionBytes bytes, Map<DebugSection, Integer> rows) {
    List<Relocation> relocations = new ArrayList<>();
    for (SectionBytes.Field field : bytes.fields()) {
      int symbol =
          switch (field.target()) {
            // The symbols of the sections come first, in the same order.
            case SectionBytes.Target.Code(int number) -> number;
            case SectionBytes.Target.Debugging(DebugSection other) -> rows.get(other);
          };
      relocations.add(new Relocation(field.at(), Elf.R_386_32, symbol));
    }
    boolean texts = section == DebugSection.STR;
    return new ElfSection(
        section.title(),
        Elf.SHT_PROGBITS,
        texts ? Elf.SHF_MERGE | Elf.SHF_STRINGS : 0,
        bytes.bytes.toArray(),
        bytes.length(),
        section == DebugSection.FRAME ? Dwarf.ADDRESS_BYTES : 1,
        texts ? 1 : 0,
        relocations);
  }
}
