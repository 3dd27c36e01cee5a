package cloister.machine.port;

import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.machine.WholePc;
import cloister.machine.replay.AccessObserver;
import cloister.machine.replay.Player;
import cloister.machine.view.BoardView;
import java.util.Optional;

/** Finds the step that last wrote some bytes of memory. */
final class WriteSearch extends Search implements AccessObserver {
  private final WholePc pc;
  private final BoardView view;
  private final int address;
  private final Mark.Place asked;
  private boolean wrote;
  private Optional<Writer> writer = Optional.empty();

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
  WriteSearch(Player<Entry> player, WholePc pc, BoardView view, int address, Mark.Place asked) {
    super(player, player.step());
    this.pc = pc;
    this.view = view;
    this.address = address;
    this.asked = asked;
  }

  @Override
  Optional<AccessObserver> observer() {
    return Optional.of(this);
  }

  @Override
  public boolean accessed(int first, int count, boolean write, int old, int value) {
    wrote |= write && first < address + asked.bytes() && first + count > address;
    return wrote;
  }

  @Override
  int run(Player<Entry> player, int steps) {
    wrote = false;
    return player.run(steps);
  }

  @Override
  boolean meets() {
    return wrote;
  }

  @Override
  void found(Player<Entry> player, long step) {
    Cpu cpu = pc.cpu();
    long tick = pc.clock().now();
    int cpl = cpu.cpl();
    boolean pending = cpu.faultPending();
    Json next = view.next(pc);
    player.goTo(step);
    writer = Optional.of(new Writer(step, tick, cpl, pending || cpu.interrupted(), next));
  }

  Mark.Place asked() {
    return asked;
  }

  /** Empty when nobody has written there since power-on, or while the search goes on. */
  Optional<Writer> writer() {
    return writer;
  }
}
