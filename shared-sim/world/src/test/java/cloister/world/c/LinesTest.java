package cloister.world.c;

import static cloister.world.c.CWorld.TOOLS;
import static cloister.world.c.CWorld.frames;
import static cloister.world.c.CWorld.line;
import static cloister.world.c.CWorld.walk;
import static cloister.world.c.CWorld.world;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Language.LineMove;
import cloister.world.World;
import cloister.world.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Walks by lines that are long, short, or in another file. */
class LinesTest {
  /** Past the steps that a timeline records one by one. */
  @Test
  void stopsAtTheNextLineHoweverLongTheLineBeforeWas() {
    World world =
        world(
            """
            int t;
            int main(void) {
              int i = 20000;
              while (i--) ;
              t = 3;
              return t;
            }
            """);
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      walk(world, i == 0 ? LineMove.INTO : LineMove.OVER);
      lines.add(line(world));
    }
    assertEquals(List.of(3, 4, 5, 6), lines);
    assertTrue(world.step() > Timeline.FINE_STEPS);
  }

  @Test
  void goesIntoFunctionsThatAreOnOneLine() {
    World world =
        world(
            """
            int sq(int x) { return x * x; }
            int main(void) {
              int a = sq(3);
              return a;
            }
            """);
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      walk(world, LineMove.INTO);
      lines.add(line(world));
    }
    assertEquals(List.of(3, 1, 4), lines);
  }

  @Test
  void goesIntoAMainThatIsOnOneLine() {
    World world = world("int main(void) { int a = 3; return a; }\n");
    walk(world, LineMove.INTO);
    assertFalse(world.stopped());
    assertEquals(1, line(world));
    assertTrue(frames(world).write().contains("\"name\":\"a\""), frames(world).write());
  }

  /** They would be taken for lines of this file. */
  @Test
  void linesOfAnotherFileAreNotShown() {
    World world =
        world(
            """
            int main(void) {
              int a = 3;
            #line 1 "other.c"
              a++;
            #line 6 "program.c"
              return a;
            }
            """);
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      walk(world, LineMove.INTO);
      lines.add(line(world));
    }
    assertEquals(List.of(2, 6), lines);
  }

  @Test
  void goesBackOverALineThatTookLong() throws InvalidInput {
    World world =
        world(
            """
            void f(void) {
              int i = 100000;
              while (i--) ;
            }
            int main(void) {
              f();
              return 3;
            }
            """);
    walk(world, LineMove.INTO);
    walk(world, LineMove.OVER);
    assertEquals(7, line(world));
    world.apply(new Command.Seek(TOOLS.c().orElseThrow().previousLine(world)));
    assertEquals(6, line(world));
  }
}
