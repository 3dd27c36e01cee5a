package cloister.lessons;

import static cloister.lessons.CRun.with;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.codec.Json;
import cloister.world.Probe;
import cloister.world.World;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lesson says of its frames and its long name. */
final class StackLessonTest {
  private static final String LESSON = "stack";

  @ParameterizedTest
  @CsvSource({"7, 7", "8, 4", "9, 5", "2147483647, 7"})
  void recursionIsAsDeepAsTheSeedSays(int seed, int deep) throws Exception {
    World world = CRun.world(LESSON, seed, UnaryOperator.identity());
    Optional<Json> one = Optional.of(Json.of(1));
    world.run(world.room(), () -> one.equals(Probe.read(world, "frame.value.n")));
    assertEquals(Optional.of(Json.of(deep + 1)), Probe.read(world, "frame.depth"));
  }

  @Test
  void eachCallTakesSixteenBytes() throws Exception {
    World world = CRun.world(LESSON, 7, UnaryOperator.identity());
    int factorial = world.symbol("factorial").orElseThrow();
    int first = stackAt(world, factorial);
    assertEquals(16, first - stackAt(world, factorial));
  }

  @Test
  void longNameReturnsToItsOwnLetters() throws Exception {
    CRun run = CRun.of(LESSON, UnaryOperator.identity());
    assertEquals(List.of("PF 4 676E6F4C"), run.faults());
  }

  @Test
  void oneLetterLeadsToTheFunctionThatNobodyCalls() throws Exception {
    CRun run =
        CRun.of(
            LESSON, with("program.c", text -> text.replace("Annabel the Long", "Annabel the P")));
    assertEquals("Nobody has called me.", run.console().lines().toList().get(3));
  }

  private static int stackAt(World world, int address) {
    world.run(world.room(), () -> world.machine().cpu().eip() == address);
    return world.machine().cpu().general[4];
  }
}
