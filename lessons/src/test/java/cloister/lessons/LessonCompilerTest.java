package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LessonCompilerTest {
  @TempDir Path folder;
  private SmallCourse course;

  @BeforeEach
  void writeCourse() throws IOException {
    course = new SmallCourse(folder);
  }

  @Test
  void bundleHoldsTextTasksAndScenarioInOrder() throws Exception {
    Json.Obj bundle = LessonCompiler.bundle(Course.read(folder), "part/one");
    assertEquals("One", text(bundle.get("title")));
    assertEquals("part", text(bundle.get("part")));
    assertEquals("[1,1]", bundle.get("position").write());
    assertEquals(
        List.of("html", "sim", "task", "html", "quiz"),
        items(bundle.get("blocks")).stream().map(block -> text(block.get("kind"))).toList());
    assertEquals(
        "<p>A <a href=\"#word-ring\">ring</a> and <em>nothing</em> else.</p>",
        text(items(bundle.get("blocks")).get(0).get("html")));
    assertEquals(
        "{\"until\":\"ring.out\"}", items(bundle.get("blocks")).get(1).get("args").write());
    assertEquals("guess", text(items(bundle.get("blocks")).get(3).get("after")));
    assertTrue(bundle.get("scenario").write().contains("\"seed\":7"));
    assertTrue(bundle.get("scenario").write().contains("org 0x7C00"));
    assertEquals("[\"last\"]", bundle.get("quiz").write());
  }

  @Test
  void aFileThatTheLessonDoesNotHaveIsTakenFromThoseThatLessonsShare() throws Exception {
    course.write("lib/stop.inc", "hlt ; shared\n");
    course.write("lib/boot.asm", "org 0x7C00\n; not this one\n");
    course.write("part/one/boot.asm", "org 0x7C00\n%include \"stop.inc\"\n");
    course.write(
        "part/one/start.scn",
        "model rings\nmemory 0x100000\nfile boot.asm\nfile stop.inc read-only\n");
    String scenario =
        LessonCompiler.bundle(Course.read(folder), "part/one").get("scenario").write();
    assertTrue(scenario.contains("hlt ; shared"), scenario);
    assertFalse(scenario.contains("not this one"), scenario);
    assertEquals(List.of(), LessonTest.prove(Course.read(folder), "part/one"));
  }

  @Test
  void titlesAndHintsKeepTheirCode() throws Exception {
    Json.Obj task =
        items(LessonCompiler.bundle(Course.read(folder), "part/one").get("tasks")).get(0);
    assertEquals("Guess what `cli` does", text(task.get("title")));
    assertEquals("Look at `CPL`.", text(items(task.get("hints")).get(0).get("text")));
  }

  @Test
  void choicesHaveWordsInTheOrderOfTheCheck() throws Exception {
    Json.Obj task =
        items(LessonCompiler.bundle(Course.read(folder), "part/one").get("tasks")).get(0);
    assertEquals(
        "{\"type\":\"choice\",\"choices\":[{\"value\":\"a\",\"text\":\"it works\"},"
            + "{\"value\":\"b\",\"text\":\"it is refused\"}]}",
        task.get("ask").write());
  }

  @Test
  void aButtonMayWaitForATask() throws Exception {
    course.edit(
        "It is refused.\n", "It is refused.\n\n```sim run until=fault\nOn\n```\n\nSo it is.\n");
    List<Json.Obj> blocks =
        items(LessonCompiler.bundle(Course.read(folder), "part/one").get("blocks"));
    assertEquals(
        List.of("html", "sim", "html"),
        blocks.stream()
            .filter(block -> text(block.get("after")).equals("guess"))
            .map(block -> text(block.get("kind")))
            .toList());
  }

  @Test
  void solutionsStayOut() throws Exception {
    Path target = folder.resolve("target");
    course.write("part/one/solution.scn", "answer guess b\n# marker-of-the-solution\n");
    course.write("part/one/wrong/first.scn", "# fails: guess\n# marker-of-the-wrong-log\n");
    LessonCompiler.compile(folder, target);
    String bundle = Files.readString(target.resolve("lessons/part/one.json"));
    assertFalse(bundle.contains("marker"));
    try (var files = Files.walk(target)) {
      assertEquals(3, files.filter(Files::isRegularFile).count());
    }
  }

  @Test
  void indexListsPartsAndLessons() throws Exception {
    Path target = folder.resolve("target");
    LessonCompiler.compile(folder, target);
    Json index = JsonParser.parse(Files.readString(target.resolve("lessons/index.json")));
    assertTrue(index.write().contains("\"id\":\"part/one\""));
    assertTrue(index.write().contains("{\"id\":\"guess\",\"title\":\"Guess what `cli` does\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minutes: 1          | minute: 1            | lesson.md:2: minutes: is missing",
        "difficulty: easy    | difficulty: trivial  | lesson.md:10: difficulty: is not one of",
        "needs: [guess]      | need: [guess]        | lesson.md:22: tasks[1].need: unknown key",
        "needs: [guess]      | needs: [last]        | lesson.md:22: tasks[1].needs: no earlier"
            + " task",
        "concepts: [ring]    | concepts: [gate]     | lesson.md:8: concepts: the text never links",
        "id: part/one        | id: part/two         | lesson.md:3: id: the lesson lies in",
        "glossary:ring       | glossary:wall        | the glossary has no wall",
        "glossary:ring       | http://example.org/  | lesson.md:30: a link leads to glossary:ID",
        "*nothing* else.     | <b>nothing</b> else. | lesson.md:30: a lesson holds no HTML",
        "*nothing* else.     | ![plan](plan.png)    | lesson.md:30: a picture is made by the"
            + " machine",
        ":::task guess       | :::task guest        | no task, or a second place, for :::task"
            + " guest",
        ":::task guess       | :::tusk guess        | lesson.md:36: :::task ID",
        ":::after guess      | :::after last        | no task last before its explanation",
        ":::quiz last        | :::task last         | a quiz question has its place in :::quiz",
        "```sim run          | ```sim walk          | lesson.md:32: sim run, sim show or sim"
            + " compare",
        "y: no it is not     | z: no it is not      | tasks[1]: the choices are [x, y], the words"
            + " [x, z]",
        "a: it works,        | a: it works, a: no,  | tasks[0].choices.a: the key is there twice",
        "*nothing*           | [x](see:reg.eaz)     | see:reg.eaz names nothing that the lab",
        "*nothing*           | [x](see:code.bot.asm) | see:code.bot.asm names nothing that the lab",
        "right: It is.       | other: It is.        | tasks[0]: the feedback has no words for"
            + " [right]",
        "y: It is., right    | other: It is., right | tasks[1]: the feedback has no words for [y]",
        "question: Why?      | deeper: true         | lesson.md:2: question: a lesson ends with",
        "seed: [7, 8]        | seed: [7], panes: [registers, shelf] | sim.panes: is not one of",
        "seed: [7, 8]        | seed: [7], picture: cathedral | sim.picture: is not one of",
      })
  void mistakesNameTheirPlace(String from, String to, String message) throws Exception {
    course.edit(from, to.replace("\\n", "\n"));
    LessonException error =
        assertThrows(
            LessonException.class, () -> LessonCompiler.bundle(Course.read(folder), "part/one"));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void unknownKeysAreFoundWhereTheyStand() throws Exception {
    course.edit("minutes: 1\n", "minutes: 1\ncolour: red\n");
    LessonException error =
        assertThrows(
            LessonException.class, () -> LessonCompiler.bundle(Course.read(folder), "part/one"));
    assertTrue(
        error.getMessage().endsWith("lesson.md:10: colour: unknown key"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file ../../secret.asm read-only",
        "file ../one/boot.asm",
        "file ./boot.asm",
        "file /etc/hostname",
        "file more/boot.asm",
      })
  void aFileOfTheStartLiesInTheFolderOfTheLesson(String line) throws Exception {
    course.write("secret.asm", "; secret\n");
    course.write("part/one/more/boot.asm", "hlt\n");
    course.write("part/one/start.scn", "model rings\nmemory 0x100000\n" + line + "\n");
    LessonException error =
        assertThrows(
            LessonException.class, () -> LessonCompiler.bundle(Course.read(folder), "part/one"));
    assertTrue(error.getMessage().contains("start.scn:3: file: "), error.getMessage());
    assertFalse(error.getMessage().contains("secret\n"), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../sav.scn", "/etc/hostname", "../one/start.scn", "."})
  void theStartLiesInTheFolderOfTheLesson(String start) throws Exception {
    course.write("sav.scn", "model rings\nmemory 0x100000\nfile boot.asm\n");
    course.edit("start: start.scn", "start: " + start);
    LessonException error =
        assertThrows(
            LessonException.class, () -> LessonCompiler.bundle(Course.read(folder), "part/one"));
    assertTrue(error.getMessage().contains("lesson.md:11: sim.start: "), error.getMessage());
  }

  @Test
  void aLinkOutOfTheFolderIsNotFollowed() throws Exception {
    course.write("secret.asm", "hlt\n");
    Path boot = folder.resolve("part/one/boot.asm");
    Files.delete(boot);
    Files.createSymbolicLink(boot, folder.resolve("secret.asm"));
    LessonException error =
        assertThrows(
            LessonException.class, () -> LessonCompiler.bundle(Course.read(folder), "part/one"));
    assertTrue(error.getMessage().contains("start.scn:3: file: "), error.getMessage());
  }

  static String text(Json json) {
    return json instanceof Json.Str text ? text.value() : json.write();
  }

  static List<Json.Obj> items(Json json) {
    return ((Json.Arr) json).items().stream().map(item -> (Json.Obj) item).toList();
  }
}
