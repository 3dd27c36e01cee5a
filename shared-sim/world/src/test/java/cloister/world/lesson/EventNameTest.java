package cloister.world.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.event.Rule;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @CsvSource({
    "call.inner:80:4, true",
    "call.inner::4, true",
    "call.inner:80:1, false",
    "call.inner:30:4, false",
    "call.inner:80:, false",
  })
  void numberOfASystemCallIsPartOfTheName(String name, boolean matches) {
    assertEquals(matches, new EventName(name).matches(new Event.InnerRingCalled(0x80, 4)));
  }

  @ParameterizedTest
  @CsvSource({
    "page.translate:400000, true",
    "page.translate:400000:8000, true",
    "page.translate:400000:9000, false",
    "page.translate::8000, true",
  })
  void frameOfATranslationIsPartOfTheName(String name, boolean matches) {
    Event translated =
        new Event.PageTranslated(0x400123, 0x8123, 0x20004, 0x21007, 0x21000, 0x8067, 0x46, false);
    assertEquals(matches, new EventName(name).matches(translated));
  }

  @ParameterizedTest
  @CsvSource({"port.out:E9:68, true", "port.out::68, true", "port.out:E9:69, false"})
  void valueAtAPortIsPartOfTheName(String name, boolean matches) {
    assertEquals(matches, new EventName(name).matches(new Event.PortWritten(0xe9, 1, 'h')));
  }

  @ParameterizedTest
  @CsvSource({
    "fault.PF:5:7C00, true",
    "fault.PF::7C00, true",
    "fault::7C00, true",
    "fault.PF:4:7C00, false",
    "fault.PF::7C01, false",
  })
  void addressOfAPageFaultIsPartOfTheName(String name, boolean matches) {
    Rule rule = Rule.PAGE_SUPERVISOR_ONLY;
    Event fault = new Event.FaultRaised(Exceptions.PF, 5, 0x100010, rule, 0x7c00, 0, 0);
    assertEquals(matches, new EventName(name).matches(fault));
  }

  @Test
  void otherFaultsHaveNoAddress() {
    assertFalse(new EventName("fault.GP::3").matches(CLOSED_GATE));
  }
}
