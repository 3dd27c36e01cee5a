package cloister.cc.dwarf;

import cloister.asm.report.Span;
import cloister.cc.assemble.Assembled;
import cloister.cc.assemble.Assembled.Mark;
import cloister.cc.assemble.Assembled.Place;
import cloister.elf.Elf;
import cloister.elf.ElfSection;
import java.util.ArrayList;
import java.util.List;

/** Which line an instruction was made for: {@code .debug_line} (DWARF 4, 6.2). */
final class LineProgram {
  private static final int LINE_BASE = -5;
  private static final int LINE_RANGE = 14;

  /** How many operands the operations below the special ones have (6.2.4, item 11). */
  private static final int[] OPERANDS = {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};

  private static final int FIRST_SPECIAL = OPERANDS.length + 1;

  private final Assembled assembled;
  private final SourceFiles files;
  private final SectionBytes program = new SectionBytes();
  private int address;
  private int file;
  private int line;
  private int column;

  LineProgram(Assembled assembled, SourceFiles files) {
    this.assembled = assembled;
    this.files = files;
  }

  SectionBytes write() {
    List<ElfSection> sections = assembled.object().sections();
    for (int i = 0; i < sections.size(); i++) {
      List<Mark> marks = marks(i);
      if ((sections.get(i).flags() & Elf.SHF_EXECINSTR) != 0 && !marks.isEmpty()) {
        sequence(marks, sections.get(i).sizeBytes());
      }
    }
    SectionBytes out = new SectionBytes();
    int length = out.beginLength();
    out.half(Dwarf.VERSION);
    int header = out.beginLength();
    out.octet(1);
    out.octet(1);
    out.octet(1);
    out.octet(LINE_BASE);
    out.octet(LINE_RANGE);
    out.octet(FIRST_SPECIAL);
    for (int count : OPERANDS) {
      out.octet(count);
    }
    files.write(out);
    out.endLength(header);
    out.append(program);
    out.endLength(length);
    return out;
  }

  /** The marks of a section; of several at one place the last counts. */
  private List<Mark> marks(int section) {
    List<Mark> marks = new ArrayList<>();
    int end = assembled.object().sections().get(section).sizeBytes();
    for (Mark mark : assembled.marks()) {
      Place place = mark.place();
      if (place.section() == section && !mark.span().file().isEmpty() && place.offset() < end) {
        if (!marks.isEmpty() && marks.getLast().place().equals(place)) {
          marks.removeLast();
        }
        marks.add(mark);
      }
    }
    return marks;
  }

  /** The registers begin as 6.2.2 says. */
  private void sequence(List<Mark> marks, int end) {
    file = 1;
    line = 1;
    column = 0;
    Place first = marks.getFirst().place();
    program.octet(0);
    program.unsigned(1 + Dwarf.ADDRESS_BYTES);
    program.octet(Dwarf.LNE_SET_ADDRESS);
    program.address(first);
    address = first.offset();
    for (Mark mark : marks) {
      row(mark.span(), mark.place().offset());
    }
    program.octet(Dwarf.LNS_ADVANCE_PC);
    program.unsigned(end - address);
    program.octet(0);
    program.unsigned(1);
    program.octet(Dwarf.LNE_END_SEQUENCE);
  }

  private void row(Span span, int offset) {
    int wanted = files.number(span.file());
    if (wanted != file) {
      file = wanted;
      program.octet(Dwarf.LNS_SET_FILE);
      program.unsigned(file);
    }
    if (span.column() != column) {
      column = span.column();
      program.octet(Dwarf.LNS_SET_COLUMN);
      program.unsigned(column);
    }
    int lines = span.line() - line;
    if (lines < LINE_BASE || lines >= LINE_BASE + LINE_RANGE) {
      program.octet(Dwarf.LNS_ADVANCE_LINE);
      program.signed(lines);
      lines = 0;
    }
    advance(offset - address, lines);
    line = span.line();
    address = offset;
  }

  /** A row, by a special operation where one reaches (6.2.5.1). */
  private void advance(int bytes, int lines) {
    int most = (0xFF - FIRST_SPECIAL) / LINE_RANGE;
    int rest = bytes;
    if (rest > most && rest <= 2 * most) {
      program.octet(Dwarf.LNS_CONST_ADD_PC);
      rest -= most;
    }
    int special = lines - LINE_BASE + LINE_RANGE * rest + FIRST_SPECIAL;
    if (rest > most || special > 0xFF) {
      program.octet(Dwarf.LNS_ADVANCE_PC);
      program.unsigned(rest);
      special = lines - LINE_BASE + FIRST_SPECIAL;
    }
    program.octet(special);
  }
}
