package cloister.world.compare;

import cloister.event.Event;
import cloister.event.EventSink;
import cloister.hypervisor.GuestExited;
import cloister.hypervisor.GuestMisled;
import cloister.hypervisor.VmExit;
import cloister.world.compare.Outcome.Parting;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Counts what a comparison shows, as it happens. */
final class Counts implements EventSink {
  private static final int PROGRAMS = 3;

  private final LongSupplier guestInstructions;
  private final LongSupplier done;
  private final LongSupplier retired;
  private final IntSupplier exits;
  private final long whole;
  private final int[] along = new int[Outcome.PARTS];
  private int crossings;

  /** How many exits are in one of the parts. */
  private int counted;

  private Optional<Parting> parting = Optional.empty();
  private Optional<Boot> boot = Optional.empty();

  /** A guest's kernel leaves its programs by itself, so that its own count tells how far it is. */
  private final boolean inner;

  /** When the program began; and that it has run. */
  private long begunAt;

  private boolean runs;

  /**
   * @param guestInstructions how many the guest has done by now
   * @param done the same with the instruction that is under way
   * @param retired how many the processor has
   * @param inner true where a guest's kernel is in ring 0 itself
   * @param exits how often it has been left by now
   * @param whole how many the bare run did
   */
  Counts(
      LongSupplier guestInstructions,
      LongSupplier done,
      LongSupplier retired,
      boolean inner,
      IntSupplier exits,
      long whole) {
    this.inner = inner;
    this.done = done;
    this.retired = retired;
    this.guestInstructions = guestInstructions;
    this.exits = exits;
    this.whole = Math.max(1, whole);
  }

  @Override
  public boolean listening() {
    return true;
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.RingCrossed(int from, int to, _) when to < from -> {
        crossings++;
        if (from == PROGRAMS) {
          leaves();
        }
      }
      case Event.RingCrossed(int _, int to, _) when to == PROGRAMS -> begins();
      case GuestExited _, VmExit _ -> count();
      case GuestMisled misled when parting.isEmpty() ->
          // told when the instruction is done and the next one is under way
          parting = Optional.of(Parting.of(done.getAsLong() - 2, misled.lie()));
      default -> {}
    }
  }

  /** What lies behind the bare run's end is in the last part. */
  private int part() {
    long part = guestInstructions.getAsLong() * Outcome.PARTS / whole;
    return (int) Math.min(Outcome.PARTS - 1, part);
  }

  int crossings() {
    return crossings;
  }

  /** One exit can be told in several events. */
  private void count() {
    int now = exits.getAsInt();
    along[part()] += now - counted;
    counted = now;
  }

  int[] along() {
    count();
    return along;
  }

  /** A program may begin, unless it is interrupted before its first instruction. */
  private void begins() {
    if (boot.isEmpty()) {
      long own = done.getAsLong();
      begunAt = inner ? own : retired.getAsLong();
      long others = Math.max(0, retired.getAsLong() + 1 - own);
      boot = Optional.of(new Boot(own, others, crossings, exits.getAsInt()));
    }
  }

  /** The return that led into the program may be the last thing that was done. */
  private void leaves() {
    long now = inner ? done.getAsLong() : retired.getAsLong();
    if (!runs && now - begunAt <= 1) {
      boot = Optional.empty();
    }
    runs = boot.isPresent();
  }

  Optional<Boot> boot() {
    return boot;
  }

  Optional<Parting> parting() {
    return parting;
  }
}
