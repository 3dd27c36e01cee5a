package cloister.device.pic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.device.Workbench;
import cloister.event.Event;
import cloister.event.EventSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PicTest {
  private static final int EOI = 0x20;

  private final Workbench bench = new Workbench();
  private final List<String> events = new ArrayList<>();
  private final Pic pic =
      new Pic(
          new EventSink() {
            @Override
            public boolean listening() {
              return true;
            }

            @Override
            public void accept(Event event) {
              events.add(event.name());
            }
          });

  @BeforeEach
  void initialize() {
    pic.connect(bench.ports);
    initialize(0x01);
  }

  private void initialize(int word4) {
    write(0x20, 0x11, 0x21, 0x08, 0x21, 0x04, 0x21, word4);
    write(0xa0, 0x11, 0xa1, 0x70, 0xa1, 0x02, 0xa1, word4);
  }

  private void write(int... portsAndValues) {
    for (int i = 0; i < portsAndValues.length; i += 2) {
      bench.out(portsAndValues[i], portsAndValues[i + 1]);
    }
  }

  private void pulse(int line) {
    pic.set(line, true);
    pic.set(line, false);
    pic.set(line, true);
  }

  @Test
  void aRequestBecomesItsVector() {
    pic.set(3, true);
    assertTrue(pic.raised());
    assertEquals(0x0b, pic.acknowledge());
    assertFalse(pic.raised());
  }

  @Test
  void theSlaveAnswersThroughTheCascade() {
    pic.set(10, true);
    assertEquals(0x72, pic.acknowledge());
    write(0x20, 0x0b, 0xa0, 0x0b);
    assertEquals(0x04, bench.in(0x20));
    assertEquals(0x04, bench.in(0xa0));
  }

  @Test
  void aLowerPriorityWaitsForTheEnd() {
    pic.set(1, true);
    pic.acknowledge();
    pic.set(5, true);
    assertFalse(pic.raised());
    pic.set(0, true);
    assertTrue(pic.raised());
    assertEquals(8, pic.acknowledge());
    bench.out(0x20, EOI);
    assertFalse(pic.raised());
    bench.out(0x20, EOI);
    assertEquals(0x0d, pic.acknowledge());
  }

  @Test
  void anEdgeAsksOnceAndALevelAsLongAsItIsHigh() {
    pic.set(5, true);
    pic.acknowledge();
    bench.out(0x20, EOI);
    assertFalse(pic.raised());
    pic.set(5, false);
    bench.out(0x4d0, 0x20);
    pic.set(5, true);
    pic.acknowledge();
    bench.out(0x20, EOI);
    assertTrue(pic.raised());
    pic.set(5, false);
    assertFalse(pic.raised());
  }

  @Test
  void linesOfTheBoardThatMustBeEdgesStaySo() {
    write(0x4d0, 0xff, 0x4d1, 0xff);
    assertEquals(0xf8, bench.in(0x4d0));
    assertEquals(0xde, bench.in(0x4d1));
  }

  @Test
  void itSaysBeforehandWhetherARisingLineWouldAsk() {
    assertTrue(pic.wouldAsk(0));
    assertFalse(pic.raised(), "nothing has risen");
    pic.set(0, true);
    pic.acknowledge();
    write(0x20, EOI);
    assertFalse(pic.wouldAsk(0), "it is high already");
    pic.set(0, false);
    assertTrue(pic.wouldAsk(0));
    write(0x21, 1);
    assertFalse(pic.wouldAsk(0), "it is masked");
  }

  @Test
  void aMaskedLineWaits() {
    bench.out(0x21, 0x08);
    pic.set(3, true);
    assertFalse(pic.raised());
    assertEquals(0x08, bench.in(0x20));
    bench.out(0x21, 0);
    assertTrue(pic.raised());
  }

  @Test
  void aRequestThatGoesAwayIsSpurious() {
    pic.set(3, true);
    pic.set(3, false);
    assertEquals(0x0f, pic.acknowledge());
    bench.out(0x20, 0x0b);
    assertEquals(0, bench.in(0x20));
    assertEquals("irq.acknowledge", events.getLast());
  }

  @Test
  void aSpecificEndNamesItsLine() {
    pic.set(2 + 8, true);
    pic.acknowledge();
    write(0xa0, 0x62, 0x20, 0x62, 0x20, 0x0b, 0xa0, 0x0b);
    assertEquals(0, bench.in(0x20) | bench.in(0xa0));
    assertEquals(List.of("irq.end", "irq.end"), events.subList(events.size() - 2, events.size()));
  }

  @Test
  void rotationGivesTheServedLineTheLowestPriority() {
    pic.set(0, true);
    pic.acknowledge();
    bench.out(0x20, 0xa0);
    pulse(0);
    pulse(1);
    assertEquals(9, pic.acknowledge());
    bench.out(0x20, EOI);
    assertEquals(8, pic.acknowledge());
  }

  @Test
  void prioritiesCanBeSet() {
    bench.out(0x20, 0xc0 | 4);
    pulse(3);
    pulse(5);
    assertEquals(0x0d, pic.acknowledge());
  }

  @Test
  void automaticEndLeavesNothingInService() {
    initialize(0x03);
    pulse(1);
    pic.acknowledge();
    pulse(5);
    assertTrue(pic.raised());
    bench.out(0x20, 0x0b);
    assertEquals(0, bench.in(0x20));
  }

  @Test
  void theSpecialMaskLetsLowerPrioritiesThrough() {
    pulse(1);
    pic.acknowledge();
    pulse(5);
    write(0x21, 0x02, 0x20, 0x68);
    assertTrue(pic.raised());
    assertEquals(0x0d, pic.acknowledge());
  }

  @Test
  void aPollAcknowledges() {
    pulse(6);
    bench.out(0x20, 0x0c);
    assertEquals(0x86, bench.in(0x20));
    bench.out(0x20, 0x0b);
    assertEquals(0x40, bench.in(0x20));
  }

  @Test
  void theRiseOfTheOutputIsReported() {
    List<String> rises = new ArrayList<>();
    pic.onRise(() -> rises.add("rise"));
    pic.set(4, true);
    pic.set(5, true);
    assertEquals(List.of("rise"), rises);
  }

  @Test
  void theStateIsSaved() {
    pic.set(1, true);
    pic.acknowledge();
    pic.set(12, true);
    byte[] state = bench.save(pic);
    write(0x20, EOI, 0x21, 0xff, 0x20, 0x11);
    bench.load(state, pic);
    assertFalse(pic.raised());
    bench.out(0x20, EOI);
    assertEquals(0x74, pic.acknowledge());
  }

  @Test
  void theSlaveAsksAgainAfterAnAcknowledgeThatEndsByItself() {
    initialize(0x03);
    pic.set(10, true);
    pic.set(11, true);
    assertEquals(0x72, pic.acknowledge());
    assertTrue(pic.raised());
    assertEquals(0x73, pic.acknowledge());
    assertFalse(pic.raised());
  }

  @Test
  void anUnnamedEndPassesOverMaskedLinesInSpecialMaskMode() {
    pic.set(1, true);
    pic.acknowledge();
    write(0x20, 0x68, 0x21, 0x02);
    pic.set(4, true);
    assertEquals(0x0c, pic.acknowledge());
    write(0x20, EOI, 0x20, 0x0b);
    assertEquals(0x02, bench.in(0x20));
  }

  @Test
  void aHighLineAsksAsSoonAsItIsALevel() {
    pic.set(5, true);
    pic.acknowledge();
    write(0x20, EOI);
    assertFalse(pic.raised());
    write(0x4d0, 0x20);
    assertTrue(pic.raised());
    write(0x20, 0x19, 0x21, 0x08, 0x21, 0x04, 0x21, 0x01);
    assertTrue(pic.raised());
    assertEquals(0x0d, pic.acknowledge());
  }
}
