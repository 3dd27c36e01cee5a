package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LessonProofTest {
  @TempDir Path folder;
  private SmallCourse course;

  @BeforeEach
  void writeCourse() throws IOException {
    course = new SmallCourse(folder);
  }

  @Test
  void soundLessonIsProved() throws Exception {
    assertEquals(List.of(), failures());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "solution.scn     | answer guess b                     | the solution does not pass last",
        "solution.scn     | answer guess a;answer guess b      | does not pass guess at the first"
            + " try",
        "solution.scn     | run 1;answer guess b;answer last x | guess: par is less than the"
            + " solution's 2",
        "wrong/first.scn  | # fails: guess;answer guess b      | first.scn passes guess",
        "wrong/first.scn  | # fails: last;answer guess a       | first.scn fails at guess already",
        "wrong/first.scn  | answer guess a                     | does not say which task it fails",
        "wrong/first.scn  | # fails: gues;answer guess a       | does not say which task it fails",
        "wrong/first.scn  | answer gues a                      | error.task.unknown",
        "start.scn        | model ring;file boot.asm           | the lesson says another model",
        "start.scn        | model rings;file boot.asm;answer guess b | the start passes guess",
        "boot.asm         | mov eax                            | boot.asm does not assemble",
      })
  void brokenLessonIsNotProved(String file, String text, String failure) throws Exception {
    course.write("part/one/" + file, text.replace(';', '\n') + "\n");
    List<String> failures = failures();
    assertTrue(failures.stream().anyMatch(each -> each.contains(failure)), failures.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Look at `CPL`.      | Say answer guess b. | a hint holds the solution's answer guess b",
        "correct: b          | correkt: b          | lesson.md:15: tasks[0].check.answer.correct",
        "type: choice, one: [a | type: choose, one: [a | lesson.md:15: tasks[0].check.answer.type",
        "hints: [{ text: Think. }] | hints: []     | third.scn: no hint of last fits",
        "Think. }            | Think., when: { state: { cpu.cpl: 3 } } } | no hint of last fits",
        "Think. }            | Think., when: { state: { cpu.ring: 3 } } } |"
            + " hints[0].when.state.cpu.ring",
      })
  void brokenFrontMatterIsNotProved(String from, String to, String failure) throws Exception {
    course.edit(from, to);
    List<String> failures = failures();
    assertTrue(failures.stream().anyMatch(each -> each.contains(failure)), failures.toString());
  }

  @Test
  void linesOfTheSolutionsProgramStayOutOfHints() throws Exception {
    course.edit("Look at `CPL`.", "Write `mov  ecx, 0x77` there.");
    course.write(
        "part/one/solution.scn",
        "load boot.asm <<END\n"
            + "org 0x7C00\n"
            + "  mov ecx,  0x77\n"
            + "hlt\n"
            + "END\n"
            + "answer guess b\n"
            + "answer last x\n");
    assertTrue(
        failures().contains("guess: a hint holds the solution's mov ecx, 0x77"),
        failures().toString());
  }

  @Test
  void threeWrongLogsAreNeeded() throws Exception {
    Files.delete(folder.resolve("part/one/wrong/first.scn"));
    assertEquals(List.of("at least 3 wrong logs are needed"), failures());
  }

  @Test
  void budgetHolds() throws Exception {
    course.write("part/one/start.scn", "model rings\nmemory 0x100000\nbudget 5\nfile boot.asm\n");
    course.write("part/one/boot.asm", "org 0x7C00\nagain: jmp again\n");
    course.write("part/one/solution.scn", "run 5\nseek 0\nrun 5\nanswer guess b\nanswer last x\n");
    assertTrue(
        failures().contains("the solution takes more steps than the budget allows"),
        failures().toString());
  }

  @Test
  void reportNamesEveryLesson() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertTrue(LessonTest.run(folder, List.of(), print));
    assertEquals("part/one: proved", out.toString(StandardCharsets.UTF_8).strip());
    course.write("part/one/solution.scn", "answer guess b\n");
    assertFalse(LessonTest.run(folder, List.of("part/one"), print));
  }

  private List<String> failures() throws Exception {
    return LessonTest.prove(Course.read(folder), "part/one");
  }
}
