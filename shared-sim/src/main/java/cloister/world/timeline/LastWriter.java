package cloister.world.timeline;

import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.OpcodeTable;
import cloister.machine.Board;
import cloister.world.timeline.Course.ByHand;
import java.util.ArrayList;
import java.util.List;

/** Finds, by replay, the step that last wrote something. Looks back a bounded number of steps. */
public final class LastWriter {
  private static final int MAX_STEPS = 200_000;
  private static final byte TWO_BYTE = 0x0f;

  private final Player player;
  private final OpcodeTable opcodes;
  private final Trail trail = new Trail();

  LastWriter(Player player, OpcodeTable opcodes) {
    this.player = player;
    this.opcodes = opcodes;
  }

  /** What to look for. */
  public sealed interface Watch {
    /** The privilege level. */
    record Cpl() implements Watch {}

    /** The I/O privilege level, which IRET and POPF in ring 0 write. */
    record Iopl() implements Watch {}

    record General(int register) implements Watch {}

    record Segment(int register) implements Watch {}

    /** Bytes of memory, at most 8. */
    record Bytes(int address, int count) implements Watch {}
  }

  /** Who wrote it. */
  public sealed interface Writer {
    /** The instruction or delivery of this step. */
    record Step(Moment moment) implements Writer {}

    /** Somebody by hand, after this step. */
    record ByHand(int step) implements Writer {}

    /** Nobody since the run began. */
    record Start() implements Writer {}

    /** Somebody longer ago than the search goes. */
    record LongAgo() implements Writer {}
  }

  /** The writers of all watches, looking back from the state after {@code step}. */
  public List<Writer> find(int step, List<Watch> watches) {
    Writer[] found = new Writer[watches.size()];
    int end = step;
    int replayed = 0;
    int index = player.courseIndex(step);
    while (index >= 0 && replayed < MAX_STEPS && missing(found)) {
      int from = player.checkpointStep(index);
      if (end > from || from == 0) {
        search(index, end, watches, found);
        replayed += end - from;
      }
      end = from;
      index--;
    }
    List<Writer> writers = new ArrayList<>();
    for (Writer writer : found) {
      Writer none = index < 0 ? new Writer.Start() : new Writer.LongAgo();
      writers.add(writer == null ? none : writer);
    }
    return writers;
  }

  /** Replays from one checkpoint to {@code end} and keeps the last hit of what is still missing. */
  private void search(int checkpoint, int end, List<Watch> watches, Writer[] found) {
    Writer[] hits = new Writer[found.length];
    player.restoreIndex(checkpoint);
    changedAtStart(watches, hits);
    while (player.step() < end) {
      int[][] before = samples(watches);
      trail.prepare(player.board(), player.step() + 1);
      boolean privileged = player.board().cpu().cpl() == 0;
      if (player.runToEvent(1) == 0) {
        break;
      }
      trail.commit(player.board());
      Moment moment = trail.moment(0, player.events());
      int[][] after = samples(watches);
      for (int i = 0; i < hits.length; i++) {
        boolean wrote = watches.get(i) instanceof Watch.Iopl && privileged && loadsFlags(moment);
        if (wrote || differs(before[i], after[i])) {
          hits[i] = new Writer.Step(moment);
        }
      }
      byHand(watches, after, hits);
    }
    for (int i = 0; i < found.length; i++) {
      found[i] = found[i] == null ? hits[i] : found[i];
    }
  }

  private void byHand(List<Watch> watches, int[][] after, Writer[] hits) {
    if (player.applyChanges().isEmpty()) {
      return;
    }
    int[][] changed = samples(watches);
    for (int i = 0; i < hits.length; i++) {
      if (differs(after[i], changed[i])) {
        hits[i] = new Writer.ByHand(player.step());
      }
    }
  }

  /** The first checkpoint already holds what was changed by hand before the first step. */
  private void changedAtStart(List<Watch> watches, Writer[] hits) {
    if (player.step() != 0) {
      return;
    }
    for (ByHand change : player.changesHere()) {
      int value = change.place().read(player.board());
      int[][] changed = samples(watches);
      change.place().write(player.board(), ~value & change.place().max());
      int[][] other = samples(watches);
      change.place().write(player.board(), value);
      for (int i = 0; i < hits.length; i++) {
        if (differs(changed[i], other[i])) {
          hits[i] = new Writer.ByHand(0);
        }
      }
    }
  }

  private int[][] samples(List<Watch> watches) {
    int[][] samples = new int[watches.size()][];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = sample(watches.get(i));
    }
    return samples;
  }

  private int[] sample(Watch watch) {
    Board board = player.board();
    Cpu cpu = board.cpu();
    Memory memory = board.memory();
    return switch (watch) {
      case Watch.Cpl() -> new int[] {cpu.cpl()};
      case Watch.Iopl() -> new int[] {cpu.iopl()};
      case Watch.General(int register) -> new int[] {cpu.general[register]};
      case Watch.Segment(int register) -> new int[] {cpu.segments.selector[register]};
      case Watch.Bytes(int address, int count) -> {
        int[] bytes = new int[count];
        for (int i = 0; i < count; i++) {
          bytes[i] = memory.read8(address + i);
        }
        yield bytes;
      }
    };
  }

  private static boolean differs(int[] a, int[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        return true;
      }
    }
    return false;
  }

  private boolean loadsFlags(Moment moment) {
    if (moment.kind() != Moment.Kind.INSTRUCTION) {
      return false;
    }
    byte[] code = moment.code();
    int at = 0;
    // Prefixes have no row of their own, and neither does the escape to the two-byte opcodes.
    while (at < code.length - 1 && code[at] != TWO_BYTE && row(code[at]) == null) {
      at++;
    }
    Encoding row = row(code[at]);
    return row != null && (row.op() == Op.POPF || row.op() == Op.IRET);
  }

  private Encoding row(byte opcode) {
    return opcodes.find(false, opcode & 0xff, 0);
  }

  private static boolean missing(Writer[] found) {
    for (Writer writer : found) {
      if (writer == null) {
        return true;
      }
    }
    return false;
  }
}
