package cloister.world.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.machine.Runner;
import cloister.world.timeline.Bands.Band;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandsTest {
  private static final Runner KERNEL = new Runner(0, 0);
  private static final Runner PROGRAM = new Runner(3, 1);

  private final Bands bands = new Bands();

  @Test
  void equalLevelsAreOneStretch() {
    bands.begin(KERNEL);
    bands.level(3, KERNEL);
    bands.level(5, PROGRAM);
    bands.level(9, PROGRAM);
    assertEquals(List.of(new Band(0, 5, 0, 0), new Band(5, 12, 3, 1)), bands.until(12));
  }

  @Test
  void whatHasNoRoomIsForgottenFromTheBeginning() {
    alternate();
    List<Band> left = bands.until(Bands.CAPACITY + 1);
    assertEquals(Bands.CAPACITY - Bands.CAPACITY / 4 + 1, left.size());
    assertEquals(new Band(500, 501, 0, 0), left.getFirst());
    assertEquals(new Band(2000, 2001, 0, 0), left.getLast());
  }

  @Test
  void beforeAllThatIsKnownTheMachineTellsItsLevel() {
    alternate();
    bands.cut(100, PROGRAM);
    assertEquals(List.of(new Band(100, 101, 3, 1)), bands.until(101));
  }

  /** Another level at each step, one more than there is room for. */
  private void alternate() {
    bands.begin(KERNEL);
    for (int step = 1; step <= Bands.CAPACITY; step++) {
      bands.level(step, step % 2 == 0 ? KERNEL : PROGRAM);
    }
  }
}
