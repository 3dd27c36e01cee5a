package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.core.Tally;
import cloister.cpu.translate.Host;
import cloister.cpu.translate.HotCode;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.event.Witness;
import cloister.machine.Bare;
import cloister.machine.Computer;
import cloister.machine.Digest;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import cloister.machine.RomImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Two machines of the same kind, the second of which translates: they must always agree. The first
 * is watched, so that it takes every way with all its checks.
 */
final class Twins {
  private static final int MEMORY = 1 << 20;
  private static final int PROGRAMS = 60;

  private final Computer interpreted;
  private final Computer translated;
  private final HotCode hot;
  private final List<Event> expectedEvents = new ArrayList<>();
  private final List<Event> actualEvents = new ArrayList<>();
  private int events;

  Twins(Supplier<Computer> kind, Host host) {
    interpreted = kind.get();
    translated = kind.get();
    interpreted.cpu().setWitness(new Witness() {});
    hot = translated.cpu().translateWith(host);
  }

  /** All but what a program does before it is translated. */
  static void assertNearlyAllIsTranslated(String program) {
    byte[] rom = RandomRom.of(RandomRom.Ground.FLAT, program);
    Twins twins = of(MEMORY, rom, new EagerHost());
    int done = twins.run(1_000_000, "");
    int translated = twins.translatedInstructions();
    assertTrue(done - translated < 10_000, translated + " of " + done + " translated");
  }

  /** Where random programs begin; the environment may say so. */
  static long firstSeed() {
    return setting("CLOISTER_FUZZ_SEED", 1);
  }

  /** How many of them; the environment may ask for more, but few say nothing. */
  static long programs() {
    return Math.max(PROGRAMS, setting("CLOISTER_FUZZ_PROGRAMS", PROGRAMS));
  }

  private static long setting(String name, long otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : Long.parseLong(value);
  }

  /** A bare board with this ROM. */
  static Twins of(int memoryBytes, byte[] rom, Host host) {
    return new Twins(() -> bare(memoryBytes, rom), host);
  }

  static Bare bare(int memoryBytes, byte[] rom) {
    return new Bare(memoryBytes, List.of(RomImage.bios(rom)), value -> {});
  }

  /** A PC with this ROM. */
  static Pc pc(byte[] rom) {
    PcParts parts =
        new PcParts(
            MEMORY,
            List.of(RomImage.bios(rom)),
            List.of(),
            Optional.empty(),
            PcParts.DEFAULT_START_SECONDS,
            PcParts.DEFAULT_TICKS_PER_SECOND);
    return new Pc(parts, value -> {});
  }

  /** From now on what they report is compared, too. */
  void listen() {
    interpreted.cpu().setEventSink(new Recorder(expectedEvents));
    translated.cpu().setEventSink(new Recorder(actualEvents));
  }

  private record Recorder(List<Event> events) implements EventSink {
    @Override
    public boolean listening() {
      return true;
    }

    @Override
    public void accept(Event event) {
      events.add(event);
    }
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
    assertEquals(expectedEvents, actualEvents, where);
    events += expectedEvents.size();
    expectedEvents.clear();
    actualEvents.clear();
    return done;
  }

  boolean stopped() {
    return interpreted.stopped();
  }

  /** A general register, by its number. */
  int register(int number) {
    return interpreted.cpu().general[number];
  }

  /** A doubleword of memory. */
  int word(int address) {
    return interpreted.memory().read32(address);
  }

  /** How many events have been compared. */
  int events() {
    return events;
  }

  /** How many instructions translated code did. */
  int translatedInstructions() {
    return hot.retired();
  }

  /** What the one that translates has passed. */
  Tally tally() {
    return translated.cpu().tally;
  }

  void raiseNmi() {
    interpreted.cpu().raiseNmi();
    translated.cpu().raiseNmi();
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
