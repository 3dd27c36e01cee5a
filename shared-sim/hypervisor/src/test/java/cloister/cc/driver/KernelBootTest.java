package cloister.cc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.ByteSink;
import cloister.cc.report.Diagnostics;
import cloister.cpu.decode.OpcodeTable;
import cloister.device.ide.Medium;
import cloister.hypervisor.TranslatedPc;
import cloister.hypervisor.VirtualPc;
import cloister.machine.Computer;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import cloister.machine.RomImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kernels that are ours from the boot sector on: preprocessed, compiled, assembled, linked, run.
 */
class KernelBootTest {
  private static final String KERNELS = "../toolchain/src/test/c/kernels/";
  private static final int KERNEL_SECTOR = 16;
  private static final int MOST_STEPS = 20_000_000;

  /** A disk with its bytes in memory. */
  private record Image(byte[] bytes) implements Medium {
    @Override
    public int sectors() {
      return bytes.length / SECTOR_BYTES;
    }

    @Override
    public void read(int sector, byte[] into, int at) {
      System.arraycopy(bytes, sector * SECTOR_BYTES, into, at, SECTOR_BYTES);
    }
  }

  private static byte[] build(String optimize, String kernel, String... sources) throws Exception {
    List<String> words = new ArrayList<>(List.of(optimize, "-nostdlib", "-ffreestanding"));
    words.addAll(List.of("-T", KERNELS + kernel + "/" + kernel + ".ld"));
    for (String source : sources) {
      words.add(KERNELS + kernel + "/" + source);
    }
    Diagnostics diagnostics = new Diagnostics();
    Driver driver = new Driver(new OpcodeTable(), Sysroot.empty(), new FolderFiles(), diagnostics);
    List<Output> outputs = driver.run(Arguments.read(words));
    assertEquals(List.of(), diagnostics.all());
    return outputs.getFirst().bytes();
  }

  private static byte[] disk(String optimize, String kernel) throws Exception {
    byte[] loader = build(optimize, "loader", "boot.S", "load.c");
    byte[] program = build(optimize, kernel, "entry.S", "main.c");
    assertTrue(loader.length <= KERNEL_SECTOR * Medium.SECTOR_BYTES);
    int start = KERNEL_SECTOR * Medium.SECTOR_BYTES;
    int sectors = KERNEL_SECTOR + program.length / Medium.SECTOR_BYTES + 9;
    byte[] disk = Arrays.copyOf(loader, sectors * Medium.SECTOR_BYTES);
    System.arraycopy(program, 0, disk, start, program.length);
    return disk;
  }

  private static byte[] image(String name) throws IOException {
    try (InputStream in = KernelBootTest.class.getResourceAsStream("/cloister/bios/" + name)) {
      return in.readAllBytes();
    }
  }

  /** A PC of the kernel's own, or the guest of a hypervisor. */
  private enum Way {
    BARE,
    VT_X,
    TRANSLATED
  }

  private static String serial(byte[] disk) throws IOException {
    return serial(disk, Way.BARE);
  }

  private static String serial(byte[] disk, Way way) throws IOException {
    StringBuilder serial = new StringBuilder();
    PcParts parts =
        new PcParts(
            8 << 20,
            List.of(RomImage.bios(image("bios.bin"))),
            List.of(new Image(disk)),
            Optional.empty(),
            PcParts.DEFAULT_START_SECONDS,
            PcParts.DEFAULT_TICKS_PER_SECOND);
    ByteSink line = value -> serial.append((char) value);
    Computer pc =
        switch (way) {
          case BARE -> new Pc(parts, line);
          case VT_X -> new VirtualPc(parts, image("pc-vmx.bin"), line);
          case TRANSLATED -> new TranslatedPc(parts, image("pc-translation.bin"), line);
        };
    int steps = 0;
    while (steps < MOST_STEPS && serial.indexOf("done\n") < 0) {
      steps += Math.max(1, pc.run(100_000));
    }
    return serial.toString();
  }

  @Test
  void aKernelIsNoneTheWiserAsAGuest() throws Exception {
    byte[] disk = disk("-O1", "high");
    String bare = serial(disk, Way.BARE);
    assertTrue(bare.endsWith("done\n"), bare);
    assertEquals(bare, serial(disk, Way.VT_X));
    assertEquals(bare, serial(disk, Way.TRANSLATED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-O0", "-O1", "-O2"})
  void aKernelAtOneMegabytePrintsWhereItIs(String optimize) throws Exception {
    assertEquals(
        """
        low kernel
        start 00100000
        order 00000123
        stack 00102000
        zeros 00000001
        answer 0000002a
        pages 00000001
        bss 00000001
        done
        """,
        serial(disk(optimize, "low")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-O0", "-O1", "-O2"})
  void aKernelInTheUpperHalfTurnsPagingOn(String optimize) throws Exception {
    assertEquals(
        """
        high kernel
        upper 1
        page 0
        order 1
        load 1048576
        even 5
        odd 4
        done
        """,
        serial(disk(optimize, "high")));
  }
}
