package cloister.world.timeline;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.OpcodeTable;
import cloister.event.Event;
import cloister.machine.replay.Player;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds, by replay, the step that last wrote something: interval by interval backwards, a bounded
 * number of steps. What no event and no access to memory tells of counts as written when it
 * changed.
 */
public final class LastWriter {
  private static final int MAX_STEPS = 200_000;
  private static final byte TWO_BYTE = 0x0f;

  private final Player<Outside> player;
  private final OpcodeTable opcodes;
  private final Trail trail = new Trail();

  /** The step whose changes by hand do not count. */
  private int untouched;

  LastWriter(Player<Outside> player, OpcodeTable opcodes) {
    this.player = player;
    this.opcodes = opcodes;
  }

  /** Who wrote it. */
  public sealed interface Writer {
    /** The step that wrote it, or where the search ended; -1 for the start. */
    int step();

    /** What was there before, low and high word; empty where that is not known. */
    default int[] before() {
      return new int[0];
    }

    /**
     * The instruction or delivery of this step.
     *
     * @param changed false when it wrote what was there
     */
    record Step(Moment moment, int[] before, boolean changed) implements Writer {
      @Override
      public int step() {
        return moment.step();
      }
    }

    /** Somebody by hand, after this step. */
    record ByHand(int step, int[] before) implements Writer {}

    /** Nobody since the run began. */
    record Start() implements Writer {
      @Override
      public int step() {
        return -1;
      }
    }

    /** Somebody up to this step, where the search ended. */
    record LongAgo(int step) implements Writer {}
  }

  /** What is known of a watch while one interval is replayed. */
  private static final class Trace {
    private final Watch watch;
    private final Touch touch;
    private int low;
    private int high;
    private int step;
    private boolean byHand;
    private boolean changed;
    private int[] before;

    Trace(Watch watch) {
      this.watch = watch;
      touch = new Touch(watch, false, true);
    }

    boolean differs(Player<Outside> player) {
      return watch.read(player.machine()) != low || watch.readHigh(player.machine()) != high;
    }

    /** Of many bytes the values are not compared. */
    boolean changedByHand() {
      return watch.kind() == Watch.Kind.MEMORY && touch.changed();
    }

    void hit(int at, boolean hand, int... old) {
      step = at;
      byHand = hand;
      before = old;
    }

    void sample(Player<Outside> player) {
      low = watch.read(player.machine());
      high = watch.readHigh(player.machine());
    }
  }

  /** The writers of all watches, looking back from the state after {@code step}. */
  public List<Writer> find(int step, List<Watch> watches) {
    untouched = -1;
    return search(step, watches);
  }

  /** The same, as if nothing had been changed by hand after the step. */
  public List<Writer> findUntouched(int step, List<Watch> watches) {
    untouched = step;
    return search(step, watches);
  }

  private List<Writer> search(int step, List<Watch> watches) {
    Writer[] found = new Writer[watches.size()];
    int end = step;
    int replayed = 0;
    int index = player.courseIndex(step);
    while (index >= 0 && replayed < MAX_STEPS && missing(found)) {
      int from = (int) player.checkpointStep(index);
      if (end > from || from == 0) {
        search(index, end, watches, found);
        replayed += end - from;
      }
      end = from;
      index--;
    }
    List<Writer> writers = new ArrayList<>();
    for (Writer writer : found) {
      Writer none = index < 0 ? new Writer.Start() : new Writer.LongAgo(end);
      writers.add(writer == null ? none : writer);
    }
    return writers;
  }

  /** Replays from one checkpoint to {@code end} and keeps the last hit of what is still missing. */
  private void search(int checkpoint, int end, List<Watch> watches, Writer[] found) {
    List<Trace> traces = new ArrayList<>();
    List<Touch> touches = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i] == null) {
        Trace trace = new Trace(watches.get(i));
        traces.add(trace);
        if (trace.watch.isMemory()) {
          touches.add(trace.touch);
        }
      }
    }
    player.restoreIndex(checkpoint);
    Touches.watch(player, touches);
    changedAtStart(traces);
    replay(end, traces);
    player.observeNothing();
    for (int i = 0, next = 0; i < found.length; i++) {
      if (found[i] == null) {
        found[i] = writer(traces.get(next++));
      }
    }
  }

  private void replay(int end, List<Trace> traces) {
    boolean closely = false;
    boolean iopl = false;
    for (Trace trace : traces) {
      trace.sample(player);
      closely |= !trace.watch.isTold();
      iopl |= trace.watch.kind() == Watch.Kind.IOPL;
    }
    while (player.step() < end) {
      boolean privileged = player.machine().cpu().cpl() == 0;
      if (iopl) {
        trail.prepare(player.machine(), (int) player.step() + 1);
      }
      if (player.runToEvent(closely ? 1 : player.stepsTo(end)) == 0) {
        return;
      }
      trail.commit(player.machine());
      boolean loads = iopl && privileged && loadsFlags(trail.moment(0, List.of()));
      for (Trace trace : traces) {
        boolean touched = trace.touch.met() && trace.watch.writtenBy(trace.touch);
        boolean wrote = touched || loads && trace.watch.kind() == Watch.Kind.IOPL;
        note(trace, wrote || told(trace.watch), false);
      }
      if (player.step() != untouched && !player.applyChanges().isEmpty()) {
        for (Trace trace : traces) {
          note(trace, trace.changedByHand(), true);
        }
      }
    }
  }

  private void note(Trace trace, boolean wrote, boolean byHand) {
    if (wrote || trace.differs(player)) {
      trace.changed = trace.differs(player);
      trace.hit((int) player.step(), byHand, trace.low, trace.high);
      trace.sample(player);
    }
    trace.touch.forget();
  }

  private boolean told(Watch watch) {
    for (Event event : player.events()) {
      if (watch.writtenBy(event)) {
        return true;
      }
    }
    return false;
  }

  /** The first checkpoint already holds what was changed by hand before the first step. */
  private void changedAtStart(List<Trace> traces) {
    if (player.step() != 0) {
      return;
    }
    for (Outside outside : player.changesHere()) {
      if (outside instanceof ByHand change) {
        changedAtStart(change, traces);
      }
    }
  }

  private void changedAtStart(ByHand change, List<Trace> traces) {
    int value = change.place().read(player.machine());
    for (Trace trace : traces) {
      trace.sample(player);
    }
    player.apply(change.with(~value & change.place().max()));
    for (Trace trace : traces) {
      if (trace.differs(player) || trace.changedByHand()) {
        trace.hit(0, true);
      }
    }
    player.apply(change.with(value));
    for (Trace trace : traces) {
      trace.touch.forget();
    }
  }

  private Writer writer(Trace trace) {
    if (trace.before == null) {
      return null;
    }
    return trace.byHand
        ? new Writer.ByHand(trace.step, trace.before)
        : new Writer.Step(moment(trace.step), trace.before, trace.changed);
  }

  private Moment moment(int step) {
    player.goTo(step - 1);
    trail.prepare(player.machine(), step);
    player.runToEvent(1);
    trail.commit(player.machine());
    return trail.moment(0, player.events());
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
