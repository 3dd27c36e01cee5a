package cloister.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.device.Workbench;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockTest {
  private final Workbench bench = new Workbench();
  private final Clock clock = bench.clock;
  private final List<String> seen = new ArrayList<>();

  private Timer timer(String name) {
    return clock.timer(() -> seen.add(name + "@" + clock.now()));
  }

  @Test
  void timersActInTheOrderOfTheirTicksAndThenOfTheirAddition() {
    Timer first = timer("first");
    Timer second = timer("second");
    Timer third = timer("third");
    third.armAt(5);
    second.armAt(7);
    first.armAt(7);
    bench.pass(20);
    assertEquals(List.of("third@5", "first@7", "second@7"), seen);
  }

  @Test
  void aTimerActsOnceUnlessItIsSetAgain() {
    Timer timer = timer("once");
    timer.armIn(3);
    bench.pass(10);
    assertFalse(timer.isArmed());
    timer.armIn(3);
    timer.disarm();
    bench.pass(10);
    assertEquals(List.of("once@3"), seen);
  }

  @Test
  void aJumpOverIdleTimeEndsAtTheDeadline() {
    timer("late").armAt(1_000_000_000_000L);
    clock.skipToDeadline();
    clock.act();
    assertEquals(List.of("late@1000000000000"), seen);
    assertTrue(clock.isIdleForever());
  }

  @Test
  void anEarlierDeadlineThanAnnouncedIsReported() {
    Timer timer = timer("early");
    clock.onEarlierDeadline(() -> seen.add("earlier"));
    assertEquals(100, clock.ticksUntilDeadline(100));
    timer.armAt(100);
    assertEquals(List.of(), seen);
    timer.armAt(99);
    assertEquals(List.of("earlier"), seen);
  }

  @Test
  void theQueueIsSavedWithItsTicks() {
    Saveable nothing = new Nothing();
    timer("kept").armAt(40);
    bench.pass(10);
    byte[] state = bench.save(nothing);
    bench.pass(50);
    bench.load(state, nothing);
    bench.pass(50);
    assertEquals(List.of("kept@40", "kept@40"), seen);
  }

  private static final class Nothing implements Saveable {
    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
  }

  @Test
  void anOscillatorNeverLosesACycle() {
    Oscillator crystal = new Oscillator(clock, 1_193_182);
    for (long cycle = 1; cycle < 100_000; cycle += 997) {
      long tick = crystal.tickOf(cycle);
      assertTrue(tick * 1_193_182 / Workbench.TICKS_PER_SECOND >= cycle);
      assertTrue((tick - 1) * 1_193_182 / Workbench.TICKS_PER_SECOND < cycle);
    }
  }

  @Test
  void datesAreThoseOfTheCalendar() {
    assertEquals(new CivilTime(1970, 1, 1, 0, 0, 0), CivilTime.of(0));
    assertEquals(new CivilTime(2000, 2, 29, 23, 59, 59), CivilTime.of(951_868_799));
    assertEquals(new CivilTime(2026, 1, 1, 0, 0, 0), CivilTime.of(1_767_225_600));
    assertEquals(5, CivilTime.of(0).weekday());
    for (long day = -40_000; day < 60_000; day += 13) {
      java.time.LocalDate expected = java.time.LocalDate.ofEpochDay(day);
      CivilTime time = CivilTime.of(day * 86_400 + 3_723);
      assertEquals(
          new CivilTime(
              expected.getYear(), expected.getMonthValue(), expected.getDayOfMonth(), 1, 2, 3),
          time);
      assertEquals(day * 86_400 + 3_723, time.seconds());
      assertEquals(expected.getDayOfWeek().getValue() % 7 + 1, time.weekday());
    }
  }
}
