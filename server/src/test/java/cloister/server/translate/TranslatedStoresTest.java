package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.translate.Host;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores of regions that reach into decoded code by some of their bytes. */
class TranslatedStoresTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int STEPS = 40_000;

  /** The store goes to data, and now and then to an instruction at the beginning of a line. */
  private static final String PROGRAM =
      """
      program:
      mov ecx, 2000
      top:
      mov esi, 0x40000
      test ecx, 255
      jnz elsewhere
      mov esi, victim
      elsewhere:
      mov eax, ecx
      shr eax, 8
      STORE
      call victim
      dec ecx
      jnz top
      after_fault:
      hlt
      align 128
      times 128 db 0
      victim:
      mov edx, 0
      add edi, edx
      add edi, ebx
      ret
      """;

  /** Some bytes go before the code's first line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mov [esi + 1], al",
        "mov [esi + 1], eax",
        "shl eax, 24\nor eax, 0xBA0000\nmov [esi - 2], eax",
        "and eax, 1\nadd eax, 0xBA\nshl eax, 24\nmov [esi - 3], eax", // to EDX or to EBX
        "and eax, 1\nadd eax, 0xBA\nshl eax, 8\nmov [esi - 1], ax"
      })
  void storesIntoCodeAreSeen(String store) {
    String program = PROGRAM.replace("STORE", store);
    compare(program);
    compare(program.replace("program:\n", "program:\n" + RandomRom.PAGING));
  }

  private static void compare(String program) {
    byte[] rom = RandomRom.of(RandomRom.Ground.FLAT, program);
    for (Host host : List.of(new EagerHost(), new EagerModules())) {
      Twins twins = Twins.of(MEBIBYTE, rom, host);
      int done = 0;
      while (done < STEPS && !twins.stopped()) {
        done += twins.run(997, "after " + done + " steps");
      }
      assertTrue(twins.translatedInstructions() > STEPS / 10, "little is translated");
    }
  }
}
