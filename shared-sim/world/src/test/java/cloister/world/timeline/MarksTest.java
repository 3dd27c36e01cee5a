package cloister.world.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Event;
import cloister.machine.Typed;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {
  private final Marks marks = new Marks();

  private void type(int step) {
    List<Event> events = List.of(new Typed(0, "x"));
    marks.add(new Moment(step, Moment.Kind.INSTRUCTION, 0, 32, 3, new byte[0], events));
  }

  @Test
  void theLatestAreKept() {
    for (int step = 0; step < Marks.CAPACITY; step++) {
      type(step);
    }
    assertFalse(marks.forgetful());
    type(Marks.CAPACITY);
    assertTrue(marks.forgetful());
    assertEquals(Marks.CAPACITY / 4, marks.all().getFirst().step());
    assertEquals(Marks.CAPACITY, marks.all().getLast().step());
    marks.cut(Marks.CAPACITY / 2);
    assertEquals(Marks.CAPACITY / 2, marks.all().getLast().step());
    marks.clear();
    assertFalse(marks.forgetful());
  }
}
