package cloister.machine.port;

import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.machine.WholePc;
import cloister.machine.replay.AccessObserver;
import cloister.machine.replay.Player;
import cloister.machine.view.BoardView;
import java.util.Optional;

/**
 * Finds the step that last wrote some bytes of memory: the run is done again from one checkpoint to
 * the next, from the present backwards to its beginning, a piece at a time.
 */
final class WriteSearch implements AccessObserver {
  private static final int PIECE = 2_000_000;

  private final Player<Entry> player;
  private final long origin;
  private final int address;
  private final Mark.Place asked;
  private int interval;

  /** Where the interval that is searched ends. */
  private long end;

  /** The last step of the interval that wrote there; 0 for none. */
  private long hit;

  private boolean begun;
  private boolean wrote;
  private Optional<Writer> writer = Optional.empty();
  private boolean done;

  /**
   * Who wrote it.
   *
   * @param tick of the clock before the step
   * @param delivery true when an exception or an interrupt entered its handler, so that the
   *     processor wrote on the stack, and no instruction
   * @param next what the processor stood before, as {@link BoardView#next} tells it
   */
  record Writer(long step, long tick, int cpl, boolean delivery, Json next) {}

  /**
   * @param address physical address of the first byte
   */
  WriteSearch(Player<Entry> player, int address, Mark.Place asked) {
    this.player = player;
    this.address = address;
    this.asked = asked;
    origin = player.step();
    end = origin;
    interval = player.courseIndex(Math.max(0, origin - 1));
  }

  @Override
  public boolean accessed(int first, int count, boolean write, int old, int value) {
    wrote |= write && first < address + asked.bytes() && first + count > address;
    return wrote;
  }

  /** Goes on for a while; what is asked about is found when it is {@link #done}. */
  void advance(WholePc pc, BoardView view) {
    if (!begun) {
      player.restoreIndex(interval);
      begun = true;
      hit = 0;
    }
    long stop = Math.min(end, player.step() + PIECE);
    player.observe(this);
    while (player.step() < stop) {
      wrote = false;
      if (player.run(player.stepsTo(stop)) == 0) {
        throw new IllegalStateException("replay to " + stop + " ended at " + player.step());
      }
      if (wrote) {
        hit = player.step();
      }
      player.applyChanges();
    }
    player.observeNothing();
    if (player.step() == end) {
      endInterval(pc, view);
    }
  }

  private void endInterval(WholePc pc, BoardView view) {
    end = player.checkpointStep(interval);
    if (hit > 0) {
      writer = Optional.of(writer(pc, view));
    }
    done = hit > 0 || interval == 0;
    interval--;
    begun = false;
    if (done) {
      leave();
    }
  }

  private Writer writer(WholePc pc, BoardView view) {
    player.goTo(hit - 1);
    Cpu cpu = pc.cpu();
    long tick = pc.clock().now();
    int cpl = cpu.cpl();
    boolean pending = cpu.faultPending();
    Json next = view.next(pc);
    player.goTo(hit);
    return new Writer(hit, tick, cpl, pending || cpu.interrupted(), next);
  }

  /** Back to where it was asked. */
  void leave() {
    player.settleAt(origin);
  }

  Mark.Place asked() {
    return asked;
  }

  boolean done() {
    return done;
  }

  /** Empty when nobody has written there since power-on, or while the search goes on. */
  Optional<Writer> writer() {
    return writer;
  }

  /** Everything behind this step has been looked through. */
  long searchedTo() {
    return end;
  }
}
