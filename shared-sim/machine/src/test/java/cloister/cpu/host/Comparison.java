package cloister.cpu.host;

import cloister.bits.Hex;
import cloister.cpu.decode.CodeSource;
import cloister.cpu.decode.Decoder;
import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.decode.Slot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs programs on both processors and notes where they differ. */
final class Comparison {
  private static final int ALIGNMENT_CHECK = 1 << 18;

  private final NativeRunner host;
  private final GuestRunner guest;
  private final HostProcessor processor;
  private final Tally tally;
  private final OpcodeTable table = new OpcodeTable();
  private final Decoder decoder = new Decoder(table);

  /**
   * @param processor what the host decides where the manual does not
   */
  Comparison(NativeRunner host, GuestRunner guest, HostProcessor processor, Tally tally) {
    this.host = host;
    this.guest = guest;
    this.processor = processor;
    this.tally = tally;
  }

  void batch(ProgramGenerator generator) throws IOException {
    int[] data = generator.data();
    List<Program> programs = new ArrayList<>();
    for (int i = 0; i < NativeRunner.BATCH; i++) {
      programs.add(generator.next());
    }
    guest.setData(data);
    List<Outcome> expected = host.run(data, programs);
    for (int i = 0; i < programs.size(); i++) {
      compare(data, programs.get(i), expected.get(i));
    }
  }

  private void compare(int[] data, Program program, Outcome expected) throws IOException {
    if (cannotCompare(expected)) {
      tally.discarded++;
      return;
    }
    Outcome actual = guest.run(program);
    int ignored = lastInstructionsUndefinedFlags(program);
    if (actual.equalBut(expected, ignored)) {
      tally.compared++;
      tally.instructions += expected.vector() == 3 ? program.instructions() : 1;
      tally.byVector[expected.vector()]++;
      return;
    }
    Outcome again = host.run(data, List.of(program)).getFirst();
    if (!again.equalBut(expected, 0) || strays(program)) {
      tally.discarded++;
      return;
    }
    noteDifference(data, program);
  }

  /** Reports the shortest beginning of the program that differs. */
  private void noteDifference(int[] data, Program whole) throws IOException {
    for (int length = 1; length <= whole.code().length; length++) {
      boolean boundary = length == whole.code().length || (whole.starts() >>> length & 1) != 0;
      if (boundary) {
        Program program = whole.beginning(length);
        Outcome expected = host.run(data, List.of(program)).getFirst();
        Outcome actual = guest.run(program);
        if (!actual.equalBut(expected, lastInstructionsUndefinedFlags(program))) {
          note(program, expected, actual);
          return;
        }
      }
    }
  }

  private void note(Program program, Outcome expected, Outcome actual) {
    int op = lastOp(program);
    for (KnownDifference known : KnownDifference.values()) {
      if (known.explains(op, expected, actual)) {
        tally.explained.merge(known, 1, Integer::sum);
        return;
      }
    }
    tally.note(lastMnemonic(program), report(program, expected, actual));
  }

  private static String report(Program program, Outcome expected, Outcome actual) {
    String flags =
        actual.differsInFlagsOnly(expected)
            ? "\nonly flags differ: " + Hex.prefixed(actual.eflags() ^ expected.eflags())
            : "";
    return program.describe()
        + "\nhost "
        + expected.describe()
        + "\nours "
        + actual.describe()
        + flags;
  }

  /** Page faults, alignment checks and 64-bit code are not what our processor is asked about. */
  private static boolean cannotCompare(Outcome expected) {
    return expected.vector() == Outcome.PAGE_FAULT
        || expected.vector() == Outcome.TIMEOUT
        || expected.vector() == 17
        || (expected.eflags() & ALIGNMENT_CHECK) != 0
        || flat(expected.segments());
  }

  /** True when the program loaded one of the host's own segments, and so may see its memory. */
  private static boolean flat(int[] segments) {
    for (int selector : segments) {
      if (selector > 3 && (selector & 4) == 0) {
        return true;
      }
    }
    return false;
  }

  /** True when control got into the middle of an instruction and ran what nobody generated. */
  private boolean strays(Program program) {
    guest.start(program);
    int limit = 20_000;
    boolean strayed = false;
    while (guest.cpu().cpl() == 3 && !strayed && limit-- > 0) {
      int at = guest.cpu().eip() - Layout.ENTRY;
      boolean within = at >= 0 && at < program.code().length;
      strayed = within && (program.starts() >>> at & 1) == 0;
      guest.cpu().run(1);
    }
    guest.setDataAgain();
    return strayed;
  }

  private int lastInstructionsUndefinedFlags(Program program) {
    return processor.undefinedFlags(lastOp(program));
  }

  private int lastOp(Program program) {
    int[] slot = new int[Slot.STRIDE];
    decodeLast(program, slot);
    return Slot.op(slot[0]);
  }

  private String lastMnemonic(Program program) {
    int[] slot = new int[Slot.STRIDE];
    decodeLast(program, slot);
    for (Encoding row : table.rows()) {
      if (row.op() == Slot.op(slot[0])) {
        return row.names().at32() + " of size " + Slot.size(slot[0]);
      }
    }
    return "undefined";
  }

  private void decodeLast(Program program, int[] slot) {
    int last = 63 - Long.numberOfLeadingZeros(program.starts());
    byte[] code = program.code();
    CodeSource source =
        distance -> last + distance < code.length ? code[last + distance] & 0xff : 0xcc;
    boolean code32 = program.segments()[Program.CS] != LocalSegment.CODE16.selector();
    decoder.decode(source, code32, slot, 0);
  }
}
