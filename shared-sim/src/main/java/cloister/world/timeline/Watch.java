package cloister.world.timeline;

import cloister.event.Event;
import cloister.machine.Board;
import cloister.world.probe.Place;

/** What to look at step by step: 32 bits, or 64. */
public sealed interface Watch {
  int read(Board board);

  /** The upper half of what has more than 32 bits. */
  default int readHigh(Board board) {
    return 0;
  }

  /** True for an event that says that this was written, whatever value it had before. */
  default boolean writtenBy(Event event) {
    return false;
  }

  /** The memory that holds it, if accesses to memory tell of it. */
  default Bytes bytes() {
    return new Bytes(0, 0);
  }

  /** True when a write to its memory counts as writing it. */
  default boolean writtenBy(Touch touch) {
    return true;
  }

  /** The privilege level. */
  record Cpl() implements Watch {
    @Override
    public int read(Board board) {
      return board.cpu().cpl();
    }
  }

  /** The I/O privilege level, which IRET and POPF in ring 0 write. */
  record Iopl() implements Watch {
    @Override
    public int read(Board board) {
      return board.cpu().iopl();
    }
  }

  /** A place that can also be changed by hand. */
  record At(Place place) implements Watch {
    @Override
    public int read(Board board) {
      return place.exists(board) ? place.read(board) : 0;
    }
  }

  /** A segment register: its selector, and the base that it keeps. */
  record Segment(int register) implements Watch {
    @Override
    public int read(Board board) {
      return board.cpu().segments.selector[register];
    }

    @Override
    public int readHigh(Board board) {
      return board.cpu().segments.base[register];
    }

    @Override
    public boolean writtenBy(Event event) {
      return event instanceof Event.SegmentLoaded loaded && loaded.register() == register;
    }
  }

  /** Control register 0, 2, 3 or 4. */
  record Control(int register) implements Watch {
    @Override
    public int read(Board board) {
      return board.cpu().control(register);
    }

    @Override
    public boolean writtenBy(Event event) {
      return event instanceof Event.ControlRegisterWritten written
          && written.register() == register;
    }
  }

  /**
   * The DPL of a descriptor at a physical address. When the processor marks the descriptor as
   * accessed or busy, it writes the same byte and sets nothing of this.
   */
  record Dpl(int descriptor) implements Watch {
    private static final int ACCESS_BYTE = 5;
    private static final int ACCESSED = 1;
    private static final int BUSY = 2;

    @Override
    public int read(Board board) {
      return board.memory().read8(descriptor + ACCESS_BYTE) >> 5 & 3;
    }

    @Override
    public Bytes bytes() {
      return new Bytes(descriptor + ACCESS_BYTE, 1);
    }

    @Override
    public boolean writtenBy(Touch touch) {
      int changed = touch.before() ^ touch.after();
      boolean marked = (changed & 0xff) == ACCESSED || (changed & 0xff) == BUSY;
      return !(marked && touch.bytes() == 1);
    }
  }

  /** Bytes of physical memory; of more than 8 the values are not compared. */
  record Bytes(int address, int count) implements Watch {
    @Override
    public Bytes bytes() {
      return this;
    }

    @Override
    public int read(Board board) {
      return word(board, 0);
    }

    @Override
    public int readHigh(Board board) {
      return word(board, Integer.BYTES);
    }

    private int word(Board board, int from) {
      int word = 0;
      for (int i = from; i < Math.min(count, from + Integer.BYTES); i++) {
        word |= board.memory().read8(address + i) << 8 * i;
      }
      return word;
    }
  }

  /** A port; it has no value of its own, and whoever reads it uses it, too. */
  record Port(int number) implements Watch {
    @Override
    public int read(Board board) {
      return 0;
    }

    @Override
    public boolean writtenBy(Event event) {
      return switch (event) {
        case Event.PortRead read -> covers(read.port(), read.bytes());
        case Event.PortWritten written -> covers(written.port(), written.bytes());
        default -> false;
      };
    }

    private boolean covers(int first, int bytes) {
      return number >= first && number < first + bytes;
    }
  }
}
