package cloister.device.pci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.bus.Memory;
import cloister.device.Workbench;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PciTest {
  private static final int ENABLE = 0x8000_0000;
  private static final int ISA = 1 << 11;
  private static final int VIDEO = 2 << 11;

  private final Workbench bench = new Workbench();
  private final Memory memory = new Memory(1 << 20);
  private final List<String> attributes = new ArrayList<>();
  private final byte[] videoRom = Arrays.copyOf(new byte[] {0x55}, 5 * Memory.PAGE_SIZE);
  private final Pci pci =
      new Pci(
          (part, reads, writes) -> {
            if (reads || writes) {
              attributes.add(part + (reads ? "r" : "") + (writes ? "w" : ""));
            }
          },
          memory,
          Optional.of(videoRom));

  @BeforeEach
  void connect() {
    pci.connect(bench.ports);
  }

  private int read(int address, int bytes) {
    bench.ports.write(0xcf8, 4, ENABLE | address & ~3);
    return bench.ports.read(0xcfc + (address & 3), bytes);
  }

  private void write(int address, int bytes, int value) {
    bench.ports.write(0xcf8, 4, ENABLE | address & ~3);
    bench.ports.write(0xcfc + (address & 3), bytes, value);
  }

  @Test
  void theFunctionsOfTheBoardAnswer() {
    assertEquals(0x12378086, read(0, 4));
    assertEquals(0x7000, read(ISA + 2, 2));
    assertEquals(0x80, read(ISA + 0x0e, 1));
    assertEquals(0x70108086, read(ISA | 1 << 8, 4));
    assertEquals(0x0101, read((ISA | 1 << 8) + 0x0a, 2));
    assertEquals(-1, read(ISA | 2 << 8, 4));
    assertEquals(-1, read(1 << 16, 4));
  }

  @Test
  void theAddressPortTakesOnlyWholeWords() {
    bench.ports.write(0xcf8, 4, -1);
    assertEquals(0x80fffffc, bench.ports.read(0xcf8, 4));
    bench.ports.write(0xcf8, 2, 0);
    assertEquals(0x80fffffc, bench.ports.read(0xcf8, 4));
    bench.ports.write(0xcf8, 4, 0);
    assertEquals(-1, bench.ports.read(0xcfc, 4));
  }

  @Test
  void identitiesCannotBeWritten() {
    write(0, 4, 0);
    assertEquals(0x12378086, read(0, 4));
    write(0x3c, 1, 11);
    assertEquals(11, read(0x3c, 1));
  }

  @Test
  void theAttributeMapSaysWhereRamIs() {
    write(0x59, 1, 0x30);
    assertEquals(List.of("0rw"), attributes);
    attributes.clear();
    write(0x5a, 1, 0x21);
    assertEquals(List.of("0rw", "1r", "2w"), attributes);
    attributes.clear();
    write(0x5f, 1, 0x12);
    assertEquals(List.of("0rw", "1r", "2w", "11w", "12r"), attributes);
  }

  @Test
  void theExpansionRomAppearsWhereItIsPut() {
    write(VIDEO + 0x30, 4, -1);
    assertEquals(0xffff8001, read(VIDEO + 0x30, 4));
    write(VIDEO + 0x30, 4, 0xfeb00001);
    assertEquals(0x55, memory.read8(0xfeb00000));
    write(VIDEO + 0x30, 4, 0xfeb00000);
    assertEquals(0xff, memory.read8(0xfeb00000));
  }

  @Test
  void theStateIsSaved() {
    write(0x59, 1, 0x30);
    write(VIDEO + 0x30, 4, 0xfeb00001);
    byte[] saved = bench.save(pci);
    write(0x59, 1, 0);
    write(VIDEO + 0x30, 4, 0);
    attributes.clear();
    bench.load(saved, pci);
    assertEquals(List.of("0rw"), attributes);
    assertEquals(0x55, memory.read8(0xfeb00000));
    assertEquals(0x30, read(0x59, 1));
  }
}
