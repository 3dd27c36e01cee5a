package cloister.machine.port;

import cloister.event.Exceptions;
import cloister.machine.Digest;
import cloister.machine.WholePc;
import cloister.machine.replay.Course;
import cloister.machine.replay.Player;
import cloister.machine.view.BoardView;
import cloister.machine.why.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A PC with the log of its input, at any step that it has reached. The log, and what it was started
 * with, lead to the same states again: input counts by the step before which it came.
 */
final class Session {
  /** What a translated loop does in some tens of milliseconds. */
  private static final int LONGEST_INTERVAL = 8 << 20;

  private static final long MAX_CHECKPOINT_BYTES = 256 << 20;

  /** Milliseconds of virtual time between two moments that are known without a search. */
  private static final int APART = 10;

  /**
   * So many steps of a PC by itself without one instruction retired are no progress: every
   * instruction is refused, those of the handlers too. Who waits, halted, may wait for long.
   */
  private static final int MAX_FRUITLESS_STEPS = 1 << 20;

  private final WholePc pc;
  private final Course<Entry> course = new Course<>(LONGEST_INTERVAL, MAX_CHECKPOINT_BYTES);
  private final Player<Entry> player;
  private final SerialOutput serial;
  private final Moments moments = new Moments();
  private final Marks marks = new Marks();
  private Optional<Search> search = Optional.empty();
  private Optional<WatchedBytes> watched = Optional.empty();

  /** Steps since an instruction was retired. */
  private int fruitless;

  /** The furthest step reached, and where the clock stood. */
  private long lastStep;

  private long lastTick;

  /** Where an earlier session ended, which is done again up to there. */
  private long replayEnd;

  private final int mebibytes;
  private final Way way;

  /**
   * @param replayed input of an earlier session, which comes again at its steps
   * @param end the step at which the earlier session ended, if it is later than its last input
   * @param marked steps that the person had marked there
   */
  Session(MachineSetup setup, List<Entry> replayed, long end, List<Long> marked) {
    serial = new SerialOutput();
    mebibytes = setup.mebibytes();
    way = setup.way();
    pc = setup.build(serial);
    player = new Player<>(pc, course, serial);
    player.begin();
    replayEnd = end;
    for (Entry entry : replayed) {
      if (entry.step() == 0) {
        player.change(entry); // before anything runs it belongs to the start
      } else {
        course.add(entry);
      }
      replayEnd = Math.max(replayEnd, entry.step());
    }
    marks.expect(marked);
    marks.reach(0, 0, course.changesAt(0));
  }

  WholePc pc() {
    return pc;
  }

  Marks marks() {
    return marks;
  }

  /** Of the PC, in MiB. */
  int mebibytes() {
    return mebibytes;
  }

  /** True when the PC is the guest of a hypervisor. */
  boolean isGuest() {
    return way != Way.BARE;
  }

  Way way() {
    return way;
  }

  /** The exceptions that led to a shutdown, by the manual's short names. */
  List<String> faults() {
    List<String> names = new ArrayList<>();
    for (int vector : pc.cpu().faultChain()) {
      names.add("#" + Exceptions.shortName(vector));
    }
    return names;
  }

  /** All input up to the present step; more may lie ahead. */
  List<Entry> logToHere() {
    return course.changesFrom(0, step());
  }

  long step() {
    return player.step();
  }

  long lastStep() {
    return lastStep;
  }

  /** Steps done in all, with those done again to go back. */
  long work() {
    return player.work();
  }

  /** True while an earlier session is being done again for the first time. */
  boolean replaying() {
    return step() >= lastStep && step() < replayEnd;
  }

  /**
   * Input from outside, now; what was reached later is forgotten. While an earlier session is done
   * again there is none.
   */
  boolean input(Input input) {
    if (replaying()) {
      return false;
    }
    player.change(new Entry(step(), input));
    serial.cut();
    moments.cut(step());
    marks.cut(step());
    marks.input(step(), pc.clock().now(), List.of(input));
    replayEnd = step();
    lastStep = step();
    lastTick = pc.clock().now();
    return true;
  }

  /**
   * Runs, at most to the end of what is replayed.
   *
   * @param tick of virtual time, after which it goes no further
   * @return steps done
   */
  int run(int maxSteps, long tick) {
    int done = 0;
    boolean replays = replaying();
    fruitless = gotNowhere() ? 0 : fruitless;
    watched.ifPresent(bytes -> bytes.watch(player));
    while (done < maxSteps && goesOn(tick) && replays == replaying()) {
      long before = pc.instructions();
      int ran = player.run(room(maxSteps - done), steps -> pc.run(steps, tick));
      boolean nothing = pc.instructions() == before && !pc.halted() && !isGuest();
      fruitless = nothing ? fruitless + ran : 0;
      done += ran;
      arrive();
    }
    player.observeNothing();
    if (pc.stopped() && replaying()) {
      // What is left came at steps that this machine never reaches.
      course.cut(step());
      marks.cut(step());
      replayEnd = step();
    }
    return done;
  }

  private boolean goesOn(long tick) {
    boolean met = watched.isPresent() && watched.get().met();
    return !met && !gotNowhere() && !pc.stopped() && pc.clock().now() < tick;
  }

  /** The last run ended because nothing that it did was an instruction. */
  boolean gotNowhere() {
    return fruitless >= MAX_FRUITLESS_STEPS;
  }

  private int room(int most) {
    long next = step() < lastStep ? lastStep : course.due();
    next = Math.min(next, Math.min(replaying() ? replayEnd : next, course.nextChange(step())));
    next = Math.min(next, marks.nextExpected(step()));
    return Math.clamp(next - step(), 1, Math.min(most, MAX_FRUITLESS_STEPS));
  }

  private void arrive() {
    if (step() > lastStep) {
      lastStep = step();
      lastTick = pc.clock().now();
      moments.note(lastStep, lastTick, APART * ticksPerMilli());
      marks.reach(lastStep, lastTick, course.changesAt(lastStep));
      if (step() >= course.due()) {
        player.keep();
      }
    }
    player.applyChanges();
  }

  /** Goes to a step that was reached before; the nearest of them if it was not. */
  void seek(long step) {
    fruitless = 0;
    watched.ifPresent(WatchedBytes::forget);
    player.settleAt(Math.clamp(step, 0, lastStep));
  }

  /** Goes to the nearest mark after or before the present step; stays where there is none. */
  void seekMark(boolean forward) {
    seek(marks.from(step(), forward).map(Mark::step).orElse(step()));
  }

  /** Marks the present step for the person; false when there are as many marks as can be. */
  boolean mark() {
    return marks.set(step(), pc.clock().now());
  }

  /** Goes to the first step at which the clock had reached a tick, of those that are known. */
  void seekTick(long tick) {
    fruitless = 0;
    watched.ifPresent(WatchedBytes::forget);
    player.settleAt(Math.min(moments.stepAt(tick), lastStep));
    while (step() < lastStep && pc.clock().now() < tick) {
      // A step takes a tick at most, unless time jumps.
      long target = Math.min(lastStep, step() + tick - pc.clock().now());
      player.run(player.stepsTo(target), steps -> pc.run(steps, tick));
      player.applyChanges();
    }
  }

  long lastTick() {
    return lastTick;
  }

  /** The tick at a time in milliseconds; the last one for times beyond all. */
  long tickAt(long millis) {
    return Math.min(millis, Long.MAX_VALUE / ticksPerMilli()) * ticksPerMilli();
  }

  int ticksPerMilli() {
    return pc.clock().ticksPerSecond() / 1000;
  }

  /** Lets runs stop at bytes of memory, or no more. */
  void watch(Optional<WatchedBytes> bytes) {
    watched = bytes;
  }

  Optional<WatchedBytes> watched() {
    return watched;
  }

  /**
   * Begins to look for the last write to some bytes of physical memory.
   *
   * @param asked the same bytes, by their linear address
   */
  WriteSearch lookForWriter(int address, Mark.Place asked, BoardView view) {
    WriteSearch begun = new WriteSearch(player, pc, view, address, asked);
    search = Optional.of(begun);
    marks.forgetWriter();
    return begun;
  }

  /** Begins to look for the last refusal before the present step. */
  RefusalSearch lookForRefusal() {
    RefusalSearch begun = new RefusalSearch(player);
    search = Optional.of(begun);
    return begun;
  }

  /** Goes on looking for a while. A writer that is found is marked: the step before it. */
  void advance(Search begun) {
    begun.advance();
    if (begun instanceof WriteSearch writes) {
      writes
          .writer()
          .ifPresent(writer -> marks.wrote(writer.step() - 1, writer.tick(), writes.asked()));
    }
  }

  Optional<Search> search() {
    return search;
  }

  /** Why the software was refused where it stands. */
  Refusals refusals(BoardView view) {
    return new Refusals(player, view);
  }

  /** Ends a search and is where it began. */
  void endSearch() {
    search.filter(begun -> !begun.done()).ifPresent(Search::leave);
    search = Optional.empty();
  }

  /** What the guest has sent since it was last asked. */
  String takeSerial() {
    return serial.take();
  }

  /** The last characters of all that the guest has sent up to here. */
  String serial(int most) {
    return serial.all(most);
  }

  String digest() {
    return Digest.of(pc, pc.memory());
  }
}
