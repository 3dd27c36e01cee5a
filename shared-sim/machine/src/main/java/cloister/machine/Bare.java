package cloister.machine;

import cloister.bus.ByteSink;
import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.PortDevice;
import cloister.bus.PortMap;
import cloister.bus.Rom;
import cloister.cpu.Cpu;
import cloister.event.EventSink;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.List;

/**
 * Processor, memory, ROMs and a port space, for software that tests a processor. No interrupt ever
 * arrives and no device answers; bytes written to the port of the first serial line are its output.
 */
public final class Bare implements Computer {
  private static final int SERIAL_PORT = 0x3f8;
  private static final int OPEN_BUS = 0xff;

  private final Memory memory;
  private final PortMap ports = new PortMap();
  private final Cpu cpu;

  /**
   * @param memoryBytes a positive multiple of 4096
   */
  public Bare(int memoryBytes, List<RomImage> roms, ByteSink serial) {
    memory = new Memory(memoryBytes);
    for (RomImage rom : roms) {
      rom.mapInto(memory);
    }
    for (RomImage copy : RomImage.withLowCopies(roms)) {
      if (!roms.contains(copy)) {
        memory.map(copy.address(), copy.content().length, new Rom(copy.content()));
      }
    }
    ports.add(SERIAL_PORT, 1, 1, new SerialOutput(serial));
    cpu = new Cpu(memory, ports, InterruptLine.NONE);
  }

  private record SerialOutput(ByteSink sink) implements PortDevice {
    @Override
    public int read(int port, int bytes) {
      return OPEN_BUS;
    }

    @Override
    public void write(int port, int bytes, int value) {
      sink.put(value);
    }
  }

  @Override
  public Cpu cpu() {
    return cpu;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public PortMap ports() {
    return ports;
  }

  @Override
  public int run(int maxSteps) {
    return cpu.run(maxSteps);
  }

  @Override
  public void setEventSink(EventSink sink) {
    cpu.setEventSink(sink);
  }

  @Override
  public void requestStop() {
    cpu.requestStop();
  }

  @Override
  public boolean stopped() {
    return cpu.shutDown() || cpu.halted() && !cpu.faultPending();
  }

  @Override
  public boolean interruptArrives() {
    return false;
  }

  @Override
  public String consoleText() {
    return "";
  }

  @Override
  public List<String> screenLines() {
    return List.of();
  }

  /** Nothing listens on this board, and nothing is missed. */
  @Override
  public int roomForInput() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void receive(int value) {}

  @Override
  public void save(StateWriter out) {
    cpu.save(out);
  }

  @Override
  public void load(StateReader in) {
    cpu.load(in);
  }
}
