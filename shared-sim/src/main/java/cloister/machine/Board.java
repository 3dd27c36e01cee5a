package cloister.machine;

import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.device.console.Console;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * The bare board: processor, memory, debug console. No interrupt ever arrives.
 *
 * <p>{@link #save} covers processor and devices; memory is saved page by page by its owner.
 */
public final class Board implements Saveable {
  private final Memory memory;
  private final Console console = new Console();
  private final Cpu cpu;

  /**
   * @param memoryBytes a positive multiple of 4096
   */
  public Board(int memoryBytes) {
    memory = new Memory(memoryBytes);
    cpu = new Cpu(memory, new BarePorts(console), InterruptLine.NONE);
  }

  public Cpu cpu() {
    return cpu;
  }

  public Memory memory() {
    return memory;
  }

  public Console console() {
    return console;
  }

  /** Real mode at segment:offset with the stack below 0x7C00, as a boot loader leaves it. */
  public void startAt(int segment, int offset) {
    cpu.reset();
    console.clear();
    for (int register = 0; register < 6; register++) {
      cpu.segments.setReal(register, 0);
    }
    cpu.segments.setReal(Segments.CS, segment);
    cpu.general[Core.ESP] = 0x7c00;
    cpu.setEip(offset);
  }

  /** Nothing but a reset will make it go on. A halt with an exception pending is not the end. */
  public boolean stopped() {
    return cpu.shutDown() || cpu.halted() && !cpu.faultPending();
  }

  @Override
  public void save(StateWriter out) {
    cpu.save(out);
    console.save(out);
  }

  @Override
  public void load(StateReader in) {
    cpu.load(in);
    console.load(in);
  }
}
