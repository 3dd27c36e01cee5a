package cloister.device.textscreen;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** The register files of a VGA (IBM PS/2 Hardware Interface Technical Reference, video). */
final class Registers implements Saveable {
  static final int SEQUENCER_MAP_MASK = 2;
  static final int SEQUENCER_MEMORY_MODE = 4;
  static final int GRAPHICS_SET_RESET = 0;
  static final int GRAPHICS_ENABLE_SET_RESET = 1;
  static final int GRAPHICS_COLOR_COMPARE = 2;
  static final int GRAPHICS_ROTATE = 3;
  static final int GRAPHICS_READ_MAP = 4;
  static final int GRAPHICS_MODE = 5;
  static final int GRAPHICS_MISCELLANEOUS = 6;
  static final int GRAPHICS_COLOR_IGNORE = 7;
  static final int GRAPHICS_BIT_MASK = 8;
  static final int CRTC_COLUMNS = 1;
  static final int CRTC_OVERFLOW = 7;
  static final int CRTC_CELL_HEIGHT = 9;
  static final int CRTC_CURSOR_START = 10;
  static final int CRTC_START_HIGH = 12;
  static final int CRTC_START_LOW = 13;
  static final int CRTC_CURSOR_HIGH = 14;
  static final int CRTC_CURSOR_LOW = 15;
  static final int CRTC_VERTICAL_SYNC_END = 17;
  static final int CRTC_HEIGHT = 18;
  static final int CRTC_OFFSET = 19;

  /** Registers 0 to 7 of the CRTC cannot be written while this bit of register 17 is set. */
  static final int CRTC_PROTECT = 1 << 7;

  static final int PALETTE_BYTES = 768;

  final int[] sequencer = new int[8];
  final int[] graphics = new int[16];
  final int[] crtc = new int[32];
  final int[] attributes = new int[32];
  final int[] palette = new int[PALETTE_BYTES];
  int sequencerIndex;
  int graphicsIndex;
  int crtcIndex;
  int attributeIndex;

  /** The next write to the attribute port is data. */
  boolean attributeData;

  int miscellaneous = 0x67;
  int featureControl;
  int paletteMask = 0xff;
  int paletteWrite;
  int paletteRead;
  boolean paletteReading;

  /** The colour text mode that a VGA has after its BIOS has run, so that text shows without one. */
  Registers() {
    sequencer[SEQUENCER_MAP_MASK] = 3;
    sequencer[SEQUENCER_MEMORY_MODE] = 2;
    graphics[GRAPHICS_MODE] = 0x10;
    graphics[GRAPHICS_MISCELLANEOUS] = 0x0e;
    graphics[GRAPHICS_COLOR_IGNORE] = 0x0f;
    graphics[GRAPHICS_BIT_MASK] = 0xff;
    crtc[CRTC_COLUMNS] = 79;
    crtc[CRTC_OVERFLOW] = 0x1f;
    crtc[CRTC_CELL_HEIGHT] = 0x4f;
    crtc[CRTC_HEIGHT] = 0x8f;
    crtc[CRTC_OFFSET] = 40;
  }

  boolean oddEven() {
    return (sequencer[SEQUENCER_MEMORY_MODE] & 4) == 0;
  }

  boolean chain4() {
    return (sequencer[SEQUENCER_MEMORY_MODE] & 8) != 0;
  }

  boolean isText() {
    return (graphics[GRAPHICS_MISCELLANEOUS] & 1) == 0;
  }

  int columns() {
    return crtc[CRTC_COLUMNS] + 1;
  }

  int rows() {
    int overflow = crtc[CRTC_OVERFLOW];
    int scanLines = crtc[CRTC_HEIGHT] | (overflow & 2) << 7 | (overflow & 0x40) << 3;
    return (scanLines + 1) / cellHeight();
  }

  int cellHeight() {
    return (crtc[CRTC_CELL_HEIGHT] & 31) + 1;
  }

  /** The cell at the top left, in cells from the start of the memory. */
  int start() {
    return crtc[CRTC_START_HIGH] << 8 | crtc[CRTC_START_LOW];
  }

  int cursor() {
    return crtc[CRTC_CURSOR_HIGH] << 8 | crtc[CRTC_CURSOR_LOW];
  }

  boolean cursorVisible() {
    return (crtc[CRTC_CURSOR_START] & 1 << 5) == 0;
  }

  /** Cells from one row to the next. */
  int rowCells() {
    return crtc[CRTC_OFFSET] * 2;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInts(sequencer);
    out.writeInts(graphics);
    out.writeInts(crtc);
    out.writeInts(attributes);
    out.writeInts(palette);
    out.writeInt(sequencerIndex);
    out.writeInt(graphicsIndex);
    out.writeInt(crtcIndex);
    out.writeInt(attributeIndex);
    out.writeBoolean(attributeData);
    out.writeInt(miscellaneous);
    out.writeInt(featureControl);
    out.writeInt(paletteMask);
    out.writeInt(paletteWrite);
    out.writeInt(paletteRead);
    out.writeBoolean(paletteReading);
  }

  @Override
  public void load(StateReader in) {
    in.readInts(sequencer);
    in.readInts(graphics);
    in.readInts(crtc);
    in.readInts(attributes);
    in.readInts(palette);
    sequencerIndex = in.readInt();
    graphicsIndex = in.readInt();
    crtcIndex = in.readInt();
    attributeIndex = in.readInt();
    attributeData = in.readBoolean();
    miscellaneous = in.readInt();
    featureControl = in.readInt();
    paletteMask = in.readInt();
    paletteWrite = in.readInt();
    paletteRead = in.readInt();
    paletteReading = in.readBoolean();
  }
}
