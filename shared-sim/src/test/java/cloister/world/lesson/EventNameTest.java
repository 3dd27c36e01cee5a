package cloister.world.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.event.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventNameTest {
  private static final Event CLOSED_GATE =
      new Event.FaultRaised(Exceptions.GP, 0x182, 0x20017, Rule.GATE_DPL_FOR_INTERRUPT, 3, 0, 0);

  @ParameterizedTest
  @CsvSource({
    "fault.GP, true",
    "fault, true",
    "fault.*, true",
    "fault.GP:182, true",
    "fault.GP:0x182, false",
    "fault:182, true",
    "fault.GP:38, false",
    "fault.GP:, false",
    "fault.UD, false",
    "fault.UD:182, false",
    "fault.G, false",
    "gate, false",
  })
  void nameMatchesItsEvents(String name, boolean matches) {
    assertEquals(matches, new EventName(name).matches(CLOSED_GATE));
  }

  @ParameterizedTest
  @CsvSource({"port.out:E9, true", "port.out:e9, true", "port.out:60, false"})
  void portIsPartOfTheName(String name, boolean matches) {
    assertEquals(matches, new EventName(name).matches(new Event.PortWritten(0xe9, 1, 'h')));
  }
}
