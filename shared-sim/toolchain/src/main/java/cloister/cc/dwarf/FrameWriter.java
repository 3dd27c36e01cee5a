package cloister.cc.dwarf;

import cloister.cc.code.Debug;
import cloister.cc.code.Debug.CallFrame;
import java.util.List;

/** How the callers' frames and registers are found: {@code .debug_frame} (DWARF 4, 6.4). */
final class FrameWriter {
  private static final int NO_UNIT = 0xFFFFFFFF;

  /** Registers are saved at multiples of it below the canonical address. */
  private static final int DATA_ALIGNMENT = -4;

  private final Labels labels;
  private final SectionBytes out = new SectionBytes();
  private int at;
  private int base;
  private int offset;
  private List<Integer> saved = List.of();

  FrameWriter(Labels labels) {
    this.labels = labels;
  }

  SectionBytes write(List<Debug.Function> functions) {
    if (!functions.isEmpty()) {
      common();
      functions.forEach(this::function);
    }
    return out;
  }

  /** What all functions share: at the entry the return address is on top (6.4.1, CIE). */
  private void common() {
    int length = out.beginLength();
    out.word(NO_UNIT);
    out.octet(Dwarf.VERSION);
    out.text("");
    out.octet(Dwarf.ADDRESS_BYTES);
    out.octet(0);
    out.unsigned(1);
    out.signed(DATA_ALIGNMENT);
    out.unsigned(Dwarf.RETURN_ADDRESS);
    out.octet(Dwarf.CFA_DEF_CFA);
    out.unsigned(Dwarf.ESP);
    out.unsigned(4);
    out.octet(Dwarf.CFA_OFFSET | Dwarf.RETURN_ADDRESS);
    out.unsigned(1);
    end(length);
  }

  /** One function's rows, each by what differs from the one before (6.4.1, FDE). */
  private void function(Debug.Function function) {
    int start = labels.place(function.symbol()).offset();
    int length = out.beginLength();
    out.offset(DebugSection.FRAME, 0);
    out.address(labels.place(function.symbol()));
    out.word(labels.place(function.endLabel()).offset() - start);
    at = start;
    base = Dwarf.ESP;
    offset = 4;
    saved = List.of();
    function.frames().forEach(this::row);
    end(length);
  }

  private void row(CallFrame frame) {
    advance(labels.place(frame.fromLabel()).offset());
    if (frame.base() != base && frame.offset() != offset) {
      out.octet(Dwarf.CFA_DEF_CFA);
      out.unsigned(frame.base());
      out.unsigned(frame.offset());
    } else if (frame.base() != base) {
      out.octet(Dwarf.CFA_DEF_CFA_REGISTER);
      out.unsigned(frame.base());
    } else if (frame.offset() != offset) {
      out.octet(Dwarf.CFA_DEF_CFA_OFFSET);
      out.unsigned(frame.offset());
    }
    for (int register : saved) {
      if (!frame.saved().contains(register)) {
        out.octet(Dwarf.CFA_RESTORE | register);
      }
    }
    for (int i = 0; i < frame.saved().size(); i++) {
      if (!saved.contains(frame.saved().get(i))) {
        out.octet(Dwarf.CFA_OFFSET | frame.saved().get(i));
        out.unsigned(i + 2);
      }
    }
    base = frame.base();
    offset = frame.offset();
    saved = frame.saved();
  }

  private void advance(int to) {
    int bytes = to - at;
    at = to;
    if (bytes == 0) {
      return;
    }
    if (bytes < 0x40) {
      out.octet(Dwarf.CFA_ADVANCE_LOC | bytes);
    } else if (bytes < 0x100) {
      out.octet(Dwarf.CFA_ADVANCE_LOC1);
      out.octet(bytes);
    } else if (bytes < 0x10000) {
      out.octet(Dwarf.CFA_ADVANCE_LOC2);
      out.half(bytes);
    } else {
      out.octet(Dwarf.CFA_ADVANCE_LOC4);
      out.word(bytes);
    }
  }

  private void end(int length) {
    while (out.length() % Dwarf.ADDRESS_BYTES != 0) {
      out.octet(Dwarf.CFA_NOP);
    }
    out.endLength(length);
  }
}
