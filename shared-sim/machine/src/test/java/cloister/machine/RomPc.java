package cloister.machine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.bus.ByteSink;
import cloister.cpu.decode.OpcodeTable;
import cloister.device.ide.Medium;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PC with 1 MiB whose ROM is a program, which begins at its label {@code start}. */
public final class RomPc {
  private static final String END =
      """

      times 0xfff0 - ($ - $$) db 0xf4
      jmp 0xf000:start
      times 0x10000 - ($ - $$) db 0
      """;

  private RomPc() {}

  static Pc of(String source, List<Medium> disks, ByteSink serial) {
    return new Pc(parts(source, disks), serial);
  }

  /** What such a PC is made of. */
  public static PcParts parts(String source, List<Medium> disks) {
    Assembly assembly =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of())
            .assemble("rom.asm", source + END);
    assertTrue(assembly.succeeded(), assembly.errors().toString());
    return new PcParts(
        1 << 20,
        List.of(new RomImage(0xf0000, assembly.image())),
        disks,
        Optional.empty(),
        PcParts.DEFAULT_START_SECONDS,
        PcParts.DEFAULT_TICKS_PER_SECOND);
  }

  static Pc of(String source) {
    return of(source, List.of(), _ -> {});
  }

  static void runToEnd(Pc pc) {
    while (!pc.stopped()) {
      pc.run(1 << 20);
    }
  }
}
