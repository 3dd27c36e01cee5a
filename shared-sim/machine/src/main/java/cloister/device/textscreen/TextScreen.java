package cloister.device.textscreen;

import cloister.bus.Memory;
import cloister.bus.PortMap;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Oscillator;
import java.util.ArrayList;
import java.util.List;

/** The screen: text modes can be read out, graphics modes keep their memory but show nothing. */
public final class TextScreen implements Saveable {
  /** Eighths of a scan line, of which there are 449 a frame, 70 frames a second. */
  private static final int HERTZ = 251_752;

  private static final int PARTS_A_LINE = 8;
  private static final int SHOWN_PARTS = 6;
  private static final int LINES = 449;
  private static final int SHOWN_LINES = 400;
  private static final int RETRACE_FIRST = 412;
  private static final int RETRACE_LAST = 413;
  private static final int STATUS_BLANK = 1;
  private static final int STATUS_RETRACE = 1 << 3;

  private final Oscillator beam;
  private final Registers registers = new Registers();
  private final Planes planes = new Planes(registers);

  public TextScreen(Clock clock) {
    beam = new Oscillator(clock, HERTZ);
  }

  public void connect(PortMap ports, Memory memory) {
    ports.add(Ports.FIRST, Ports.COUNT, 1, new Ports(this, registers));
    memory.map(Planes.WINDOW, Planes.WINDOW_BYTES, planes);
  }

  /** True in text modes. */
  public boolean isText() {
    return registers.isText();
  }

  public int columns() {
    return registers.columns();
  }

  public int rows() {
    return registers.rows();
  }

  /** The cell at the top left, counted from the start of the memory. */
  public int start() {
    return registers.start();
  }

  /** The cell with the cursor, counted from the start of the memory. */
  public int cursor() {
    return registers.cursor();
  }

  /** Scan lines of a row. */
  public int cellHeight() {
    return registers.cellHeight();
  }

  /** The code of a character in the font of the PC, code page 437. */
  public int character(int row, int column) {
    return planes.at(0, 2 * cell(row, column));
  }

  /** Bits 0 to 3: colour; bits 4 to 7: background, or blinking. */
  public int attribute(int row, int column) {
    return planes.at(1, 2 * cell(row, column));
  }

  private int cell(int row, int column) {
    return registers.start() + row * registers.rowCells() + column;
  }

  public boolean cursorVisible() {
    return registers.cursorVisible();
  }

  public int cursorRow() {
    return (registers.cursor() - registers.start()) / Math.max(1, registers.rowCells());
  }

  public int cursorColumn() {
    return (registers.cursor() - registers.start()) % Math.max(1, registers.rowCells());
  }

  /** The rows as text, without blanks at their ends; what is no ASCII character is a point. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows(); row++) {
      StringBuilder line = new StringBuilder();
      int length = 0;
      for (int column = 0; column < columns(); column++) {
        int code = character(row, column);
        boolean blank = code == 0 || code == ' ';
        line.append(blank ? ' ' : code < ' ' || code > '~' ? '.' : (char) code);
        length = blank ? length : column + 1;
      }
      lines.add(line.substring(0, length));
    }
    return lines;
  }

  int status() {
    long cycles = beam.cycles();
    int line = (int) (cycles / PARTS_A_LINE % LINES);
    boolean shown = line < SHOWN_LINES && cycles % PARTS_A_LINE < SHOWN_PARTS;
    boolean retrace = line >= RETRACE_FIRST && line <= RETRACE_LAST;
    return (shown ? 0 : STATUS_BLANK) | (retrace ? STATUS_RETRACE : 0);
  }

  @Override
  public void save(StateWriter out) {
    registers.save(out);
    planes.save(out);
  }

  @Override
  public void load(StateReader in) {
    registers.load(in);
    planes.load(in);
  }
}
