package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.event.Families;
import java.util.ArrayList;
import java.util.List;

/** The guests of a host: whose turn it is, for how long, and what is told of them. */
final class Guests {
  /** Instructions that a guest may cost before another one has its turn. */
  static final int SHARE = 2000;

  /** Of the second word that is kept of a guest's start. */
  private static final int LOADED = 1;

  private static final int FROZEN = 2;

  private final Memory memory;
  private final EventSink events;
  private final List<VirtualMachine> machines = new ArrayList<>();
  private int current;

  /** What is left of the present guest's share. */
  private long share = SHARE;

  Guests(Memory memory, EventSink events) {
    this.memory = memory;
    this.events = events;
  }

  List<VirtualMachine> machines() {
    return machines;
  }

  VirtualMachine current() {
    return machines.get(current);
  }

  int currentNumber() {
    return current;
  }

  long share() {
    return share;
  }

  /** So many instructions were done for the present guest, by itself or by the host. */
  void spend(long instructions) {
    share -= instructions;
  }

  /** True when a program was put into the guest's memory. */
  boolean isLoaded(int number) {
    return memory.read32(HostLayout.STARTS + 8 * number + 4) != 0;
  }

  /** How many there are from the first one on that have a program. */
  int loaded() {
    int count = 0;
    while (count < machines.size() && isLoaded(count)) {
      count++;
    }
    return count;
  }

  /** Where the program of the present guest begins. */
  int start() {
    return start(current);
  }

  int start(int number) {
    return memory.read32(HostLayout.STARTS + 8 * number);
  }

  void isLoadedAt(int number, int origin) {
    memory.write32(HostLayout.STARTS + 8 * number, origin);
    memory.write32(HostLayout.STARTS + 8 * number + 4, LOADED);
  }

  /**
   * Which guest goes on: the present one, unless its share is over or it runs no more. A new share
   * begins for whoever it is, if so.
   */
  int next() {
    if (goesOn(current) && share > 0) {
      return current;
    }
    share = SHARE;
    for (int i = 1; i <= machines.size(); i++) {
      int next = (current + i) % machines.size();
      if (goesOn(next)) {
        return next;
      }
    }
    for (int i = 0; i < machines.size(); i++) {
      int next = (current + i) % machines.size();
      if (stands(next)) {
        return next;
      }
    }
    return current;
  }

  /** It could go on, and gets no turn: it is frozen, or waits for an event. */
  private boolean stands(int number) {
    return isLoaded(number) && (isFrozen(number) || machines.get(number).isBlocked());
  }

  boolean goesOn(int number) {
    VirtualMachine guest = machines.get(number);
    return isLoaded(number) && guest.runs() && !guest.isBlocked() && !isFrozen(number);
  }

  /** A frozen guest could go on, and gets no turn. */
  boolean isFrozen(int number) {
    int marks = memory.read32(HostLayout.STARTS + 8 * number + 4);
    return (marks & FROZEN) != 0 && machines.get(number).runs();
  }

  void freeze(int number, boolean frozen) {
    memory.write32(HostLayout.STARTS + 8 * number + 4, frozen ? LOADED | FROZEN : LOADED);
  }

  /** True when some are frozen or wait for an event, and nobody else could go on. */
  boolean stand() {
    boolean any = false;
    for (int i = 0; i < machines.size(); i++) {
      any |= stands(i);
      if (goesOn(i)) {
        return false;
      }
    }
    return any;
  }

  void turnTo(int number) {
    current = number;
  }

  /** As it was saved. */
  void turnTo(int number, long shareLeft) {
    current = number;
    share = shareLeft;
  }

  /** The present guest was left, where its own code is of 32 bits. */
  void left(ExitReason reason, int selector, int eip) {
    left(reason, GuestListing.base(current(), selector), eip, selector & 3, 32);
  }

  /**
   * The present guest was left.
   *
   * @param base linear address of its code segment
   * @param bits of that
   */
  void left(ExitReason reason, int base, int eip, int ring, int bits) {
    if (events.listens(Families.PARTS)) {
      VirtualMachine guest = current();
      String code = GuestListing.line(guest, base, eip, bits).text();
      events.accept(new GuestLeft(current, guest.exits(), reason, eip, ring, code));
    }
  }

  /** The present guest was left, and this was done. */
  void tell(int vector, Done done) {
    if (events.listens(Families.PARTS)) {
      events.accept(new GuestExited(current, vector, done));
    }
  }

  /** The translations of the present guest's kernel have changed. */
  void tell(CacheChanged.What what, int eip, int at) {
    if (events.listens(Families.PARTS)) {
      events.accept(new CacheChanged(current, what, eip, at));
    }
  }

  void tell(Event.PartEvent event) {
    if (events.listens(Families.PARTS)) {
      events.accept(event);
    }
  }

  /** The present guest got something else than on a machine of its own, and nobody was called. */
  void lied(Lie lie) {
    current().lied(lie);
    if (events.listens(Families.PARTS)) {
      events.accept(new GuestMisled(current, lie));
    }
  }

  /** Whether a guest has its turn, waits for it, or why it runs no more. */
  String state(int number) {
    if (!isLoaded(number)) {
      return "none";
    }
    if (isFrozen(number)) {
      return "frozen";
    }
    return switch (machines.get(number).end()) {
      case NONE -> running(number);
      case HALTED -> "halted";
      case TRIPLE_FAULT -> "triple-fault";
      case NO_MEMORY -> "no-memory";
      case UNKNOWN -> "unknown-instruction";
      case BAD_SEGMENT -> "bad-segment";
      case EXIT_HANDLER -> "exit-handler-fault";
    };
  }

  private String running(int number) {
    if (machines.get(number).isBlocked()) {
      return "blocked";
    }
    return number == current ? "turn" : "waiting";
  }
}
