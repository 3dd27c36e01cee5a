package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.link.script.Script;
import cloister.cc.report.Diagnostics;
import cloister.elf.Archive;
import cloister.elf.Elf;
import cloister.elf.ElfSection;
import cloister.elf.ElfSymbol;
import cloister.elf.MalformedElf;
import cloister.elf.ObjectFile;
import cloister.elf.ObjectReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which objects take part and what their symbols mean. Members of archives are pulled in as long as
 * one defines what is missing; the order of archives does not matter.
 */
final class Resolution {
  private final Diagnostics diagnostics;
  private final List<ObjectFile> objects = new ArrayList<>();
  private final Map<ObjectFile, List<InputSection>> sections = new LinkedHashMap<>();
  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private final Set<String> wanted = new LinkedHashSet<>();
  private final Map<String, List<InputSection>> groups = new TreeMap<>();
  private final Set<String> assigned = new TreeSet<>();

  Resolution(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  List<ObjectFile> objects() {
    return objects;
  }

  List<InputSection> sections(ObjectFile object) {
    return sections.get(object);
  }

  List<InputSection> allSections() {
    List<InputSection> all = new ArrayList<>();
    sections.values().forEach(all::addAll);
    return all;
  }

  Map<String, Definition> definitions() {
    return definitions;
  }

  Optional<Definition> definition(String symbol) {
    return Optional.ofNullable(definitions.get(symbol));
  }

  boolean isWanted(String symbol) {
    return wanted.contains(symbol);
  }

  /** Asks for a symbol that no object mentions: the entry. */
  void want(String symbol) {
    wanted.add(symbol);
  }

  void add(ObjectFile object) {
    List<InputSection> inputs = new ArrayList<>();
    for (ElfSection section : object.sections()) {
      inputs.add(new InputSection(object, section));
    }
    dropSecondCopies(object, inputs);
    objects.add(object);
    sections.put(object, inputs);
    for (ElfSymbol symbol : object.symbols()) {
      if (!symbol.isLocal()) {
        add(object, inputs, symbol);
      }
    }
  }

  /** Of groups with one name the first counts (gABI, GRP_COMDAT). */
  private void dropSecondCopies(ObjectFile object, List<InputSection> inputs) {
    for (ObjectFile.Group group : object.groups()) {
      List<InputSection> members = group.sections().stream().map(inputs::get).toList();
      List<InputSection> first = groups.putIfAbsent(group.signature(), members);
      if (first != null) {
        for (InputSection member : members) {
          member.dropped = true;
          member.kept = first.stream().filter(member::isLike).findFirst();
        }
      }
    }
  }

  /**
   * True when one of the objects wants to run code on the stack, or does not say that none does.
   */
  boolean runsOnStack() {
    for (ObjectFile object : objects) {
      boolean plain = false;
      for (InputSection input : sections.get(object)) {
        boolean code = (input.section.flags() & Elf.SHF_EXECINSTR) != 0;
        plain |= input.isStackNote() && !code;
      }
      if (!plain) {
        return true;
      }
    }
    return false;
  }

  /** Leaves out what only debuggers read. */
  void dropDebugging() {
    for (InputSection input : allSections()) {
      input.dropped |= input.isDebugging();
    }
  }

  private void add(ObjectFile object, List<InputSection> inputs, ElfSymbol symbol) {
    if (symbol.isUndefined()) {
      if (!symbol.isWeak()) {
        wanted.add(symbol.name());
      }
      return;
    }
    if (symbol.section() >= 0 && inputs.get(symbol.section()).dropped) {
      return;
    }
    if (symbol.section() == ElfSymbol.COMMON) {
      wanted.add(symbol.name());
    }
    Definition definition =
        switch (symbol.section()) {
          case ElfSymbol.ABSOLUTE ->
              new Definition.Absolute(object, symbol.value(), symbol.isWeak());
          case ElfSymbol.COMMON ->
              new Definition.Common(object, symbol.sizeBytes(), symbol.value());
          default ->
              new Definition.InSection(
                  object, inputs.get(symbol.section()), symbol.value(), symbol.isWeak());
        };
    define(symbol.name(), definition);
  }

  private void define(String name, Definition definition) {
    Definition known = definitions.get(name);
    if (known == null || known.isWeak() && !definition.isWeak()) {
      definitions.put(name, definition);
    } else if (known instanceof Definition.Common one
        && definition instanceof Definition.Common two) {
      definitions.put(
          name,
          new Definition.Common(
              one.object(),
              Math.max(one.sizeBytes(), two.sizeBytes()),
              Math.max(one.alignment(), two.alignment())));
    } else if (known instanceof Definition.Common && !definition.isWeak()) {
      definitions.put(name, definition);
    } else if (!definition.isWeak() && !(definition instanceof Definition.Common)) {
      diagnostics.error(
          Span.NOWHERE,
          LinkComplaint.twice(name, definition.object().name(), known.object().name()));
    }
  }

  /** Takes from the archives what is missing, until nothing more is found. */
  void pull(List<Library> libraries) {
    boolean found = true;
    while (found && !diagnostics.full()) {
      found = false;
      for (Library library : libraries) {
        found |= library.pullInto(this);
      }
    }
  }

  /** Takes note of what the script defines, so that no archive is asked for it. */
  void assigned(Script script) {
    for (Script.Statement statement : script.statements()) {
      if (statement instanceof Script.Assign assign) {
        assigned(assign);
      } else if (statement instanceof Script.Output output) {
        for (Script.Content content : output.contents()) {
          if (content instanceof Script.Assign assign) {
            assigned(assign);
          }
        }
      }
    }
  }

  private void assigned(Script.Assign assign) {
    if (!assign.provided()) {
      assigned.add(assign.symbol());
    }
  }

  /** True for room only, which a member that has bytes for it takes the place of. */
  private boolean isCommon(String symbol) {
    return definitions.get(symbol) instanceof Definition.Common;
  }

  private boolean isMissing(String symbol) {
    return wanted.contains(symbol)
        && !definitions.containsKey(symbol)
        && !assigned.contains(symbol);
  }

  /** An archive while it is being linked with. */
  static final class Library {
    private final String name;
    private final List<Archive.Member> members;
    private final boolean[] taken;
    private final Map<String, Integer> index = new TreeMap<>();
    private final Map<String, Integer> initialized = new TreeMap<>();
    private final List<ObjectFile> objects = new ArrayList<>();

    Library(String name, byte[] bytes) throws MalformedElf {
      this.name = name;
      members = Archive.read(name, bytes);
      taken = new boolean[members.size()];
      for (int i = 0; i < taken.length; i++) {
        Archive.Member member = members.get(i);
        ObjectFile object = ObjectReader.read(name + "(" + member.name() + ")", member.bytes());
        objects.add(object);
        for (ElfSymbol symbol : object.symbols()) {
          if (!symbol.isLocal() && !symbol.isUndefined()) {
            index.putIfAbsent(symbol.name(), i);
            if (symbol.section() != ElfSymbol.COMMON) {
              initialized.putIfAbsent(symbol.name(), i);
            }
          }
        }
      }
    }

    String name() {
      return name;
    }

    private boolean pullInto(Resolution resolution) {
      boolean found = false;
      boolean again = true;
      while (again) {
        again = false;
        for (String symbol : List.copyOf(resolution.wanted)) {
          boolean common = resolution.isCommon(symbol);
          Integer member = (common ? initialized : index).get(symbol);
          boolean asked = common || resolution.isMissing(symbol);
          if (member != null && !taken[member] && asked) {
            taken[member] = true;
            resolution.add(objects.get(member));
            again = true;
            found = true;
          }
        }
      }
      return found;
    }
  }

  /** Rooms for common symbols become a section of the object that wanted each first. */
  void allocateCommons() {
    Map<ObjectFile, List<Room>> rooms = new LinkedHashMap<>();
    objects.forEach(object -> rooms.put(object, new ArrayList<>()));
    definitions.forEach(
        (name, definition) -> {
          if (definition instanceof Definition.Common common) {
            rooms.get(common.object()).add(new Room(name, common));
          }
        });
    rooms.forEach(
        (object, commons) -> {
          if (!commons.isEmpty()) {
            allocate(object, commons);
          }
        });
  }

  /** What a common symbol asks for. */
  private record Room(String symbol, Definition.Common common) {}

  private void allocate(ObjectFile object, List<Room> commons) {
    long size = 0;
    int alignment = 1;
    Map<String, Integer> places = new LinkedHashMap<>();
    for (Room room : commons) {
      Definition.Common common = room.common();
      int boundary = Math.max(1, common.alignment());
      size = (size + boundary - 1) / boundary * boundary;
      places.put(room.symbol(), (int) size);
      size += common.sizeBytes() & 0xFFFFFFFFL;
      alignment = Math.max(alignment, boundary);
      if (size > Integer.MAX_VALUE) {
        diagnostics.error(Span.NOWHERE, LinkComplaint.tooLarge());
        return;
      }
    }
    ElfSection room =
        new ElfSection(
            "COMMON",
            Elf.SHT_NOBITS,
            Elf.SHF_ALLOC | Elf.SHF_WRITE,
            new byte[0],
            (int) size,
            alignment,
            0,
            List.of());
    InputSection input = new InputSection(object, room);
    List<InputSection> all = new ArrayList<>(sections.get(object));
    all.add(input);
    sections.put(object, all);
    places.forEach(
        (name, place) ->
            definitions.put(name, new Definition.InSection(object, input, place, false)));
  }
}
