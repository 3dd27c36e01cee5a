package cloister.world;

import cloister.world.timeline.StepObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A kernel whose first task, with a 32-bit segment, calls a second one. */
public final class TwoTasks {
  private TwoTasks() {}

  public static Scenario scenario(boolean narrow) {
    String text = "%define NARROW " + (narrow ? 1 : 0) + "\n" + text();
    return new Scenario(
        Scenario.RINGS, 1 << 20, 0, List.of(new SourceFile("tasks.asm", text, true)), 100_000);
  }

  private static String text() {
    try (InputStream in = TwoTasks.class.getResourceAsStream("two-tasks.asm")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The world after the step that has switched. */
  public static World switched(boolean narrow) {
    World world = new World(Kernel.opcodes(), scenario(narrow));
    while (world.timeline().moment().events().stream()
        .noneMatch(event -> event.name().equals("task.switch"))) {
      if (world.run(1, StepObserver.NONE) == 0) {
        throw new AssertionError("no task was switched: " + world.step());
      }
    }
    return world;
  }
}
