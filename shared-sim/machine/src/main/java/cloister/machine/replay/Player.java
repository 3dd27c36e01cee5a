package cloister.machine.replay;

import cloister.bus.Memory;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.event.Families;
import cloister.machine.Machine;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A machine at a step of a course: it can be put to any step and run on from there.
 *
 * @param <C> what can be done to it from outside
 */
public final class Player<C extends Change> {
  private static final int CHUNK = 1 << 30;

  private final Machine machine;
  private final Course<C> course;
  private final Saveable beside;
  private final Sink sink = new Sink();
  private final Accesses accesses = new Accesses();

  /** What memory held when no page was dirty; null when that is not known. */
  private Pages base;

  private long step;

  /** Steps done since the player exists, those done again included. */
  private long work;

  /**
   * @param machine of which nothing is known until {@link #begin} or {@link #goTo}
   */
  public Player(Machine machine, Course<C> course) {
    this(machine, course, Saveable.NOTHING);
  }

  /**
   * @param beside what belongs to a moment and is no part of the machine
   */
  public Player(Machine machine, Course<C> course, Saveable beside) {
    this.machine = machine;
    this.course = course;
    this.beside = beside;
    machine.setEventSink(sink);
  }

  /** Collects the events of one step, and ends a longer run at the first step that has any. */
  private final class Sink implements EventSink {
    private final List<Event> events = new ArrayList<>();
    private int listened;

    @Override
    public boolean listening() {
      return listened != 0;
    }

    @Override
    public boolean listens(int families) {
      return (listened & families) != 0;
    }

    @Override
    public void accept(Event event) {
      if (listens(Families.of(event))) {
        events.add(event);
        machine.requestStop();
      }
    }
  }

  /** Ends a run at the first step with an access that its observer stops at. */
  private final class Accesses implements Memory.AccessWatcher {
    private Optional<AccessObserver> observer = Optional.empty();
    private boolean listening;

    @Override
    public void accessed(int address, int bytes, boolean write, int value) {
      if (listening && observer.isPresent()) {
        int old = write ? machine.memory().readBehind(address, bytes) : value;
        if (observer.get().accessed(address, bytes, write, old, value)) {
          machine.requestStop();
        }
      }
    }
  }

  public Machine machine() {
    return machine;
  }

  public long step() {
    return step;
  }

  public long work() {
    return work;
  }

  /** Events of the last listened run, all of its last step. */
  public List<Event> events() {
    return sink.events;
  }

  /** Takes the present state of the machine as the start of a new course. */
  public void begin() {
    step = 0;
    base = null;
    course.begin(checkpoint());
  }

  /** Keeps the present state, unless something was done from outside at this step. */
  public void keep() {
    if (course.changesAt(step).isEmpty()) {
      course.add(checkpoint());
    }
  }

  /** Does something from outside; what came after this step is cut off. */
  public void change(C change) {
    course.cut(step);
    course.add(change);
    change.applyTo(machine);
    if (step == 0) {
      course.replaceStart(checkpoint());
    }
  }

  /** From now on accesses are told to somebody; nobody else looks. */
  public void observe(AccessObserver observer) {
    accesses.observer = Optional.of(observer);
    machine.memory().setAccessWatcher(accesses);
  }

  /** From now on accesses are told to nobody. */
  public void observeNothing() {
    accesses.observer = Optional.empty();
    machine.memory().setAccessWatcher(Memory.AccessWatcher.NONE);
  }

  /** Steps to a later one, or to the next change from outside if that comes first. */
  public int stepsTo(long target) {
    return (int) Math.min(CHUNK, Math.min(target, course.nextChange(step)) - step);
  }

  /** Runs without listening. */
  public int run(int steps) {
    return run(steps, machine::run);
  }

  /** Lets somebody else run the machine, who knows of another reason to stop. */
  public int run(int steps, Run run) {
    sink.listened = 0;
    return advance(steps, run);
  }

  /** A way to run the machine. */
  public interface Run {
    /**
     * @return steps done, at most so many
     */
    int steps(int most);
  }

  /** Runs until the end of the first step with events, or fewer steps. */
  public int runToEvent(int steps) {
    return runToEvent(steps, Families.ALL);
  }

  /** The same, of {@link Families} of events. */
  public int runToEvent(int steps, int families) {
    sink.events.clear();
    sink.listened = families;
    int done = advance(steps, machine::run);
    sink.listened = 0;
    return done;
  }

  private int advance(int steps, Run run) {
    accesses.listening = true;
    int done = run.steps(steps);
    accesses.listening = false;
    step += done;
    work += done;
    return done;
  }

  /** Does again what was done from outside after the current step. */
  public List<C> applyChanges() {
    List<C> changes = course.changesAt(step);
    for (C change : changes) {
      apply(change);
    }
    return changes;
  }

  /** Does something again, in sight of whoever observes memory. */
  public void apply(Change change) {
    accesses.listening = true;
    change.applyTo(machine);
    accesses.listening = false;
  }

  public List<C> changesHere() {
    return course.changesAt(step);
  }

  /** Index of the checkpoint from which a step is replayed. */
  public int courseIndex(long target) {
    return course.indexBefore(target);
  }

  public long checkpointStep(int index) {
    return course.checkpoint(index).step();
  }

  public void restoreIndex(int index) {
    restore(course.checkpoint(index));
  }

  /** Steps that {@link #goTo} would do. */
  public long distance(long target) {
    long nearest = course.checkpoint(course.indexBefore(target)).step();
    return target - (restores(target, nearest) ? nearest : step);
  }

  private boolean restores(long target, long nearest) {
    return base == null || step > target || step < nearest;
  }

  /** Goes to a step that the course has reached before, from where that is nearest. */
  public void goTo(long target) {
    Checkpoint nearest = course.checkpoint(course.indexBefore(target));
    if (restores(target, nearest.step())) {
      restore(nearest);
    }
    while (step < target) {
      if (run(stepsTo(target)) == 0) {
        throw new IllegalStateException("replay to " + target + " ended at " + step);
      }
      applyChanges();
    }
  }

  /**
   * Does the same, and leaves a checkpoint on the way where it is long, so that the next steps back
   * from there are quick.
   */
  public void settleAt(long target) {
    long near = target - course.interval(target);
    if (near > 0 && distance(near) > course.interval(target)) {
      goTo(near);
      keep();
    }
    goTo(target);
  }

  private void restore(Checkpoint checkpoint) {
    checkpoint.pages().restore(machine.memory(), base);
    StateReader in = new StateReader(checkpoint.state());
    machine.load(in);
    beside.load(in);
    base = checkpoint.pages();
    step = checkpoint.step();
  }

  /** The present state; pages not written since the last checkpoint are shared with it. */
  private Checkpoint checkpoint() {
    Memory memory = machine.memory();
    base = Pages.of(memory, base);
    memory.clearDirty();
    StateWriter out = new StateWriter();
    machine.save(out);
    beside.save(out);
    return new Checkpoint(step, out.toBytes(), base);
  }
}
