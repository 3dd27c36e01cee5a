package cloister.cli;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.cpu.decode.OpcodeTable;
import cloister.device.ide.Medium;
import cloister.machine.PcParts;
import cloister.machine.RomImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to measure with. It is a ROM for any PC, or a disk that our BIOS boots there; it
 * computes its result again and again and each time sends it out at the serial line. A wrong result
 * is no measurement.
 *
 * @param expected the result
 */
record Workload(String name, int expected, boolean bootsFromDisk) {
  static final List<Workload> ALL =
      List.of(
          new Workload("sieve", 9592),
          new Workload("memcpy", 134_225_920),
          new Workload("calls", 75_025),
          new Workload("crc", 0x9c18_6d14),
          new Workload("sort", 1000),
          new Workload("faults", 2_144_000),
          new Workload("gates", 200_000),
          new Workload("ports", 76_500_000),
          new Workload("boot", 0xe7ff_e000, true),
          new Workload("kernel", 0x1b4d_c692, true));

  static final int MEBIBYTES = 4;
  private static final int ROM_BYTES = 1 << 16;

  Workload(String name, int expected) {
    this(name, expected, false);
  }

  /** The same bytes for every PC: the program in front, what starts it at the end; or the BIOS. */
  byte[] rom(OpcodeTable opcodes) {
    if (bootsFromDisk) {
      return bytes("/cloister/bios/bios.bin");
    }
    byte[] program = assemble(opcodes, name + ".asm");
    byte[] start = assemble(opcodes, "rom.asm");
    byte[] rom = new byte[ROM_BYTES];
    System.arraycopy(program, 0, rom, 0, program.length);
    System.arraycopy(start, 0, rom, ROM_BYTES - start.length, start.length);
    return rom;
  }

  /** The disk of a program that is booted. */
  Optional<byte[]> disk(OpcodeTable opcodes) {
    return bootsFromDisk ? Optional.of(assemble(opcodes, name + ".asm")) : Optional.empty();
  }

  /** A PC with this ROM, and the disk if there is one. */
  PcParts parts(OpcodeTable opcodes) {
    return new PcParts(
        MEBIBYTES << 20,
        List.of(RomImage.bios(rom(opcodes))),
        disk(opcodes).stream().map(Workload::medium).toList(),
        Optional.empty(),
        PcParts.DEFAULT_START_SECONDS,
        PcParts.DEFAULT_TICKS_PER_SECOND);
  }

  /** Refuses a result, as the program sends it. */
  void check(String result) throws CommandFailure {
    if (!result.equals("%08x".formatted(expected))) {
      throw new CommandFailure(name + " came to " + result + ", which is wrong");
    }
  }

  private static byte[] assemble(OpcodeTable opcodes, String file) {
    Assembly assembly =
        new Assembler(opcodes, include -> Optional.of(read(include)), Map.of())
            .assemble(file, read(file));
    if (!assembly.succeeded()) {
      throw new IllegalStateException(file + ": " + assembly.errors());
    }
    return assembly.image();
  }

  private static Medium medium(byte[] content) {
    return new Medium() {
      @Override
      public int sectors() {
        return content.length / SECTOR_BYTES;
      }

      @Override
      public void read(int sector, byte[] into, int at) {
        System.arraycopy(content, sector * SECTOR_BYTES, into, at, SECTOR_BYTES);
      }
    };
  }

  private static String read(String file) {
    return new String(bytes("/bench/" + file), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = Workload.class.getResourceAsStream(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
