package cloister.cc.assemble;

import cloister.asm.report.Span;
import cloister.bits.Bytes;
import cloister.cc.code.Item;
import cloister.cc.report.Diagnostics;
import cloister.elf.Elf;
import cloister.elf.ElfSection;
import cloister.elf.ElfSection.Relocation;
import cloister.elf.ElfSymbol;
import cloister.elf.ObjectFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays the sections out, resolves what can be resolved, and makes relocations of the rest. */
final class ObjectBuilder {
  private static final Span NOWHERE = new Span("", 1, 1, 0);
  private static final int MOST_ALIASES = 100;

  private final String name;
  private final Sections sections;
  private final Names names;
  private final Map<String, Long> numbers;
  private final Diagnostics diagnostics;
  private final Map<String, Place> near = new LinkedHashMap<>();
  private final List<ElfSymbol> symbols = new ArrayList<>();
  private final Map<String, Integer> rows = new LinkedHashMap<>();

  ObjectBuilder(
      String name,
      Sections sections,
      Names names,
      Map<String, Long> numbers,
      Diagnostics diagnostics) {
    this.name = name;
    this.sections = sections;
    this.names = names;
    this.numbers = numbers;
    this.diagnostics = diagnostics;
  }

  ObjectFile build() {
    aliases();
    for (Map.Entry<String, Place> entry : names.places().entrySet()) {
      if (names.binding(entry.getKey()) == Item.Binding.LOCAL) {
        near.put(entry.getKey(), entry.getValue());
      }
    }
    for (SectionCode section : sections.all()) {
      section.layOut(near);
      section.settle(near);
      symbols.add(ElfSymbol.ofSection(section.index));
    }
    addSymbols();
    List<ElfSection> made = new ArrayList<>();
    for (SectionCode section : sections.all()) {
      made.add(section(section));
    }
    return new ObjectFile(name, made, symbols, List.of());
  }

  /** A symbol that is worth another one of this object gets its place. */
  private void aliases() {
    for (Item.Equate equate : names.equates().values()) {
      if (!equate.other().isEmpty()) {
        Place place = names.places().get(goal(equate));
        if (place != null) {
          names.label(
              equate.symbol(),
              new Place(place.section(), place.fragment(), place.within() + (int) equate.addend()));
        }
      }
    }
  }

  private String goal(Item.Equate equate) {
    String goal = equate.other();
    int steps = 0;
    while (names.equates().containsKey(goal) && !names.equates().get(goal).other().isEmpty()) {
      goal = names.equates().get(goal).other();
      if (++steps > MOST_ALIASES) {
        diagnostics.error(NOWHERE, AssembleComplaint.circular(equate.symbol()));
        return "";
      }
    }
    return goal;
  }

  private void addSymbols() {
    for (Map.Entry<String, Place> entry : names.places().entrySet()) {
      if (!Names.isTemporary(entry.getKey())) {
        Place place = entry.getValue();
        add(entry.getKey(), place.section().index, place.offset());
      }
    }
    for (Map.Entry<String, Long> number : numbers.entrySet()) {
      add(number.getKey(), ElfSymbol.ABSOLUTE, (int) (long) number.getValue());
    }
    for (Item.Common common : names.commons().values()) {
      rows.put(common.symbol(), symbols.size());
      boolean local = names.bindings().get(common.symbol()) == Item.Binding.LOCAL;
      symbols.add(
          new ElfSymbol(
              common.symbol(),
              local ? Elf.STB_LOCAL : Elf.STB_GLOBAL,
              Elf.STT_OBJECT,
              0,
              ElfSymbol.COMMON,
              common.alignment(),
              common.bytes()));
    }
    for (String bound : names.bindings().keySet()) {
      if (!rows.containsKey(bound)) {
        rowOf(bound);
      }
    }
  }

  private void add(String symbol, int section, int value) {
    Names.Description description = names.description(symbol);
    int type = Elf.STT_NOTYPE;
    int size = 0;
    if (description != null) {
      type = description.function() ? Elf.STT_FUNC : Elf.STT_OBJECT;
      size =
          description.size() == Item.SymbolInfo.TO_HERE
              ? description.end().offset() - value
              : description.size();
    }
    rows.put(symbol, symbols.size());
    symbols.add(new ElfSymbol(symbol, binding(symbol), type, 0, section, value, size));
  }

  private int binding(String symbol) {
    return switch (names.binding(symbol)) {
      case GLOBAL -> Elf.STB_GLOBAL;
      case WEAK -> Elf.STB_WEAK;
      case LOCAL -> Elf.STB_LOCAL;
    };
  }

  /** The row of a symbol, which is undefined here when it has none so far. */
  private int rowOf(String symbol) {
    Integer row = rows.get(symbol);
    if (row != null) {
      return row;
    }
    boolean weak = names.binding(symbol) == Item.Binding.WEAK;
    rows.put(symbol, symbols.size());
    symbols.add(
        new ElfSymbol(
            symbol,
            weak ? Elf.STB_WEAK : Elf.STB_GLOBAL,
            Elf.STT_NOTYPE,
            0,
            ElfSymbol.UNDEFINED,
            0,
            0));
    return symbols.size() - 1;
  }

  private ElfSection section(SectionCode section) {
    Bytes bytes = new Bytes();
    List<Relocation> relocations = new ArrayList<>();
    for (Fragment fragment : section.fragments) {
      for (Fixup fixup : fragment.fixups) {
        resolve(section, fragment, fixup, relocations);
      }
      bytes.append(fragment.bytes);
    }
    boolean empty = section.kind.noBits();
    return new ElfSection(
        section.kind.name(),
        type(section.kind),
        flags(section.kind.flags()),
        empty ? new byte[0] : bytes.toArray(),
        bytes.length(),
        section.alignment,
        0,
        relocations);
  }

  private void resolve(
      SectionCode section, Fragment fragment, Fixup fixup, List<Relocation> relocations) {
    if (!fixup.minus().isEmpty()) {
      difference(fragment, fixup);
      return;
    }
    int at = fragment.offset + fixup.at();
    Place place = near.get(fixup.symbol());
    Long number = numbers.get(fixup.symbol());
    int tail = fixup.relative() ? fixup.bytes() : 0;
    if (number != null && !fixup.relative()) {
      write(fragment, fixup, number + fixup.addend());
    } else if (place != null && fixup.relative() && place.section() == section) {
      write(fragment, fixup, place.offset() + fixup.addend() - (at + fixup.bytes()));
    } else if (place != null) {
      write(fragment, fixup, place.offset() + fixup.addend() - tail);
      relocations.add(new Relocation(at, type(fixup), place.section().index));
    } else {
      write(fragment, fixup, fixup.addend() - tail);
      relocations.add(new Relocation(at, type(fixup), rowOf(fixup.symbol())));
    }
  }

  private void difference(Fragment fragment, Fixup fixup) {
    Place plus = names.places().get(fixup.symbol());
    Place minus = names.places().get(fixup.minus());
    if (plus == null || minus == null || plus.section() != minus.section()) {
      diagnostics.error(NOWHERE, AssembleComplaint.noDifference(fixup.symbol(), fixup.minus()));
      return;
    }
    write(fragment, fixup, plus.offset() - minus.offset() + fixup.addend());
  }

  private void write(Fragment fragment, Fixup fixup, long value) {
    boolean byteBranch = fixup.relative() && fixup.bytes() == 1;
    if (byteBranch && value != (byte) value) {
      diagnostics.error(NOWHERE, AssembleComplaint.tooFar(fixup.symbol()));
    }
    fragment.bytes.set(fixup.at(), value, fixup.bytes());
  }

  private static int type(Fixup fixup) {
    return switch (fixup.bytes()) {
      case 1 -> fixup.relative() ? Elf.R_386_PC8 : Elf.R_386_8;
      case 2 -> fixup.relative() ? Elf.R_386_PC16 : Elf.R_386_16;
      default -> fixup.relative() ? Elf.R_386_PC32 : Elf.R_386_32;
    };
  }

  private static int type(Item.Section section) {
    String name = section.name();
    if (section.noBits()) {
      return Elf.SHT_NOBITS;
    }
    if (name.startsWith(".init_array")) {
      return Elf.SHT_INIT_ARRAY;
    }
    if (name.startsWith(".fini_array")) {
      return Elf.SHT_FINI_ARRAY;
    }
    return name.startsWith(".note") ? Elf.SHT_NOTE : Elf.SHT_PROGBITS;
  }

  private static int flags(String letters) {
    int flags = letters.indexOf('a') >= 0 ? Elf.SHF_ALLOC : 0;
    flags |= letters.indexOf('w') >= 0 ? Elf.SHF_WRITE : 0;
    return flags | (letters.indexOf('x') >= 0 ? Elf.SHF_EXECINSTR : 0);
  }
}
