package cloister.cc.link;

import cloister.cc.link.script.Script;
import cloister.elf.Elf;
import cloister.elf.ProgramHeader;
import java.util.ArrayList;
import java.util.List;

/** What a loader loads: the script's segments, or neighbours of one kind. */
final class Segments {
  private static final int PAGE = 0x1000;

  private final Layout layout;
  private final List<OutputSection> sections;
  private final boolean runsOnStack;

  /** A page, or for what is not loaded by pages the largest boundary that a section asks for. */
  private final int unit;

  /**
   * @param runsOnStack true when the stack is to be executable
   */
  Segments(Layout layout, boolean runsOnStack) {
    this.layout = layout;
    this.runsOnStack = runsOnStack;
    sections = layout.inMemory();
    int boundary = 4;
    for (OutputSection output : sections) {
      boundary = Math.max(boundary, output.alignment);
    }
    unit = layout.script().packed() ? boundary : PAGE;
  }

  /** Offsets are congruent to addresses modulo a page, as loading by pages asks for. */
  void place(int headerBytes) {
    int offset = headerBytes;
    for (OutputSection output : sections) {
      if (output.isAllocated()) {
        offset += output.address - offset & unit - 1;
      } else {
        offset += -offset & 3;
      }
      output.fileOffset = offset;
      offset += output.hasBytes() ? output.sizeBytes : 0;
    }
  }

  List<ProgramHeader> headers() {
    return layout.script().segments().isEmpty() ? ofSections() : ofScript();
  }

  private List<ProgramHeader> ofSections() {
    List<ProgramHeader> segments = new ArrayList<>();
    List<OutputSection> run = new ArrayList<>();
    for (OutputSection output : sections) {
      if (output.isAllocated()) {
        if (!run.isEmpty() && !joins(run.getLast(), output)) {
          segments.add(segment(run, segments.isEmpty()));
          run.clear();
        }
        run.add(output);
      }
    }
    if (!run.isEmpty()) {
      segments.add(segment(run, segments.isEmpty()));
    }
    int stack = Elf.PF_R | Elf.PF_W | (runsOnStack ? Elf.PF_X : 0);
    segments.add(new ProgramHeader(Elf.PT_GNU_STACK, 0, 0, 0, 0, 0, stack, 16));
    return segments;
  }

  /**
   * One segment for neighbours whose distance in file and memory is the same, if they are of one
   * kind or share a page, which can be mapped in one way only.
   */
  private boolean joins(OutputSection last, OutputSection next) {
    boolean page = (last.end() - 1 & -PAGE) == (next.address & -PAGE);
    boolean alike = permissions(last) == permissions(next);
    boolean kind = layout.script().packed() || page || alike;
    boolean order = last.hasBytes() || !next.hasBytes();
    int inMemory = next.address - last.address;
    int inFile = next.fileOffset - last.fileOffset;
    int loaded = next.loadAddress - last.loadAddress;
    boolean near = !next.hasBytes() || inMemory == inFile;
    return kind && order && near && loaded == inMemory && inMemory >= 0;
  }

  private static int permissions(OutputSection output) {
    return Elf.PF_R | (output.isWritable() ? Elf.PF_W : 0) | (output.isCode() ? Elf.PF_X : 0);
  }

  private static int permissions(List<OutputSection> run) {
    int all = 0;
    for (OutputSection output : run) {
      all |= permissions(output);
    }
    return all;
  }

  private static int inFile(List<OutputSection> run) {
    int inFile = 0;
    for (OutputSection output : run) {
      int end = output.fileOffset + output.sizeBytes - run.getFirst().fileOffset;
      inFile = output.hasBytes() ? end : inFile;
    }
    return inFile;
  }

  private ProgramHeader segment(List<OutputSection> run, boolean first) {
    OutputSection start = run.getFirst();
    OutputSection end = run.getLast();
    // The headers are loaded too where there is room before the first section.
    boolean room = (start.address & PAGE - 1) == start.fileOffset;
    boolean headers = first && room && !layout.script().packed();
    int before = headers ? start.fileOffset : 0;
    return new ProgramHeader(
        Elf.PT_LOAD,
        start.fileOffset - before,
        start.address - before,
        start.loadAddress - before,
        inFile(run) + before,
        end.end() - start.address + before,
        permissions(run),
        unit);
  }

  private List<ProgramHeader> ofScript() {
    List<ProgramHeader> segments = new ArrayList<>();
    for (Script.Segment written : layout.script().segments()) {
      List<OutputSection> run = new ArrayList<>();
      for (OutputSection output : sections) {
        if (output.isAllocated() && output.segments.contains(written.name())) {
          run.add(output);
        }
      }
      segments.add(segment(written, run));
    }
    return segments;
  }

  private ProgramHeader segment(Script.Segment written, List<OutputSection> run) {
    int type = (int) layout.number(written.type());
    boolean load = type == Elf.PT_LOAD;
    int needed = run.isEmpty() ? Elf.PF_R : permissions(run);
    int flags = written.flags().map(one -> (int) layout.number(one)).orElse(needed);
    if (run.isEmpty()) {
      return new ProgramHeader(type, 0, 0, 0, 0, 0, flags, load ? unit : 4);
    }
    OutputSection start = run.getFirst();
    boolean headers = written.fileHeader() || written.programHeaders();
    int before = headers ? start.fileOffset : 0;
    int physical = written.address().map(one -> (int) layout.number(one)).orElse(start.loadAddress);
    return new ProgramHeader(
        type,
        start.fileOffset - before,
        start.address - before,
        physical - (written.address().isPresent() ? 0 : before),
        inFile(run) + before,
        run.getLast().end() - start.address + before,
        flags,
        load ? unit : start.alignment);
  }
}
