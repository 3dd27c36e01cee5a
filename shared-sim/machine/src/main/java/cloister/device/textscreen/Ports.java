package cloister.device.textscreen;

import cloister.bus.PortDevice;

/** The ports of a VGA from 0x3B0 to 0x3DF. */
final class Ports implements PortDevice {
  static final int FIRST = 0x3b0;
  static final int COUNT = 0x30;

  private static final int ATTRIBUTE = 0x3c0;
  private static final int ATTRIBUTE_READ = 0x3c1;
  private static final int MISCELLANEOUS_WRITE = 0x3c2;
  private static final int SEQUENCER_INDEX = 0x3c4;
  private static final int SEQUENCER = 0x3c5;
  private static final int PALETTE_MASK = 0x3c6;
  private static final int PALETTE_READ_INDEX = 0x3c7;
  private static final int PALETTE_WRITE_INDEX = 0x3c8;
  private static final int PALETTE = 0x3c9;
  private static final int FEATURE_READ = 0x3ca;
  private static final int MISCELLANEOUS_READ = 0x3cc;
  private static final int GRAPHICS_INDEX = 0x3ce;
  private static final int GRAPHICS = 0x3cf;
  private static final int CRTC_INDEX = 0x3d4;
  private static final int CRTC = 0x3d5;
  private static final int STATUS = 0x3da;
  private static final int MONOCHROME_DISTANCE = 0x20;
  private static final int COLOR = 1;
  private static final int OPEN_BUS = 0xff;

  private final TextScreen screen;
  private final Registers registers;

  Ports(TextScreen screen, Registers registers) {
    this.screen = screen;
    this.registers = registers;
  }

  /** The CRTC and the status answer at 3Dx or 3Bx, as bit 0 of the miscellaneous register says. */
  private int decoded(int port) {
    boolean color = (registers.miscellaneous & COLOR) != 0;
    boolean colorPort = port >= 0x3d0;
    boolean monochromePort = port < 0x3c0;
    if (colorPort && !color || monochromePort && color) {
      return 0;
    }
    return monochromePort ? port + MONOCHROME_DISTANCE : port;
  }

  @Override
  public int read(int port, int bytes) {
    return switch (decoded(port)) {
      case ATTRIBUTE -> registers.attributeIndex;
      case ATTRIBUTE_READ -> registers.attributes[registers.attributeIndex & 31];
      case MISCELLANEOUS_WRITE -> 0;
      case SEQUENCER_INDEX -> registers.sequencerIndex;
      case SEQUENCER -> registers.sequencer[registers.sequencerIndex];
      case PALETTE_MASK -> registers.paletteMask;
      case PALETTE_READ_INDEX -> registers.paletteReading ? 3 : 0;
      case PALETTE_WRITE_INDEX -> registers.paletteWrite / 3;
      case PALETTE -> {
        int value = registers.palette[registers.paletteRead];
        registers.paletteRead = (registers.paletteRead + 1) % Registers.PALETTE_BYTES;
        yield value;
      }
      case FEATURE_READ -> registers.featureControl;
      case MISCELLANEOUS_READ -> registers.miscellaneous;
      case GRAPHICS_INDEX -> registers.graphicsIndex;
      case GRAPHICS -> registers.graphics[registers.graphicsIndex];
      case CRTC_INDEX -> registers.crtcIndex;
      case CRTC -> registers.crtc[registers.crtcIndex];
      case STATUS -> {
        registers.attributeData = false;
        yield screen.status();
      }
      default -> OPEN_BUS;
    };
  }

  @Override
  public void write(int port, int bytes, int value) {
    switch (decoded(port)) {
      case ATTRIBUTE -> writeAttribute(value);
      case MISCELLANEOUS_WRITE -> registers.miscellaneous = value;
      case SEQUENCER_INDEX -> registers.sequencerIndex = value & 7;
      case SEQUENCER -> registers.sequencer[registers.sequencerIndex] = value;
      case PALETTE_MASK -> registers.paletteMask = value;
      case PALETTE_READ_INDEX -> {
        registers.paletteRead = value * 3;
        registers.paletteReading = true;
      }
      case PALETTE_WRITE_INDEX -> {
        registers.paletteWrite = value * 3;
        registers.paletteReading = false;
      }
      case PALETTE -> {
        registers.palette[registers.paletteWrite] = value & 0x3f;
        registers.paletteWrite = (registers.paletteWrite + 1) % Registers.PALETTE_BYTES;
      }
      case GRAPHICS_INDEX -> registers.graphicsIndex = value & 15;
      case GRAPHICS -> registers.graphics[registers.graphicsIndex] = value;
      case CRTC_INDEX -> registers.crtcIndex = value & 31;
      case CRTC -> writeCrtc(value);
      case STATUS -> registers.featureControl = value;
      default -> {
        // No register takes writes there.
      }
    }
  }

  private void writeAttribute(int value) {
    if (registers.attributeData) {
      registers.attributes[registers.attributeIndex & 31] = value;
    } else {
      registers.attributeIndex = value & 0x3f;
    }
    registers.attributeData = !registers.attributeData;
  }

  private void writeCrtc(int value) {
    int index = registers.crtcIndex;
    boolean guarded =
        (registers.crtc[Registers.CRTC_VERTICAL_SYNC_END] & Registers.CRTC_PROTECT) != 0;
    if (index > Registers.CRTC_OVERFLOW || !guarded) {
      registers.crtc[index] = value;
    } else if (index == Registers.CRTC_OVERFLOW) {
      // Only the bit of the line comparison is free.
      registers.crtc[index] = registers.crtc[index] & ~0x10 | value & 0x10;
    }
  }
}
