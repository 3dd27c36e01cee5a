package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.Memory;
import cloister.bus.PortDevice;
import cloister.bus.Region;
import cloister.bus.Rom;
import cloister.cpu.translate.Host;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.machine.Bare;
import cloister.machine.Computer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices do something while they are read or written: what follows sees it. */
class TranslatedDevicesTest {
  private static final int MEMORY = 1 << 20;
  private static final int PORT = 0x93;
  private static final int DEVICE_PAGE = 0x44000;
  private static final int DATA_PAGE = 0x40000;
  private static final int SLICE = 997;
  private static final int MANY = 100_000;

  private static final String PROGRAM =
      """
      program:
      mov ecx, 2000
      top:
      add edx, ecx
      mov [0x40000], edx
      ACCESS
      add esi, [0x40000]
      add [0x40004], esi
      in al, 0x80
      dec ecx
      jnz top
      after_fault:
      hlt
      """;

  /** What the device does at some accesses, and ends a little later. */
  private enum Deed {
    /** ROM takes the place of the data. */
    MAP,

    /** Somebody is told of accesses to memory. */
    WATCH,

    /** Somebody listens to events. */
    LISTEN
  }

  private static final class Device implements PortDevice, Region, EventSink {
    private final Bare bare;
    private final Deed deed;
    private final Region rom = new Rom(new byte[Memory.PAGE_SIZE]);
    private final List<Object> told = new ArrayList<>();
    private int accesses;
    private boolean listening;

    Device(Bare bare, Deed deed) {
      this.bare = bare;
      this.deed = deed;
      bare.ports().add(PORT, 1, 1, this);
      bare.memory().map(DEVICE_PAGE, Memory.PAGE_SIZE, this);
      bare.cpu().setEventSink(this);
    }

    @Override
    public int read(int place, int bytes) {
      accesses++;
      if (accesses % 300 == 200) {
        begin();
      } else if (accesses % 300 == 220) {
        end();
      }
      return 0;
    }

    @Override
    public void write(int place, int bytes, int value) {
      read(place, bytes);
    }

    private void begin() {
      switch (deed) {
        case MAP -> bare.memory().map(DATA_PAGE, Memory.PAGE_SIZE, rom);
        case WATCH ->
            bare.memory()
                .setAccessWatcher(
                    (address, bytes, write, value) -> told.add(List.of(address, write, value)));
        case LISTEN -> listening = true;
      }
    }

    private void end() {
      switch (deed) {
        case MAP -> bare.memory().unmap(rom);
        case WATCH -> bare.memory().setAccessWatcher(Memory.AccessWatcher.NONE);
        case LISTEN -> listening = false;
      }
    }

    @Override
    public boolean listening() {
      return listening;
    }

    @Override
    public void accept(Event event) {
      told.add(event);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MAP,'in al, 0x93'",
    "MAP,'out 0x93, al'",
    "MAP,'mov [0x44000], edi'",
    "MAP,'mov eax, 0x44000\nxadd [eax], edi'",
    "WATCH,'in al, 0x93'",
    "WATCH,'out 0x93, al'",
    "WATCH,'mov eax, 0x44000\nxadd [eax], edi'",
    "LISTEN,'in al, 0x93'",
    "LISTEN,'out 0x93, al'",
    "LISTEN,'mov eax, 0x44000\nxadd [eax], edi'"
  })
  void whatDevicesDoIsSeenAtOnce(Deed deed, String access) {
    byte[] rom = RandomRom.of(RandomRom.Ground.FLAT, PROGRAM.replace("ACCESS", access));
    for (Host host : List.of(new EagerHost(), new EagerModules())) {
      List<Device> devices = new ArrayList<>();
      Twins twins = new Twins(() -> with(deed, Twins.bare(MEMORY, rom), devices), host);
      int done = 0;
      while (!twins.stopped()) {
        done += twins.run(SLICE, "after " + done + " steps");
      }
      assertTrue(twins.translatedInstructions() > done / 5, "little is translated");
      assertEquals(devices.get(0).told, devices.get(1).told);
      assertEquals(deed == Deed.MAP, devices.get(0).told.isEmpty());
    }
  }

  private static Computer with(Deed deed, Bare bare, List<Device> devices) {
    devices.add(new Device(bare, deed));
    return bare;
  }

  /** One ends the run when it is used: the next instruction is not executed. */
  @ParameterizedTest
  @ValueSource(strings = {"in al, 0x93", "out 0x93, al"})
  void accessesThatEndTheRunEndIt(String access) {
    byte[] rom = RandomRom.of(RandomRom.Ground.FLAT, PROGRAM.replace("ACCESS", access));
    for (Host host : List.of(new EagerHost(), new EagerModules())) {
      Twins twins = new Twins(() -> stoppingWhenUsed(Twins.bare(MEMORY, rom)), host);
      int runs = 0;
      while (!twins.stopped()) {
        twins.run(MANY, "run " + runs++);
      }
      assertTrue(runs > 2000, "it went on");
    }
  }

  private static Computer stoppingWhenUsed(Bare bare) {
    bare.ports().add(PORT, 1, 1, new StopWhenUsed(bare));
    return bare;
  }

  private record StopWhenUsed(Computer machine) implements PortDevice {
    @Override
    public int read(int port, int bytes) {
      machine.requestStop();
      return 0;
    }

    @Override
    public void write(int port, int bytes, int value) {
      machine.requestStop();
    }
  }
}
