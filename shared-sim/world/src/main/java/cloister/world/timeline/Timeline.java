package cloister.world.timeline;

import cloister.cpu.decode.OpcodeTable;
import cloister.event.Event;
import cloister.machine.Digest;
import cloister.machine.Machine;
import cloister.machine.Resized;
import cloister.machine.replay.Course;
import cloister.machine.replay.Player;
import cloister.world.probe.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * A run that can be walked in both directions. Going back restores a checkpoint and replays;
 * changing something by hand cuts off what came after.
 */
public final class Timeline {
  /** So many steps are run one by one, with every executed address recorded. */
  public static final int FINE_STEPS = 100_000;

  private static final int CHUNK = 1 << 16;
  private static final int LONGEST_INTERVAL = 4 << 20;
  private static final long MAX_BYTES = 64 << 20;

  private final Course<Outside> course = new Course<>(LONGEST_INTERVAL, MAX_BYTES);
  private Player<Outside> player;
  private final Trail trail = new Trail();
  private final Trace trace = new Trace();
  private final Marks marks = new Marks();
  private final Bands bands = new Bands();
  private final Coverage coverage = new Coverage();
  private final Registers before = new Registers();
  private Moment moment;
  private int lastStep;
  private boolean endsAtRest;

  public Timeline(Machine machine) {
    player = new Player<>(machine, course);
    begin();
  }

  /** Forgets everything: the present state of another board is step 0. */
  public void begin(Machine other) {
    player = new Player<>(other, course);
    begin();
  }

  /** Forgets everything: the present state of the board is step 0. */
  public void begin() {
    player.begin();
    lastStep = 0;
    trail.clear();
    trace.cut(-1);
    marks.clear();
    bands.begin(machine().runner());
    coverage.clear();
    arriveAtStart();
  }

  public Machine machine() {
    return player.machine();
  }

  public int step() {
    return (int) player.step();
  }

  /** The furthest step that this timeline has reached. */
  public int lastStep() {
    return lastStep;
  }

  /** Steps done in all, over all starts and with those done again to go back. */
  public long work() {
    return player.work();
  }

  /** Steps that it takes to go to a step that is known already. */
  public int distance(int target) {
    if (target >= step() && target - step() <= Trail.LENGTH) {
      return target - step();
    }
    int start = Math.max(0, target - Trail.LENGTH);
    return (int) player.distance(start) + target - start;
  }

  /** The last step. */
  public Moment moment() {
    return moment;
  }

  /** The registers before the last step. */
  public Registers before() {
    return before;
  }

  public Trace trace() {
    return trace;
  }

  public Marks marks() {
    return marks;
  }

  public List<Bands.Band> bands() {
    return bands.until(lastStep);
  }

  public Coverage coverage() {
    return coverage;
  }

  /** The last instructions of the present visit to a ring, oldest first. */
  public List<Moment> visit(int cpl, int most) {
    return trail.visit(cpl, most);
  }

  /** Lets walks forward stop for the observer after each step that touches memory, too. */
  public void watch(List<Touch> touches) {
    Touches.watch(player, touches);
  }

  /** Whether going forward ends where the machine rests. */
  public void endAtRest(boolean end) {
    endsAtRest = end;
  }

  /**
   * Goes forward.
   *
   * @return steps done; fewer when the machine or the observer stops
   */
  public int forward(int steps, StepObserver observer) {
    machine().waitForClock(endsAtRest);
    int done = ahead(steps, observer);
    // What is done again passes all rests, as it did before.
    machine().waitForClock(false);
    if (trail.count() == 0 && step() > 0) {
      land(step());
    }
    return done;
  }

  private int ahead(int steps, StepObserver observer) {
    boolean closely = observer.needsEveryStep();
    int done = 0;
    while (done < steps) {
      int room = Math.min(steps - done, roomBeforeStop());
      int ran = room > 1 && step() >= FINE_STEPS && !closely ? many(room, steps - done) : one();
      done += ran;
      if (ran == 0 || observer.stepped()) {
        break;
      }
    }
    return done;
  }

  /** Goes to a step that is known already. */
  public void seek(int target, StepObserver observer) {
    if (target < 0 || target > lastStep) {
      throw new IllegalArgumentException("step " + target + " of " + lastStep);
    }
    if (target != step()) {
      replayTo(target);
      observer.stepped();
    }
  }

  /** Changes a place by hand after the current step; what came after is cut off. */
  public void change(String path, Place place, int value) {
    cut();
    happen(new ByHand(step(), path, place, place.read(machine()), value));
  }

  /** Somebody types at a terminal after the current step; what came after is cut off. */
  public void type(int terminal, String text) {
    cut();
    happen(new TypedIn(step(), terminal, text));
  }

  /**
   * A terminal gets another size after the current step, in the place of one that it got just
   * before; what came after is cut off.
   */
  public void resize(int terminal, int columns, int rows) {
    cut();
    ResizedTo resized = new ResizedTo(step(), new Resized(terminal, columns, rows));
    List<Outside> here = course.changesAt(step());
    if (!here.isEmpty() && resized.replaces(here.getLast())) {
      course.takeBack();
      trace.takeBack(here.getLast().event());
      moment = moment.without(here.getLast().event());
    }
    happen(resized);
  }

  private void happen(Outside outside) {
    Event event = outside.event();
    player.change(outside);
    trace.add(step(), event);
    moment = withEvent(event);
    marks.addChange(moment);
  }

  private void cut() {
    int step = step();
    lastStep = step;
    trace.cut(step);
    marks.cut(step);
    bands.cut(step, machine().runner());
    coverage.cut(step);
    before.capture(machine());
  }

  /** What was changed by hand since a refusal, where it means the same before the refused step. */
  public List<Event.Poked> changesSince(int refused) {
    List<Event.Poked> changes = new ArrayList<>();
    for (ByHand change : since(refused)) {
      changes.add(new Event.Poked(change.path(), change.place().read(machine()), change.value()));
    }
    return changes;
  }

  private List<ByHand> since(int refused) {
    List<ByHand> changes = new ArrayList<>();
    for (Outside outside : course.changesFrom(refused, step())) {
      if (outside instanceof ByHand change
          && (change.step() == refused || change.survivesDelivery(machine()))) {
        changes.add(change);
      }
    }
    return changes;
  }

  /**
   * A refused step tried again, with what was changed by hand since.
   *
   * @param scratch a board that may be overwritten
   */
  public SecondTry secondTry(Machine scratch, int refused, List<Watch> watches) {
    return new SecondTry(new Player<>(scratch, course), refused, since(refused), watches);
  }

  /** A searcher for earlier writes that uses a board of its own. */
  public LastWriter lastWriter(Machine scratch, OpcodeTable opcodes) {
    return new LastWriter(new Player<>(scratch, course), opcodes);
  }

  /** The run again, on a board that may be overwritten. */
  public Repeat repeat(Machine scratch) {
    return new Repeat(new Player<>(scratch, course));
  }

  /**
   * What a piece of memory held before the last step.
   *
   * @param scratch a board of the same size that may be overwritten
   */
  public byte[] bytesBefore(Machine scratch, int address, int length) {
    Player<Outside> other = new Player<>(scratch, course);
    other.goTo(Math.max(0, step() - 1));
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) scratch.memory().read8(address + i);
    }
    return bytes;
  }

  /** SHA-256 over the board's state and every page that is not all zeros. */
  public String digest() {
    return Digest.of(machine(), machine().memory());
  }

  /** Steps until the next known change by hand or the next checkpoint. */
  private int roomBeforeStop() {
    long next = Math.min(course.nextChange(step()), step() + CHUNK);
    next = Math.min(next, step() >= lastStep ? course.due() : lastStep);
    return (int) Math.max(1, next - step());
  }

  private int one() {
    before.capture(machine());
    trail.prepare(machine(), step() + 1);
    if (player.runToEvent(1) == 0) {
      return 0;
    }
    trail.commit(machine());
    if (trail.kind() == Moment.Kind.INSTRUCTION) {
      coverage.ran(trail.address(), step());
    }
    arrive(null);
    return 1;
  }

  /** Many steps at once; the last of the whole walk are left to be done one by one. */
  private int many(int room, int walk) {
    int count = Math.min(room, walk - Trail.LENGTH);
    if (count < 1) {
      return one();
    }
    int cpl = machine().cpu().cpl();
    trail.clear();
    int done = player.runToEvent(count);
    if (done > 0) {
      arrive(new Moment(step(), lastKind(), 0, 32, cpl, new byte[0], player.events()));
    }
    return done;
  }

  /** What the last of many steps was, about which nothing was noted before. */
  private Moment.Kind lastKind() {
    if (machine().cpu().interrupted()) {
      return Moment.Kind.INTERRUPT;
    }
    boolean idle = machine().cpu().halted();
    for (Event event : player.events()) {
      if (event instanceof Event.Delivered delivered
          && delivered.source() == Event.Source.EXCEPTION) {
        return Moment.Kind.DELIVERY;
      }
      idle &= !(event instanceof Event.Halted);
    }
    return idle ? Moment.Kind.IDLE : Moment.Kind.INSTRUCTION;
  }

  private void arrive(Moment unrecorded) {
    boolean news = step() > lastStep;
    List<Event> events = new ArrayList<>(player.events());
    moment = null;
    if (news) {
      lastStep = step();
      bands.level(step(), machine().runner());
      List<Event> told = told(events);
      if (!told.isEmpty()) {
        trace.add(step(), told);
        moment = unrecorded == null ? trail.moment(0, events) : unrecorded;
        marks.add(moment.with(told));
      }
      if (step() >= course.due()) {
        player.keep();
      }
    } else {
      for (Outside change : course.changesAt(step())) {
        events.add(change.event());
        change.applyTo(machine());
      }
    }
    if (moment == null) {
      moment = unrecorded == null ? trail.moment(0, events) : unrecorded.with(events);
    }
  }

  /** What the timeline keeps, however the step was reached. */
  private List<Event> told(List<Event> events) {
    if (!machine().reportsParts()) {
      return events;
    }
    List<Event> told = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.PartEvent) {
        told.add(event);
      }
    }
    return told;
  }

  private void replayTo(int target) {
    int from = Math.max(0, target - Trail.LENGTH);
    if (step() > target || step() < from) {
      land(target);
    } else {
      walk(target);
    }
  }

  /** Goes to a known step from well before it, so that the steps before it are recorded. */
  private void land(int target) {
    trail.clear();
    player.settleAt(Math.max(0, target - Trail.LENGTH));
    arriveAtStart();
    walk(target);
  }

  private void walk(int target) {
    while (step() < target) {
      if (one() == 0) {
        throw new IllegalStateException("replay to " + target + " ended at " + step());
      }
    }
  }

  private void arriveAtStart() {
    before.capture(machine());
    List<Event> events = new ArrayList<>();
    if (step() == 0) {
      for (Outside change : course.changesAt(0)) {
        events.add(change.event());
      }
    }
    moment =
        new Moment(
            step(),
            Moment.Kind.START,
            machine().cpu().linearEip(),
            machine().cpu().codeBits(),
            machine().cpu().cpl(),
            new byte[0],
            events);
  }

  private Moment withEvent(Event event) {
    List<Event> events = new ArrayList<>(moment.events());
    events.add(event);
    return moment.with(events);
  }
}
