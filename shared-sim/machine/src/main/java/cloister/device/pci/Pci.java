package cloister.device.pci;

import cloister.bus.Memory;
import cloister.bus.PortMap;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bus 0 with the functions of an i440FX board: host bridge, ISA bridge and IDE controller in its
 * compatible mode, and the display when it has a BIOS. What hangs on ISA answers at its fixed
 * ports.
 */
public final class Pci implements Saveable {
  private static final int INTEL = 0x8086;
  private static final int HOST_BRIDGE = 0x1237;
  private static final int ISA_BRIDGE = 0x7000;
  private static final int IDE_CONTROLLER = 0x7010;
  private static final int CLASS_HOST_BRIDGE = 0x060000;
  private static final int CLASS_ISA_BRIDGE = 0x060100;
  private static final int CLASS_IDE_COMPATIBLE = 0x010100;
  private static final int ISA_DEVICE = 1;
  private static final int ENABLE = 1 << 31;
  private static final int ADDRESS_KNOWN = 0x80fffffc;

  /** The programmable attribute map of the host bridge: which parts below 1 MiB are RAM. */
  private static final int ATTRIBUTE_MAP = 0x59;

  private static final int ATTRIBUTE_MAP_BYTES = 7;
  private static final int SYSTEM_MANAGEMENT_RAM = 0x72;
  private static final int INTERRUPT_ROUTES = 0x60;
  private static final int ROUTES_OFF = 0x80808080;
  private static final int IDE_TIMING = 0x40;
  private static final int SUBSYSTEM = 0x2c;
  private static final int SUBSYSTEM_KNOWN_TO_FIRMWARE = 0x11001af4;
  private static final int VIDEO_DEVICE = 2;

  private final Registers host = new Registers(INTEL, HOST_BRIDGE, CLASS_HOST_BRIDGE);
  private final Registers isa = new Registers(INTEL, ISA_BRIDGE, CLASS_ISA_BRIDGE);
  private final Registers ide = new Registers(INTEL, IDE_CONTROLLER, CLASS_IDE_COMPATIBLE);
  private final AttributeListener listener;
  private final Optional<Video> video;
  private int address;

  /** Told when the attribute map of the host bridge changes. */
  public interface AttributeListener {
    /**
     * @param part 0 for 0xF0000 to 0xFFFFF, 1 to 12 for 16 KiB each from 0xC0000
     */
    void attributes(int part, boolean readsRam, boolean writesRam);
  }

  /**
   * @param videoRom the BIOS of the VGA, if it has one
   */
  public Pci(AttributeListener listener, Memory memory, Optional<byte[]> videoRom) {
    this.listener = listener;
    video = videoRom.map(content -> new Video(memory, content));
    // SeaBIOS reports on the debug port when it finds these.
    host.preset(SUBSYSTEM, 4, SUBSYSTEM_KNOWN_TO_FIRMWARE);
    host.preset(Registers.COMMAND, 2, 6);
    host.preset(Registers.CLASS, 1, 2);
    host.allow(ATTRIBUTE_MAP, 4, 0x33333330);
    host.allow(ATTRIBUTE_MAP + 4, 3, 0x333333);
    host.allow(SYSTEM_MANAGEMENT_RAM, 1, 0x78);
    isa.preset(Registers.COMMAND, 2, 7);
    isa.preset(Registers.HEADER_TYPE, 1, Registers.MULTIPLE_FUNCTIONS);
    isa.preset(INTERRUPT_ROUTES, 4, ROUTES_OFF);
    isa.allow(INTERRUPT_ROUTES, 4, 0x8f8f8f8f);
    ide.preset(IDE_TIMING, 4, 0x80008000);
    ide.allow(IDE_TIMING, 4, -1);
  }

  public void connect(PortMap ports) {
    Ports own = new Ports(this);
    ports.add(Ports.ADDRESS, Ports.COUNT, 4, own);
    ports.add(Ports.DATA, Ports.COUNT, 4, own);
  }

  /**
   * The head of a function's configuration, for those who look from outside.
   *
   * @param classCode class, subclass and interface in three bytes
   */
  public record Function(
      int device,
      int function,
      int vendorId,
      int deviceId,
      int classCode,
      int command,
      int interruptLine) {}

  /** The functions of bus 0, in its order. */
  public List<Function> functions() {
    List<Function> functions = new ArrayList<>();
    functions.add(head(0, 0, host));
    functions.add(head(ISA_DEVICE, 0, isa));
    functions.add(head(ISA_DEVICE, 1, ide));
    video.ifPresent(display -> functions.add(head(VIDEO_DEVICE, 0, display.registers())));
    return functions;
  }

  private static Function head(int device, int function, Registers registers) {
    return new Function(
        device,
        function,
        registers.read(0, 2),
        registers.read(2, 2),
        registers.read(Registers.CLASS, 4) >>> 8,
        registers.read(Registers.COMMAND, 2),
        registers.read(Registers.INTERRUPT_LINE, 1));
  }

  /** The address register of mechanism 1. */
  public int address() {
    return address;
  }

  void setAddress(int value) {
    address = value & ADDRESS_KNOWN;
  }

  /** The function that the address register names, or null. */
  private Registers named() {
    int bus = address >>> 16 & 0xff;
    int device = address >>> 11 & 31;
    int function = address >>> 8 & 7;
    if ((address & ENABLE) == 0 || bus != 0) {
      return null;
    }
    if (device == 0 && function == 0) {
      return host;
    }
    if (device == ISA_DEVICE && function <= 1) {
      return function == 0 ? isa : ide;
    }
    if (device == VIDEO_DEVICE && function == 0 && video.isPresent()) {
      return video.get().registers();
    }
    return null;
  }

  int readConfiguration(int offset, int bytes) {
    Registers function = named();
    return function == null
        ? -1 >>> 32 - 8 * bytes
        : function.read((address & 0xfc) + offset, bytes);
  }

  void writeConfiguration(int offset, int bytes, int value) {
    Registers function = named();
    if (function != null) {
      function.write((address & 0xfc) + offset, bytes, value);
      if (function == host) {
        tellAttributes();
      }
      video.ifPresent(Video::map);
    }
  }

  private void tellAttributes() {
    for (int part = 0; part < 2 * ATTRIBUTE_MAP_BYTES - 1; part++) {
      // The byte for 0xF0000 uses only its high half; each other byte has two parts.
      int value = host.read(ATTRIBUTE_MAP + (part + 1) / 2, 1);
      int bits = part == 0 || part % 2 == 0 ? value >>> 4 : value;
      listener.attributes(part, (bits & 1) != 0, (bits & 2) != 0);
    }
  }

  @Override
  public void save(StateWriter out) {
    host.save(out);
    isa.save(out);
    ide.save(out);
    video.ifPresent(display -> display.registers().save(out));
    out.writeInt(address);
  }

  @Override
  public void load(StateReader in) {
    host.load(in);
    isa.load(in);
    ide.load(in);
    video.ifPresent(display -> display.registers().load(in));
    address = in.readInt();
    video.ifPresent(Video::map);
    tellAttributes();
  }
}
