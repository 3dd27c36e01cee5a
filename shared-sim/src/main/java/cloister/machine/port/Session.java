package cloister.machine.port;

import cloister.event.Exceptions;
import cloister.machine.Digest;
import cloister.machine.Pc;
import java.util.ArrayList;
import java.util.List;

/**
 * A PC with the log of its input. The log, and what it was started with, lead to the same state
 * again: input counts by the step before which it came.
 */
final class Session {
  /** Characters at the serial port that nobody has fetched yet; more are lost. */
  private static final int MAX_SERIAL = 1 << 16;

  private final Pc pc;
  private final List<Entry> log = new ArrayList<>();
  private final List<Entry> replayed;
  private final StringBuilder serial;
  private long steps;

  private Session(Pc pc, List<Entry> replayed, StringBuilder serial) {
    this.pc = pc;
    this.replayed = replayed;
    this.serial = serial;
  }

  /**
   * @param replayed input of an earlier session, which comes again at its steps
   */
  static Session start(MachineSetup setup, List<Entry> replayed) {
    StringBuilder serial = new StringBuilder();
    Pc pc = new Pc(setup.parts(), value -> append(serial, value));
    return new Session(pc, new ArrayList<>(replayed), serial);
  }

  private static void append(StringBuilder serial, int value) {
    if (serial.length() < MAX_SERIAL) {
      serial.append((char) value);
    }
  }

  Pc pc() {
    return pc;
  }

  /** The exceptions that led to a shutdown, by the manual's short names. */
  List<String> faults() {
    List<String> names = new ArrayList<>();
    for (int vector : pc.cpu().faultChain()) {
      names.add("#" + Exceptions.shortName(vector));
    }
    return names;
  }

  List<Entry> log() {
    return log;
  }

  long steps() {
    return steps;
  }

  boolean replaying() {
    return !replayed.isEmpty();
  }

  /** Input from outside, now; while a log is replayed there is none. */
  boolean input(Input input) {
    if (replaying()) {
      return false;
    }
    accept(input);
    return true;
  }

  private void accept(Input input) {
    log.add(new Entry(steps, input));
    input.applyTo(pc);
  }

  /**
   * Runs, at most to the end of what is replayed.
   *
   * @param tick of virtual time, after which it goes no further
   * @return steps done
   */
  int run(int maxSteps, long tick) {
    int done = 0;
    acceptDue();
    boolean replays = replaying();
    while (done < maxSteps && !pc.stopped() && pc.clock().now() < tick && replays == replaying()) {
      int ran = pc.run(stepsToNextInput(maxSteps - done), tick);
      done += ran;
      steps += ran;
      acceptDue();
    }
    if (pc.stopped()) {
      // What is left came at steps that this machine never reaches.
      replayed.clear();
    }
    return done;
  }

  private void acceptDue() {
    while (replaying() && replayed.getFirst().step() <= steps) {
      accept(replayed.removeFirst().input());
    }
  }

  private int stepsToNextInput(int most) {
    return replaying() ? (int) Math.min(most, replayed.getFirst().step() - steps) : most;
  }

  /** What the guest has sent since it was last asked. */
  String takeSerial() {
    String text = serial.toString();
    serial.setLength(0);
    return text;
  }

  String digest() {
    return Digest.of(pc, pc.memory());
  }
}
