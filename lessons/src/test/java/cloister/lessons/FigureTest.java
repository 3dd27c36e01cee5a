package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.world.Scenario;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures show what the machine of the first ring lesson does, and follow when it is changed. */
class FigureTest {
  private static Scenario scenario() throws Exception {
    return LessonSource.read(Path.of("course/rings/wall-and-gate")).scenario();
  }

  private static Json figure(String mode, String... arguments) throws Exception {
    Map<String, String> named = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      named.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return Figure.of("lesson.md", scenario(), new Block.Sim(mode, named, "text", ""));
  }

  @Test
  void aPictureIsTakenAtItsEvent() throws Exception {
    assertEquals(
        "{\"columns\":[\"\"],\"rows\":["
            + "{\"label\":\"CPL\",\"cells\":[\"3\"],\"differ\":false},"
            + "{\"label\":\"exception\",\"cells\":[\"GP\"],\"differ\":false},"
            + "{\"label\":\"error code\",\"cells\":[\"0x00000000\"],\"differ\":false}]}",
        figure("show", "at=fault.GP", "rows=cpu.cpl,step.fault,step.error").write());
  }

  @Test
  void aComparisonSetsTwoRunsSideBySide() throws Exception {
    Json figure =
        figure(
            "compare",
            "from=try_cli",
            "first=none",
            "second=flags.iopl:3",
            "until=ask_kernel",
            "rows=refused,flags.if,cpu.cpl");
    assertEquals(
        "{\"columns\":[\"as it is\",\"IOPL = 3\"],\"rows\":["
            + "{\"label\":\"refused\",\"cells\":[\"cli; hlt; mov cr0, eax; in al, 0x60\","
            + "\"hlt; mov cr0, eax\"],\"differ\":true},"
            + "{\"label\":\"IF\",\"cells\":[\"1\",\"0\"],\"differ\":true},"
            + "{\"label\":\"CPL\",\"cells\":[\"3\",\"3\"],\"differ\":false}]}",
        figure.write());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "show    | at=task.switch                          | the machine never comes to"
            + " task.switch",
        "show    | rows=cpu.cpl                            | sim, at: it is missing",
        "show    | at=fault.GP;rows=cpu.colour             | cpu.colour is nothing that can be"
            + " read",
        "compare | from=nowhere;first=none;second=none     | sim, from: no program has nowhere",
        "compare | from=try_cli;first=flags.iopl;second=none | flags.iopl is not PATH:VALUE",
        "compare | from=try_cli;second=none                | sim, first: it is missing",
      })
  void mistakesSayWhatIsWrong(String mode, String arguments, String message) {
    LessonException error =
        assertThrows(LessonException.class, () -> figure(mode, arguments.split(";")));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void aRetiredLessonIsOpenedAndNotListed() throws Exception {
    Course course = Course.read(Path.of("course"));
    Course.Retired retired =
        new Course.Retired("rings/wall-and-gate", List.of("rings/timer", "rings/pages"));
    Course changed =
        new Course(
            course.root(),
            course.title(),
            List.of(
                new Course.Part(
                    "rings", "Rings", "A wall.", List.of("rings/timer", "rings/pages"))),
            List.of(retired),
            course.glossary());
    assertEquals(List.of("rings/timer", "rings/pages"), changed.lessonIds());
    assertEquals(List.of("rings/timer", "rings/pages", "rings/wall-and-gate"), changed.allIds());
    assertEquals(1, changed.position("rings/wall-and-gate")[1]);
    assertEquals(
        "[\"rings/timer\",\"rings/pages\"]",
        LessonCompiler.bundle(changed, "rings/wall-and-gate").get("became").write());
  }
}
