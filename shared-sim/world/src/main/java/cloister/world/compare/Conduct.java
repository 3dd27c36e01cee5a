package cloister.world.compare;

import cloister.bits.Hex;
import cloister.event.Event;
import cloister.event.EventSink;
import java.util.Arrays;

/**
 * What a kernel and its programs show, in order: each byte on the console, and for each system call
 * of a program by INT the vector and EAX. Two builds of one kernel have that in common, whatever
 * their instructions are.
 */
final class Conduct {
  private static final int MOST = 1 << 20;

  /** Of the debug console, and how many bytes that keeps. */
  private static final int PORT = 0xE9;

  private static final int MOST_PRINTED = 1 << 16;

  private static final int CONSOLE = 1;
  private static final int CALL = 2;
  private static final int KIND_BITS = 48;

  private long[] acts = new long[1 << 8];
  private int count;
  private int printed;

  /** Two acts are the same when the words are. */
  private void note(int kind, int number, int value) {
    if (count == MOST) {
      return;
    }
    if (count == acts.length) {
      acts = Arrays.copyOf(acts, 2 * count);
    }
    long what = (long) kind << KIND_BITS | (long) (number & 0xFFFF) << Integer.SIZE;
    acts[count++] = what | value & 0xFFFF_FFFFL;
  }

  void printed(int value) {
    if (printed < MOST_PRINTED) {
      printed++;
      note(CONSOLE, 0, value & 0xFF);
    }
  }

  /** How many bytes that were. */
  int printed() {
    return printed;
  }

  void called(int vector, int eax) {
    note(CALL, vector, eax);
  }

  /** Notes what a machine without a hypervisor shows, and lets another one hear, too. */
  EventSink bare(EventSink other) {
    return new EventSink() {
      @Override
      public boolean listening() {
        return true;
      }

      @Override
      public void accept(Event event) {
        other.accept(event);
        switch (event) {
          case Event.PortWritten(int port, int _, int value) when port == PORT -> printed(value);
          case Event.InnerRingCalled(int vector, int eax) -> called(vector, eax);
          default -> {}
        }
      }
    };
  }

  /**
   * Holds it against that of the machine of its own.
   *
   * @param whole both have come to their ends, so that what one has not done it will never do
   */
  Acts beside(Conduct due, boolean whole) {
    int common = Math.min(count, due.count);
    for (int i = 0; i < common; i++) {
      if (acts[i] != due.acts[i]) {
        return new Acts(i, true, text(i), due.text(i));
      }
    }
    boolean more = whole && count != due.count;
    return new Acts(common, more, more ? text(common) : "", more ? due.text(common) : "");
  }

  /** As the page and the command show it. */
  private String text(int index) {
    if (index >= count) {
      return "nothing";
    }
    int kind = (int) (acts[index] >>> KIND_BITS);
    int number = (int) (acts[index] >>> Integer.SIZE) & 0xFFFF;
    int value = (int) acts[index];
    if (kind == CALL) {
      return "int " + Hex.prefixed(number) + " with EAX " + Hex.prefixed(value);
    }
    boolean visible = value > ' ' && value < 0x7F;
    return visible ? "'" + (char) value + "'" : "byte " + Hex.prefixed(value);
  }
}
