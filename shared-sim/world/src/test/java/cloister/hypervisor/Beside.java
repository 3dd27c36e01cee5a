package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.decode.OpcodeTable;
import cloister.machine.Board;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.world.compare.BareMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The same program as a guest and on a machine of its own. */
final class Beside {
  static final int MEMORY = 0x100000;

  private static final Path LIBRARY = Path.of("../../lessons/course/lib");

  private Beside() {}

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] assembled(Path path) throws IOException {
    return assembled(path.getFileName().toString(), Files.readString(path));
  }

  /** Where a program begins. */
  static int origin(Path path) throws IOException {
    return Files.readString(path).contains("0x9C00") ? 0x9C00 : 0x7C00;
  }

  /** Instructions behind those of the loader. */
  static long instructions(Board board) {
    return BareMachine.instructions(board);
  }

  static byte[] assembled(String name, String text) {
    Assembly assembly =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of()).assemble(name, text);
    assertTrue(assembly.succeeded(), () -> assembly.errors().toString());
    return assembly.image();
  }

  static Host host(byte[] guest) {
    return host(guest, "trap-and-emulate");
  }

  static Host host(byte[] guest, String technique) {
    return host(guest, 0x7C00, technique);
  }

  static Host host(byte[] guest, int origin, String technique) {
    Host host = new Host(MEMORY, 1, technique);
    String name = Techniques.named(technique).entryFile();
    byte[] entry = assembled(name, text(LIBRARY.resolve(name)));
    host.load(name, HostLayout.BASE + HostLayout.ENTRY_CODE, entry);
    host.load("guest.asm", origin, guest);
    host.start();
    return host;
  }

  /** The same on a machine of its own. */
  static Board bare(byte[] guest) {
    return bare(guest, 0x7C00);
  }

  static Board bare(byte[] guest, int origin) {
    return BareMachine.of(new OpcodeTable(), MEMORY, origin, guest);
  }

  static byte[] saved(Host host) {
    StateWriter out = new StateWriter();
    host.save(out);
    return out.toBytes();
  }

  /** Another host in the same state. */
  static Host copy(Host from, byte[] guest, String technique) {
    Host host = host(guest, technique);
    for (int at = 0; at < HostLayout.GUESTS + MEMORY; at += 4) {
      host.memory().write32(at, from.memory().read32(at));
    }
    host.load(new StateReader(saved(from)));
    return host;
  }

  /** A sum over all of a host's memory. */
  static long contents(Host host) {
    long sum = 0;
    for (int at = 0; at < HostLayout.GUESTS + MEMORY; at += 4) {
      sum = 31 * sum + host.memory().read32(at);
    }
    return sum;
  }

  /** Both have come to the same, in everything that the guest can see of its memory. */
  static void assertSame(Board board, Host host) {
    VirtualMachine machine = host.machines().get(0);
    assertEquals(board.consoleText(), machine.devices().console().text());
    assertEquals(VirtualMachine.End.HALTED, machine.end());
    assertTrue(host.stopped());
    assertEquals(List.of(), differences(board, machine));
  }

  /**
   * Where memory differs. Only what the processor marks in descriptors is left out, which a guest's
   * copy has not.
   */
  static List<String> differences(Board board, VirtualMachine machine) {
    List<String> different = new ArrayList<>();
    for (int address = 0x1000; address < MEMORY && different.size() < 20; address++) {
      int own = board.memory().read8(address) & 0xFF;
      int seen = machine.memory().read8(address) & 0xFF;
      boolean mark = address % 8 == 5 && (own & ~3) == (seen & ~3) && (own & 0x80) != 0;
      if (own != seen && !mark) {
        different.add(Integer.toHexString(address) + ": " + own + ", " + seen);
      }
    }
    return different;
  }
}
