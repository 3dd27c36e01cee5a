package cloister.world;

import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.event.EventSink;
import cloister.machine.Board;
import cloister.machine.Machine;
import cloister.machine.Terminal;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.List;

/** The lab's board with a terminal that writes what is typed, which it keeps in memory. */
final class Typewriter implements Machine, Terminal {
  private static final int LENGTH = 0x6000;
  private static final int TEXT = 0x6004;
  private static final int COLUMNS = 0x5000;
  private static final int ROWS = 0x5004;

  private final Board board;

  Typewriter(int memoryBytes) {
    board = new Board(memoryBytes);
    board.startAt(0, 0x7c00);
  }

  @Override
  public int length() {
    return memory().read32(LENGTH);
  }

  @Override
  public int first() {
    return 0;
  }

  @Override
  public String text(int from) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < length(); i++) {
      text.append((char) memory().read8(TEXT + i));
    }
    return text.toString();
  }

  @Override
  public void type(byte[] bytes) {
    for (byte each : bytes) {
      memory().write8(TEXT + length(), each);
      memory().write32(LENGTH, length() + 1);
    }
  }

  @Override
  public int columns() {
    return memory().read32(COLUMNS);
  }

  @Override
  public int rows() {
    return memory().read32(ROWS);
  }

  @Override
  public void resize(int columns, int rows) {
    memory().write32(COLUMNS, columns);
    memory().write32(ROWS, rows);
  }

  @Override
  public List<Terminal> terminals() {
    return List.of(this);
  }

  @Override
  public Cpu cpu() {
    return board.cpu();
  }

  @Override
  public Memory memory() {
    return board.memory();
  }

  @Override
  public void setEventSink(EventSink sink) {
    board.setEventSink(sink);
  }

  @Override
  public int run(int maxSteps) {
    return board.run(maxSteps);
  }

  @Override
  public void requestStop() {
    board.requestStop();
  }

  @Override
  public boolean stopped() {
    return board.stopped();
  }

  @Override
  public boolean interruptArrives() {
    return board.interruptArrives();
  }

  @Override
  public String consoleText() {
    return board.consoleText();
  }

  @Override
  public void save(StateWriter out) {
    board.save(out);
  }

  @Override
  public void load(StateReader in) {
    board.load(in);
  }
}
