package cloister.world.pc;

import cloister.bus.ByteSink;
import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.device.pic.Pic;
import cloister.device.pit.Pit;
import cloister.event.EventSink;
import cloister.machine.Machine;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import cloister.machine.RomImage;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A PC at the reset vector, whose programs are not in memory but on its disk: its BIOS finds the
 * first one there. What it shows as its console is its screen.
 */
final class ScenarioPc implements Machine {
  private final Pc pc;
  private final ProgramDisk disk = new ProgramDisk();

  /** The scenario's programs, in order. */
  private final List<String> names;

  ScenarioPc(int memory, byte[] bios, List<String> names) {
    this.names = List.copyOf(names);
    PcParts parts =
        new PcParts(
            memory,
            List.of(RomImage.bios(bios)),
            List.of(disk),
            Optional.empty(),
            PcParts.DEFAULT_START_SECONDS,
            PcParts.DEFAULT_TICKS_PER_SECOND);
    pc = new Pc(parts, ByteSink.NONE);
  }

  @Override
  public void unload() {
    disk.clear();
  }

  @Override
  public void load(String file, int origin, byte[] image) {
    disk.put(names.indexOf(file), image);
  }

  @Override
  public Cpu cpu() {
    return pc.cpu();
  }

  @Override
  public Memory memory() {
    return pc.memory();
  }

  @Override
  public void setEventSink(EventSink sink) {
    pc.setEventSink(sink);
  }

  @Override
  public int run(int maxSteps) {
    return pc.run(maxSteps);
  }

  @Override
  public void requestStop() {
    pc.requestStop();
  }

  @Override
  public boolean stopped() {
    return pc.stopped();
  }

  @Override
  public boolean interruptArrives() {
    return pc.interruptArrives();
  }

  /** The lines of the screen, without those below the last that has something. */
  @Override
  public String consoleText() {
    List<String> lines = new ArrayList<>(pc.screenLines());
    while (!lines.isEmpty() && lines.getLast().isBlank()) {
      lines.removeLast();
    }
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line.stripTrailing()).append('\n');
    }
    return text.toString();
  }

  @Override
  public Optional<Pic> interruptControllers() {
    return pc.interruptControllers();
  }

  @Override
  public Optional<Pit> intervalTimer() {
    return pc.intervalTimer();
  }

  @Override
  public void save(StateWriter out) {
    pc.save(out);
    disk.save(out);
  }

  @Override
  public void load(StateReader in) {
    pc.load(in);
    disk.load(in);
  }
}
