package cloister.cc.dwarf;

import java.util.ArrayList;
import java.util.List;

/** Writes the tree of entries: {@code .debug_info} (DWARF 4, 7.5). */
final class InfoWriter {
  private final SectionBytes out = new SectionBytes();
  private final Abbreviations abbreviations;
  private final Strings strings;
  private final List<Waiting> references = new ArrayList<>();

  /** A field for the offset of an entry. */
  private record Waiting(int at, Entry entry) {}

  InfoWriter(Abbreviations abbreviations, Strings strings) {
    this.abbreviations = abbreviations;
    this.strings = strings;
  }

  SectionBytes write(Entry unit) {
    int length = out.beginLength();
    out.half(Dwarf.VERSION);
    out.offset(DebugSection.ABBREV, 0);
    out.octet(Dwarf.ADDRESS_BYTES);
    entry(unit);
    out.endLength(length);
    for (Waiting reference : references) {
      out.bytes.set(reference.at(), reference.entry().offset, 4);
    }
    return out;
  }

  /** No deeper than blocks are nested: types stand beside each other. */
  private void entry(Entry entry) {
    entry.offset = out.length();
    out.unsigned(abbreviations.code(entry));
    entry.attributes().forEach(attribute -> value(attribute.value()));
    if (!entry.children().isEmpty()) {
      entry.children().forEach(this::entry);
      out.octet(0);
    }
  }

  private void value(Value value) {
    switch (value) {
      case Value.Number(long number) -> out.unsigned(number);
      case Value.Signed(long number) -> out.signed(number);
      case Value.Size(int bytes) -> out.word(bytes);
      case Value.Text(String text) -> out.offset(DebugSection.STR, strings.place(text));
      case Value.Flag() -> {
        // It takes no room.
      }
      case Value.Address address -> out.address(address.place());
      case Value.Reference(Entry entry) -> {
        references.add(new Waiting(out.length(), entry));
        out.word(0);
      }
      case Value.Expression(SectionBytes operations) -> {
        out.unsigned(operations.length());
        out.append(operations);
      }
      case Value.Offset(DebugSection section, int offset) -> out.offset(section, offset);
    }
  }
}
