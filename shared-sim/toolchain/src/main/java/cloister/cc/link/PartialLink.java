package cloister.cc.link;

import cloister.elf.Elf;
import cloister.elf.ElfSection;
import cloister.elf.ElfSymbol;
import cloister.elf.ObjectFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several objects become one that is linked later ({@code ld -r}): sections of the same name and
 * kind one behind the other, symbols once for each name, and relocations that still have to be
 * done. What is in a group stays a section by itself.
 */
final class PartialLink {
  private final Resolution resolution;
  private final List<Merged> merged = new ArrayList<>();
  private final Map<String, Merged> byKind = new LinkedHashMap<>();
  private final Map<InputSection, Merged> places = new LinkedHashMap<>();
  private final List<ElfSymbol> symbols = new ArrayList<>();
  private final Map<String, Integer> globals = new LinkedHashMap<>();
  private final Map<ObjectFile, int[]> rows = new LinkedHashMap<>();

  PartialLink(Resolution resolution) {
    this.resolution = resolution;
  }

  /** A section of the result, and the symbol that stands for its start. */
  private static final class Merged {
    final int index;
    final ElfSection first;
    final List<InputSection> inputs = new ArrayList<>();
    int size;
    int alignment = 1;

    Merged(int index, ElfSection first) {
      this.index = index;
      this.first = first;
    }

    void take(InputSection input) {
      int boundary = Math.max(1, input.section.alignment());
      alignment = Math.max(alignment, boundary);
      input.offset = (size + boundary - 1) & -boundary;
      size = input.offset + input.section.sizeBytes();
      inputs.add(input);
    }
  }

  ObjectFile make(String name) {
    List<ObjectFile.Group> groups = placeAll();
    for (Merged one : merged) {
      symbols.add(ElfSymbol.ofSection(one.index));
    }
    for (ObjectFile object : resolution.objects()) {
      rows.put(object, rowsOf(object));
    }
    List<ElfSection> sections = new ArrayList<>();
    for (Merged one : merged) {
      sections.add(content(one));
    }
    return new ObjectFile(name, sections, symbols, groups);
  }

  private List<ObjectFile.Group> placeAll() {
    List<ObjectFile.Group> groups = new ArrayList<>();
    for (ObjectFile object : resolution.objects()) {
      List<InputSection> inputs = resolution.sections(object);
      for (InputSection input : inputs) {
        if (!input.dropped) {
          Merged place = placeFor(input.section);
          place.take(input);
          places.put(input, place);
        }
      }
      for (ObjectFile.Group group : object.groups()) {
        List<Integer> members =
            group.sections().stream()
                .map(inputs::get)
                .filter(member -> !member.dropped)
                .map(member -> places.get(member).index)
                .toList();
        if (!members.isEmpty()) {
          groups.add(new ObjectFile.Group(group.signature(), members));
        }
      }
    }
    return groups;
  }

  private Merged placeFor(ElfSection section) {
    String kind = section.name() + "\0" + section.type() + " " + section.flags();
    boolean alone = (section.flags() & Elf.SHF_GROUP) != 0;
    Merged known = alone ? null : byKind.get(kind + " " + section.entrySize());
    if (known == null) {
      known = new Merged(merged.size(), section);
      merged.add(known);
      if (!alone) {
        byKind.put(kind + " " + section.entrySize(), known);
      }
    }
    return known;
  }

  /** For each symbol of an object its row in the result. */
  private int[] rowsOf(ObjectFile object) {
    List<InputSection> inputs = resolution.sections(object);
    int[] found = new int[object.symbols().size()];
    for (int i = 0; i < found.length; i++) {
      ElfSymbol symbol = object.symbols().get(i);
      if (!symbol.isLocal()) {
        found[i] = global(object, symbol);
      } else if (symbol.section() >= 0 && symbol.type() == Elf.STT_SECTION) {
        Merged place = places.get(inputs.get(symbol.section()));
        found[i] = place == null ? nothing() : place.index;
      } else {
        found[i] = symbols.size();
        symbols.add(moved(symbol, inputs));
      }
    }
    return found;
  }

  private int nothing() {
    symbols.add(new ElfSymbol("", Elf.STB_LOCAL, Elf.STT_NOTYPE, 0, ElfSymbol.ABSOLUTE, 0, 0));
    return symbols.size() - 1;
  }

  /** Where it is now; one in a section that was left out is nowhere. */
  private ElfSymbol moved(ElfSymbol symbol, List<InputSection> inputs) {
    int section = symbol.section();
    int value = symbol.value();
    if (section >= 0) {
      Merged place = places.get(inputs.get(section));
      section = place == null ? ElfSymbol.UNDEFINED : place.index;
      value = place == null ? 0 : value + inputs.get(symbol.section()).offset;
    }
    return new ElfSymbol(
        symbol.name(),
        symbol.binding(),
        symbol.type(),
        symbol.visibility(),
        section,
        value,
        symbol.sizeBytes());
  }

  /** A name has one row: of the object that defines it, else of one that wants it. */
  private int global(ObjectFile object, ElfSymbol symbol) {
    Definition definition = resolution.definition(symbol.name()).orElse(null);
    boolean defines = definition != null && definition.object() == object && !symbol.isUndefined();
    ElfSymbol row = moved(symbol, resolution.sections(object));
    if (defines && definition instanceof Definition.Common common) {
      row = common(symbol, common);
    } else if (!defines && definition != null) {
      row = wanted(symbol);
    }
    Integer known = globals.get(symbol.name());
    if (known == null) {
      globals.put(symbol.name(), symbols.size());
      symbols.add(row);
      return symbols.size() - 1;
    }
    ElfSymbol before = symbols.get(known);
    boolean stronger = before.isUndefined() && before.isWeak() && !row.isWeak();
    if (defines || definition == null && stronger) {
      symbols.set(known, row);
    }
    return known;
  }

  private static ElfSymbol common(ElfSymbol symbol, Definition.Common all) {
    return new ElfSymbol(
        symbol.name(),
        symbol.binding(),
        symbol.type(),
        symbol.visibility(),
        ElfSymbol.COMMON,
        all.alignment(),
        all.sizeBytes());
  }

  private static ElfSymbol wanted(ElfSymbol symbol) {
    return new ElfSymbol(
        symbol.name(),
        symbol.binding(),
        Elf.STT_NOTYPE,
        symbol.visibility(),
        ElfSymbol.UNDEFINED,
        0,
        0);
  }

  private ElfSection content(Merged one) {
    boolean empty = one.first.takesNoRoomInFile();
    byte[] bytes = new byte[empty ? 0 : one.size];
    List<ElfSection.Relocation> relocations = new ArrayList<>();
    for (InputSection input : one.inputs) {
      byte[] from = input.section.bytes();
      System.arraycopy(from, 0, bytes, empty ? 0 : input.offset, empty ? 0 : from.length);
      for (ElfSection.Relocation relocation : input.section.relocations()) {
        relocations.add(moved(input, relocation, bytes));
      }
    }
    return new ElfSection(
        one.first.name(),
        one.first.type(),
        one.first.flags(),
        bytes,
        one.size,
        one.alignment,
        one.first.entrySize(),
        relocations);
  }

  /** The addend counts from the start of the section, which begins earlier now. */
  private ElfSection.Relocation moved(
      InputSection input, ElfSection.Relocation relocation, byte[] bytes) {
    int offset = relocation.offset() + input.offset;
    ElfSymbol symbol = input.object.symbols().get(relocation.symbol());
    if (symbol.type() == Elf.STT_SECTION && symbol.section() >= 0) {
      InputSection meant = resolution.sections(input.object).get(symbol.section());
      add(bytes, offset, width(relocation.type()), meant.dropped ? 0 : meant.offset);
    }
    int row = rows.get(input.object)[relocation.symbol()];
    return new ElfSection.Relocation(offset, relocation.type(), row);
  }

  private static int width(int type) {
    return switch (type) {
      case Elf.R_386_16, Elf.R_386_PC16 -> 2;
      case Elf.R_386_8, Elf.R_386_PC8 -> 1;
      default -> 4;
    };
  }

  private static void add(byte[] bytes, int offset, int width, int more) {
    int carried = more;
    for (int i = 0; i < width && offset + i < bytes.length; i++) {
      int sum = (bytes[offset + i] & 0xff) + (carried & 0xff);
      bytes[offset + i] = (byte) sum;
      carried = (carried >>> 8) + (sum >>> 8);
    }
  }
}
