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
  private final LongSupplier guestInstructions;
  private final IntSupplier exits;
  private final long whole;
  private final int[] along = new int[Outcome.PARTS];
  private int crossings;

  /** How many exits are in one of the parts. */
  private int counted;

  private Optional<Parting> parting = Optional.empty();

  /**
   * @param guestInstructions how many the guest has done by now
   * @param exits how often it has been left by now
   * @param whole how many the bare run did
   */
  Counts(LongSupplier guestInstructions, IntSupplier exits, long whole) {
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
      case Event.RingCrossed(int from, int to, _) when to < from -> crossings++;
      case GuestExited _, VmExit _ -> count();
      case GuestMisled misled when parting.isEmpty() ->
          parting = Optional.of(Parting.of(guestInstructions.getAsLong(), misled.lie()));
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

  Optional<Parting> parting() {
    return parting;
  }
}
