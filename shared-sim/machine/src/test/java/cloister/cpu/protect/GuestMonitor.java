package cloister.cpu.protect;

import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.Ports;
import cloister.cpu.Coprocessor;
import cloister.cpu.Cpu;
import cloister.cpu.HardwareVirtualization;
import cloister.cpu.MachineCode;
import cloister.cpu.core.Features;
import java.util.List;

/** Runs an image on our processor and collects what the monitor prints. */
final class GuestMonitor {
  private static final int CONSOLE = 0xe9;
  private static final int BOOT = 0x7c00;
  private static final int CHUNK = 10_000_000;

  /** More than all trials together need; a trial that does not end is a difference. */
  private static final long MOST_STEPS = 1_000_000_000L;

  private final StringBuilder printed = new StringBuilder();
  private final Clock clock = new Clock();
  private final Memory memory;
  private final Cpu cpu;

  private GuestMonitor(byte[] image, int least, HardwareVirtualization virtualization) {
    int needed = (Image.BASE + image.length + 0xfff & ~0xfff) + 0x1000;
    memory = new Memory(Math.max(needed, least));
    for (int i = 0; i < image.length; i++) {
      memory.write8(Image.BASE + i, image[i]);
    }
    cpu =
        new Cpu(
            Features.ALL_BUT_UMIP,
            new Coprocessor.X87(),
            virtualization,
            memory,
            new ConsolePorts(),
            least == 0 ? InterruptLine.NONE : clock);
  }

  static List<String> run(byte[] image) {
    return run(new GuestMonitor(image, 0, new HardwareVirtualization.None()));
  }

  /** On a processor with VT-x, in 16 MiB. */
  static List<String> runVirtualizing(byte[] image) {
    return run(new GuestMonitor(image, 16 << 20, new HardwareVirtualization.VtX()));
  }

  private static List<String> run(GuestMonitor guest) {
    guest.boot();
    long steps = 0;
    while ((!guest.cpu.halted() || guest.clock.waits())
        && !guest.cpu.shutDown()
        && steps < MOST_STEPS) {
      steps += guest.cpu.run(CHUNK);
    }
    return lines(guest.printed.toString());
  }

  /** The lines between the braces that the monitor prints. */
  static List<String> lines(String text) {
    int from = text.indexOf('{') + 1;
    int to = text.indexOf('}', from);
    return text.substring(from, to < 0 ? text.length() : to).lines().toList();
  }

  /** From real mode to flat protected mode, as the start-up code of the ROM does for Bochs. */
  private void boot() {
    int[] code =
        MachineCode.of(
            "0f 01 16 00 7e", // lgdt [0x7e00]
            "66 b8 11 00 00 00", // mov eax, 0x11
            "0f 22 c0", // mov cr0, eax
            "66 ea 16 7c 00 00 08 00", // jmp dword 8:0x7c16
            "b8 10 00 00 00", // mov eax, 0x10
            "8e d8 8e c0 8e d0", // ds, es, ss
            "ea 00 00 10 00 08 00"); // jmp 8:0x100000

    for (int i = 0; i < code.length; i++) {
      memory.write8(BOOT + i, code[i]);
    }
    memory.write16(0x7e00, 0x17);
    memory.write32(0x7e02, 0x7e08);
    memory.write32(0x7e10, 0x0000ffff);
    memory.write32(0x7e14, 0x00cf9b00);
    memory.write32(0x7e18, 0x0000ffff);
    memory.write32(0x7e1c, 0x00cf9300);
    for (int register = 0; register < 6; register++) {
      cpu.segments.setReal(register, 0);
    }
    cpu.setEip(BOOT);
  }

  /** An 8259A and an 8254 as the trials use them: one interrupt, soon. */
  private final class Clock implements InterruptLine {
    /** Instructions. */
    private static final int PATIENCE = 20;

    private int base;
    private int words;
    private boolean open;
    private boolean due;

    /** When it was set, in instructions. */
    private int set;

    @Override
    public boolean raised() {
      return waits() && (cpu.halted() || cpu.retiredLow() - set > PATIENCE);
    }

    boolean waits() {
      return due && open;
    }

    @Override
    public int acknowledge() {
      due = false;
      return base;
    }

    void write(int port, int value) {
      switch (port) {
        case 0x20 -> words = value == 0x11 ? 3 : 0;
        case 0x21 -> {
          base = words == 3 ? value : base;
          open = words == 0 ? (value & 1) == 0 : open;
          words = Math.max(0, words - 1);
        }
        case 0x43 -> due = false;
        case 0x40 -> {
          due = value == 0;
          set = cpu.retiredLow();
        }
        default -> {}
      }
      cpu.requestStop();
    }
  }

  private final class ConsolePorts implements Ports {
    @Override
    public int read(int port, int bytes) {
      return -1 >>> 32 - 8 * bytes;
    }

    @Override
    public void write(int port, int bytes, int value) {
      if (port == CONSOLE) {
        printed.append((char) (value & 0xff));
      } else {
        clock.write(port, value & 0xff);
      }
    }
  }
}
