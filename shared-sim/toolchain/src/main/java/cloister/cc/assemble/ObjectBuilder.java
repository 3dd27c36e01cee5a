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

  private final String name;
  private final Sections sections;
  private final Names names;
  private final Map<String, Long> numbers;
  private final Diagnostics diagnostics;
  private final Aliases aliases;
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
    aliases = new Aliases(names, diagnostics);
  }

  ObjectFile build() {
    placeAliases();
    for (Map.Entry<String, Place> entry : names.places().entrySet()) {
      if (names.binding(entry.getKey()) == Item.Binding.LOCAL) {
        near.put(entry.getKey(), entry.getValue());
      }
    }
    Map<String, Place> reached = new LinkedHashMap<>(near);
    for (Map.Entry<String, Place> entry : names.places().entrySet()) {
      if (names.binding(entry.getKey()) == Item.Binding.GLOBAL) {
        reached.put(entry.getKey(), entry.getValue());
      }
    }
    boolean done = true;
    for (SectionCode section : sections.all()) {
      done &= section.layOut(reached, names.places(), diagnostics);
    }
    if (!done) {
      return new ObjectFile(name, List.of(), List.of(), List.of());
    }
    for (SectionCode section : sections.all()) {
      section.settle(reached);
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
  private void placeAliases() {
    for (String alias : names.equates().keySet()) {
      if (names.isAlias(alias)) {
        Aliases.Goal goal = aliases.goal(alias);
        Place place = names.places().get(goal.symbol());
        if (place != null) {
          int within = place.within() + goal.addend();
          names.label(alias, new Place(place.section(), place.fragment(), within));
        }
      }
    }
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
    names.distances().values().forEach(this::addDistance);
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

  private void addDistance(Item.Distance distance) {
    Place to = names.places().get(distance.to());
    Place from = names.places().get(distance.from());
    if (to == null || from == null || to.section() != from.section()) {
      diagnostics.error(
          Span.NOWHERE, AssembleComplaint.noDifference(distance.to(), distance.from()));
    } else {
      int value = to.offset() - from.offset() + (int) distance.addend();
      add(distance.symbol(), ElfSymbol.ABSOLUTE, value);
    }
  }

  private void add(String symbol, int section, int value) {
    Names.Description described = names.description(symbol);
    Names.Description description =
        described == null && names.isAlias(symbol)
            ? names.description(aliases.goal(symbol).symbol())
            : described;
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
    symbols.add(
        new ElfSymbol(symbol, binding(symbol), type, visibility(symbol), section, value, size));
  }

  private int visibility(String symbol) {
    return names.isHidden(symbol) ? Elf.STV_HIDDEN : Elf.STV_DEFAULT;
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
    Place place = names.places().get(symbol);
    if (place != null) {
      add(symbol, place.section().index, place.offset());
      return rows.get(symbol);
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
        type(section.kind.type()),
        flags(section.kind.flags()),
        empty ? new byte[0] : bytes.toArray(),
        bytes.length(),
        section.alignment,
        section.kind.entryBytes(),
        relocations);
  }

  private void resolve(
      SectionCode section, Fragment fragment, Fixup written, List<Relocation> relocations) {
    if (!written.minus().isEmpty()) {
      difference(section, fragment, written, relocations);
      return;
    }
    Fixup fixup = goal(written);
    int at = fragment.offset + fixup.at();
    Place place = names.places().get(fixup.name());
    Long number = numbers.get(fixup.name());
    int tail = fixup.relative() ? fixup.bytes() : 0;
    boolean plain = fixup.manner().isEmpty();
    if (number != null && !fixup.relative()) {
      write(fragment, fixup, number + fixup.addend());
    } else if (plain && isResolved(section, fixup, place)) {
      write(fragment, fixup, place.offset() + fixup.addend() - (at + fixup.bytes()));
    } else if (near.containsKey(fixup.name()) && isAdjusted(fixup, place)) {
      write(fragment, fixup, place.offset() + fixup.addend() - tail);
      relocations.add(new Relocation(at, RelocationTypes.of(fixup), place.section().index));
    } else {
      write(fragment, fixup, RelocationTypes.addend(fixup) - tail);
      relocations.add(new Relocation(at, RelocationTypes.of(fixup), rowOf(fixup.name())));
    }
  }

  /**
   * True when a local symbol is told as its section and an offset. What is merged with its like in
   * the end has no fixed distance from its section's start.
   */
  private static boolean isAdjusted(Fixup fixup, Place place) {
    boolean merged = place.section().kind.flags().indexOf('M') >= 0;
    boolean offset = fixup.manner().equals("GOTOFF") && fixup.origin() != Fixup.Origin.DATA;
    return fixup.manner().isEmpty() && !(merged && fixup.addend() != 0) || offset && !merged;
  }

  /** A symbol that is worth another file's stands for that one. */
  private Fixup goal(Fixup fixup) {
    if (!names.isAlias(fixup.name()) || names.places().containsKey(fixup.name())) {
      return fixup;
    }
    Aliases.Goal goal = aliases.goal(fixup.name());
    return fixup.of(goal.symbol(), goal.addend());
  }

  /** True for a distance that no other file can change. */
  private boolean isResolved(SectionCode section, Fixup fixup, Place place) {
    if (place == null || !fixup.relative() || place.section() != section) {
      return false;
    }
    return switch (names.binding(fixup.name())) {
      case LOCAL -> true;
      case GLOBAL -> fixup.origin() == Fixup.Origin.BRANCH || names.isHidden(fixup.name());
      case WEAK -> false;
    };
  }

  /** Within one section a number, from a place in this section on what the linker finds out. */
  private void difference(
      SectionCode section, Fragment fragment, Fixup fixup, List<Relocation> relocations) {
    Place plus = names.places().get(fixup.symbol());
    Place minus = names.places().get(fixup.minus());
    int at = fragment.offset + fixup.at();
    if (plus != null && minus != null && plus.section() == minus.section()) {
      write(fragment, fixup, plus.offset() - minus.offset() + fixup.addend());
    } else if (minus != null && minus.section() == section) {
      Fixup relative =
          Fixup.data(
              fixup.at(),
              fixup.bytes(),
              true,
              fixup.symbol(),
              "",
              fixup.addend() + at - minus.offset() + fixup.bytes());
      resolve(section, fragment, relative, relocations);
    } else {
      diagnostics.error(
          Span.NOWHERE, AssembleComplaint.noDifference(fixup.symbol(), fixup.minus()));
    }
  }

  private void write(Fragment fragment, Fixup fixup, long value) {
    boolean byteBranch = fixup.relative() && fixup.bytes() == 1;
    if (byteBranch && value != (byte) value) {
      diagnostics.error(Span.NOWHERE, AssembleComplaint.tooFar(fixup.symbol()));
    }
    fragment.bytes.set(fixup.at(), value, fixup.bytes());
  }

  private static int type(Item.SectionType type) {
    return switch (type) {
      case BYTES -> Elf.SHT_PROGBITS;
      case NO_BITS -> Elf.SHT_NOBITS;
      case NOTE -> Elf.SHT_NOTE;
      case INIT_ARRAY -> Elf.SHT_INIT_ARRAY;
      case FINI_ARRAY -> Elf.SHT_FINI_ARRAY;
      case PREINIT_ARRAY -> Elf.SHT_PREINIT_ARRAY;
    };
  }

  private static int flags(String letters) {
    int flags = 0;
    for (int i = 0; i < letters.length(); i++) {
      flags |=
          switch (letters.charAt(i)) {
            case 'a' -> Elf.SHF_ALLOC;
            case 'w' -> Elf.SHF_WRITE;
            case 'x' -> Elf.SHF_EXECINSTR;
            case 'M' -> Elf.SHF_MERGE;
            case 'S' -> Elf.SHF_STRINGS;
            default -> 0;
          };
    }
    return flags;
  }
}
