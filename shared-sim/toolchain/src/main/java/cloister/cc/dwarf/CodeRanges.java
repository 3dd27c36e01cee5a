package cloister.cc.dwarf;

import cloister.cc.assemble.Assembled;
import cloister.cc.assemble.Assembled.Place;
import cloister.cc.code.Debug;
import cloister.elf.Elf;
import cloister.elf.ElfSection;
import java.util.ArrayList;
import java.util.List;

/** Which code belongs to an entry (DWARF 4, 2.17), with the lists of {@code .debug_ranges}. */
final class CodeRanges {
  private final Labels labels;
  private final Stretches lists = new Stretches();

  CodeRanges(Labels labels) {
    this.labels = labels;
  }

  SectionBytes lists() {
    return lists.out;
  }

  /** A stretch of one section, in bytes from its start. */
  private record Stretch(int from, int to) {}

  void function(Entry entry, Debug.Function function) {
    Place start = labels.place(function.symbol());
    bounds(entry, start, labels.place(function.endLabel()).offset());
  }

  private static void bounds(Entry entry, Place start, int end) {
    entry.with(Dwarf.AT_LOW_PC, new Value.Address(start));
    entry.with(Dwarf.AT_HIGH_PC, new Value.Size(end - start.offset()));
  }

  /** True unless no code is left of the block. */
  boolean hasCode(Debug.Scope block) {
    return !stretches(block).isEmpty();
  }

  void block(Entry entry, Debug.Scope block, Place functionStart) {
    List<Stretch> stretches = stretches(block);
    int section = functionStart.section();
    if (stretches.size() == 1) {
      Stretch only = stretches.getFirst();
      bounds(entry, new Place(section, only.from()), only.to());
      return;
    }
    int list = lists.begin(functionStart);
    for (Stretch one : stretches) {
      lists.add(one.from() - functionStart.offset(), one.to() - functionStart.offset());
    }
    lists.end();
    entry.with(Dwarf.AT_RANGES, new Value.Offset(DebugSection.RANGES, list));
  }

  private List<Stretch> stretches(Debug.Scope block) {
    List<Stretch> stretches = new ArrayList<>();
    for (Debug.Range range : block.ranges()) {
      int from = labels.place(range.from()).offset();
      int to = labels.place(range.to()).offset();
      if (from < to) {
        stretches.add(new Stretch(from, to));
      }
    }
    return stretches;
  }

  /** A unit has all sections of code that it says something about. */
  void unit(Entry entry, Assembled assembled) {
    List<Integer> sections = new ArrayList<>();
    for (Assembled.Mark mark : assembled.marks()) {
      int section = mark.place().section();
      ElfSection one = assembled.object().sections().get(section);
      boolean code = (one.flags() & Elf.SHF_EXECINSTR) != 0 && one.sizeBytes() > 0;
      if (code && !sections.contains(section)) {
        sections.add(section);
      }
    }
    if (sections.size() == 1) {
      int section = sections.getFirst();
      int size = assembled.object().sections().get(section).sizeBytes();
      bounds(entry, new Place(section, 0), size);
    } else if (!sections.isEmpty()) {
      entry.with(Dwarf.AT_LOW_PC, new Value.Size(0));
      entry.with(Dwarf.AT_RANGES, new Value.Offset(DebugSection.RANGES, lists.out.length()));
      for (int section : sections) {
        lists.out.word(0xFFFFFFFF);
        lists.out.address(new Place(section, 0));
        lists.add(0, assembled.object().sections().get(section).sizeBytes());
      }
      lists.end();
    }
  }
}
