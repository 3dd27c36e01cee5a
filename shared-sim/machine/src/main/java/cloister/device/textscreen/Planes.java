package cloister.device.textscreen;

import cloister.bus.Region;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * The four planes of a VGA's memory behind the window at 0xA0000, with the logic between them and
 * the bus. In text modes plane 0 holds characters, plane 1 attributes, plane 2 the font.
 */
final class Planes implements Region, Saveable {
  static final int WINDOW = 0xa0000;
  static final int WINDOW_BYTES = 0x20000;

  private static final int PLANES = 4;
  private static final int PLANE_BYTES = 1 << 16;

  private final Registers registers;
  private final byte[][] planes = new byte[PLANES][PLANE_BYTES];
  private final int[] latches = new int[PLANES];

  Planes(Registers registers) {
    this.registers = registers;
  }

  /** A byte of a plane for the screen. */
  int at(int plane, int offset) {
    return planes[plane][offset & PLANE_BYTES - 1] & 0xff;
  }

  @Override
  public boolean isSteady() {
    return false;
  }

  @Override
  public int read(int offset, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= read8(offset + i) << 8 * i;
    }
    return value;
  }

  @Override
  public void write(int offset, int bytes, int value) {
    for (int i = 0; i < bytes; i++) {
      write8(offset + i, value >>> 8 * i & 0xff);
    }
  }

  /** The address within the planes, or -1 outside the part of the window that is mapped. */
  private int decode(int offset) {
    int map = registers.graphics[Registers.GRAPHICS_MISCELLANEOUS] >>> 2 & 3;
    return switch (map) {
      case 0 -> offset & PLANE_BYTES - 1;
      case 1 -> offset < 0x10000 ? offset : -1;
      case 2 -> offset >= 0x10000 && offset < 0x18000 ? offset - 0x10000 : -1;
      default -> offset >= 0x18000 ? offset - 0x18000 : -1;
    };
  }

  private int read8(int offset) {
    int address = decode(offset);
    if (address < 0) {
      return 0xff;
    }
    int mode = registers.graphics[Registers.GRAPHICS_MODE];
    int plane = registers.graphics[Registers.GRAPHICS_READ_MAP] & 3;
    int cell = address;
    if (registers.chain4()) {
      plane = address & 3;
      cell = address & ~3;
    } else if ((mode & 0x10) != 0) {
      plane = plane & 2 | address & 1;
      cell = address & ~1;
    }
    for (int i = 0; i < PLANES; i++) {
      latches[i] = planes[i][cell] & 0xff;
    }
    return (mode & 8) == 0 ? latches[plane] : compared();
  }

  /** Read mode 1: a bit for each pixel that has the colour asked for. */
  private int compared() {
    int differs = 0;
    for (int plane = 0; plane < PLANES; plane++) {
      if ((registers.graphics[Registers.GRAPHICS_COLOR_IGNORE] >>> plane & 1) != 0) {
        int wanted = registers.graphics[Registers.GRAPHICS_COLOR_COMPARE] >>> plane & 1;
        differs |= latches[plane] ^ (wanted == 0 ? 0 : 0xff);
      }
    }
    return ~differs & 0xff;
  }

  private void write8(int offset, int value) {
    int address = decode(offset);
    if (address < 0) {
      return;
    }
    int mask = registers.sequencer[Registers.SEQUENCER_MAP_MASK] & 15;
    int cell = address;
    if (registers.chain4()) {
      mask &= 1 << (address & 3);
      cell = address & ~3;
    } else if (registers.oddEven()) {
      mask &= (address & 1) == 0 ? 0b0101 : 0b1010;
      cell = address & ~1;
    }
    for (int plane = 0; plane < PLANES; plane++) {
      if ((mask >>> plane & 1) != 0) {
        planes[plane][cell] = (byte) written(plane, value);
      }
    }
  }

  /** What a write brings into a plane, by the four write modes. */
  private int written(int plane, int value) {
    int[] graphics = registers.graphics;
    int bits = graphics[Registers.GRAPHICS_BIT_MASK];
    int rotate = graphics[Registers.GRAPHICS_ROTATE] & 7;
    int rotated = (value >>> rotate | value << 8 - rotate) & 0xff;
    int filled = (graphics[Registers.GRAPHICS_SET_RESET] >>> plane & 1) == 0 ? 0 : 0xff;
    return switch (graphics[Registers.GRAPHICS_MODE] & 3) {
      case 0 -> {
        boolean set = (graphics[Registers.GRAPHICS_ENABLE_SET_RESET] >>> plane & 1) != 0;
        yield combined(plane, set ? filled : rotated, bits);
      }
      case 1 -> latches[plane];
      case 2 -> combined(plane, (value >>> plane & 1) == 0 ? 0 : 0xff, bits);
      default -> combined(plane, filled, bits & rotated);
    };
  }

  private int combined(int plane, int value, int bits) {
    int latch = latches[plane];
    int result =
        switch (registers.graphics[Registers.GRAPHICS_ROTATE] >>> 3 & 3) {
          case 0 -> value;
          case 1 -> value & latch;
          case 2 -> value | latch;
          default -> value ^ latch;
        };
    return result & bits | latch & ~bits;
  }

  @Override
  public void save(StateWriter out) {
    for (byte[] plane : planes) {
      out.writeBytes(plane);
    }
    out.writeInts(latches);
  }

  @Override
  public void load(StateReader in) {
    for (byte[] plane : planes) {
      in.readBytes(plane);
    }
    in.readInts(latches);
  }
}
