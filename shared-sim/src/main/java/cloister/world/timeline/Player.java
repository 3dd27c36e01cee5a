package cloister.world.timeline;

import cloister.bus.Memory;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.machine.Board;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.world.probe.Place;
import cloister.world.timeline.Course.ByHand;
import java.util.ArrayList;
import java.util.List;

/** A board at a step of a course: it can be put to any step and run on from there. */
final class Player {
  private final Board board;
  private final Course course;
  private final Sink sink = new Sink();
  private final Touches touches = new Touches();

  /** What memory held when no page was dirty. */
  private Checkpoint base;

  private int step;

  /** Steps done since the player exists, those done again included. */
  private long work;

  Player(Board board, Course course) {
    this.board = board;
    this.course = course;
    board.setEventSink(sink);
  }

  /** Collects the events of one step, and ends a longer run at the first step that has any. */
  private final class Sink implements EventSink {
    private final List<Event> events = new ArrayList<>();
    private boolean listening;

    @Override
    public boolean listening() {
      return listening;
    }

    @Override
    public void accept(Event event) {
      events.add(event);
      board.requestStop();
    }
  }

  /** Ends a run at the first step that touches memory which is watched. */
  private final class Touches implements Memory.AccessWatcher {
    private List<Touch> all = List.of();
    private boolean listening;

    @Override
    public void accessed(int address, int bytes, boolean write, int value) {
      if (listening) {
        for (Touch touch : all) {
          int old = write ? board.memory().readBehind(address, bytes) : value;
          if (touch.note(address, bytes, write, old, value)) {
            board.requestStop();
          }
        }
      }
    }
  }

  Board board() {
    return board;
  }

  int step() {
    return step;
  }

  long work() {
    return work;
  }

  /** Events of the last listened run, all of its last step. */
  List<Event> events() {
    return sink.events;
  }

  /** Takes the present state of the board as the start of a new course. */
  void begin() {
    step = 0;
    base = null;
    course.begin(checkpoint());
  }

  /** From now on runs end after a step that touches one of these; nobody else looks. */
  void watch(List<Touch> watched) {
    touches.all = watched;
    board.memory().setAccessWatcher(watched.isEmpty() ? Memory.AccessWatcher.NONE : touches);
  }

  /** Steps to a later one, or to the next change by hand if that comes first. */
  int stepsTo(int target) {
    return Math.min(target, course.nextChange(step)) - step;
  }

  /** Runs without listening. */
  int run(int steps) {
    sink.listening = false;
    return advance(steps);
  }

  /** Runs until the end of the first step with events, or fewer steps. */
  int runToEvent(int steps) {
    sink.events.clear();
    sink.listening = true;
    int done = advance(steps);
    sink.listening = false;
    return done;
  }

  private int advance(int steps) {
    touches.listening = true;
    int done = board.run(steps);
    touches.listening = false;
    step += done;
    work += done;
    return done;
  }

  /** Applies what was changed by hand after the current step. */
  List<ByHand> applyChanges() {
    List<ByHand> changes = course.changesAt(step);
    for (ByHand change : changes) {
      write(change.place(), change.value());
    }
    return changes;
  }

  /** Writes a place by hand, in sight of whoever watches its memory. */
  void write(Place place, int value) {
    touches.listening = true;
    place.write(board, value);
    touches.listening = false;
  }

  List<ByHand> changesHere() {
    return course.changesAt(step);
  }

  /** Index of the checkpoint from which a step is replayed. */
  int courseIndex(int target) {
    return course.indexBefore(target);
  }

  int checkpointStep(int index) {
    return course.checkpoint(index).step();
  }

  void restoreIndex(int index) {
    restore(course.checkpoint(index));
  }

  /** Steps that {@link #goTo} would do. */
  int distance(int target) {
    int nearest = course.checkpoint(course.indexBefore(target)).step();
    return target - (restores(target, nearest) ? nearest : step);
  }

  private boolean restores(int target, int nearest) {
    return base == null || step > target || step < nearest;
  }

  /** Goes to a step that the course has reached before, from where that is nearest. */
  void goTo(int target) {
    Checkpoint nearest = course.checkpoint(course.indexBefore(target));
    if (restores(target, nearest.step())) {
      restore(nearest);
    }
    while (step < target) {
      int done = run(stepsTo(target));
      if (done == 0) {
        throw new IllegalStateException("replay to " + target + " ended at " + step);
      }
      applyChanges();
    }
  }

  void restore(Checkpoint checkpoint) {
    Memory memory = board.memory();
    byte[] zeros = new byte[Memory.PAGE_SIZE];
    for (int page = 0; page < memory.pageCount(); page++) {
      byte[] wanted = checkpoint.pages()[page];
      boolean same = base != null && base.pages()[page] == wanted && !memory.isDirty(page);
      if (!same) {
        memory.writePage(page, wanted == null ? zeros : wanted);
      }
    }
    memory.clearDirty();
    board.load(new StateReader(checkpoint.board()));
    base = checkpoint;
    step = checkpoint.step();
  }

  /** The present state; pages not written since the last checkpoint are shared with it. */
  Checkpoint checkpoint() {
    Memory memory = board.memory();
    byte[][] pages = new byte[memory.pageCount()][];
    for (int page = 0; page < pages.length; page++) {
      boolean shared = base != null && !memory.isDirty(page);
      pages[page] = shared ? base.pages()[page] : copy(memory, page);
    }
    memory.clearDirty();
    StateWriter out = new StateWriter();
    board.save(out);
    base = new Checkpoint(step, out.toBytes(), pages);
    return base;
  }

  private static byte[] copy(Memory memory, int page) {
    byte[] bytes = new byte[Memory.PAGE_SIZE];
    memory.readPage(page, bytes);
    for (byte value : bytes) {
      if (value != 0) {
        return bytes;
      }
    }
    return null;
  }
}
