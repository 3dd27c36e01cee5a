package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cpu.translate.Host;
import cloister.cpu.translate.HotCode;
import cloister.machine.Bare;
import cloister.machine.Digest;
import cloister.machine.RomImage;
import java.util.List;
import java.util.function.Consumer;

/** Two machines with the same ROM, the second of which translates: they must always agree. */
final class Twins {
  private final Bare interpreted;
  private final Bare translated;
  private final HotCode hot;

  Twins(int memoryBytes, byte[] rom, Host host) {
    interpreted = new Bare(memoryBytes, List.of(RomImage.bios(rom)), value -> {});
    translated = new Bare(memoryBytes, List.of(RomImage.bios(rom)), value -> {});
    hot = translated.cpu().translateWith(host);
  }

  /** Does something to both. */
  void prepare(Consumer<Bare> preparation) {
    preparation.accept(interpreted);
    preparation.accept(translated);
  }

  /**
   * Runs both.
   *
   * @param where for the message when they differ
   * @return steps done
   */
  int run(int most, String where) {
    int done = interpreted.run(most);
    assertEquals(done, translated.run(most), where);
    assertEquals(
        Digest.of(interpreted, interpreted.memory()),
        Digest.of(translated, translated.memory()),
        () -> where + "\n" + difference());
    return done;
  }

  boolean stopped() {
    return interpreted.stopped();
  }

  /** How many instructions translated code did. */
  int translatedInstructions() {
    return hot.retired();
  }

  private String difference() {
    StringBuilder text = new StringBuilder();
    for (int register = 0; register < 8; register++) {
      int expected = interpreted.cpu().general[register];
      int actual = translated.cpu().general[register];
      text.append("%d: %08x %08x%n".formatted(register, expected, actual));
    }
    text.append("eip %08x %08x%n".formatted(interpreted.cpu().eip(), translated.cpu().eip()));
    text.append(
        "flags %08x %08x%n".formatted(interpreted.cpu().eflags(), translated.cpu().eflags()));
    text.append(
        "retired %d %d%n"
            .formatted(interpreted.cpu().instructionsLow(), translated.cpu().instructionsLow()));
    return text.toString();
  }
}
