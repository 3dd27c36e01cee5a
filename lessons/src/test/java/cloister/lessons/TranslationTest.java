package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TranslationTest {
  private static final String GERMAN =
      """
      ---
      id: part/one
      title: Eins
      summary: Eine Lektion für Tests.
      objectives: [Eines wissen]
      tasks:
        - id: guess
          title: "Was tut `cli`?"
          choices: { a: es geht, b: es wird abgelehnt }
          hints: ["Sieh `CPL` an."]
          feedback: { a: Nein., right: Ja. }
        - id: last
          title: Letzte
          hints: [Denk nach.]
          feedback: { y: Ja., right: So ist es. }
          choices: { x: ja, y: nein }
      question: Warum?
      ---
      Ein [Ring](glossary:ring) und *sonst* nichts.

      ```sim run until=ring.out
      Los
      ```

      :::task guess
      Was tut `cli`?
      :::

      :::after guess
      Es wird abgelehnt.
      :::

      :::quiz last
      :::
      """;

  @TempDir Path folder;
  private SmallCourse course;

  @BeforeEach
  void writeCourse() throws IOException {
    course = new SmallCourse(folder);
  }

  @Test
  void changesWordsAndNothingElse() throws Exception {
    course.write("part/one/lesson.de.md", GERMAN);
    course.write("glossary.de.yaml", "terms:\n  - { id: ring, term: Ring, text: Eine Stufe. }\n");
    Course all = Course.read(folder);
    LessonSource source = LessonSource.read(all.folder("part/one"));
    assertEquals(List.of("de"), source.locales());
    Json.Obj bundle = LessonCompiler.translated(all, source, "de");
    Json.Obj english = Bundle.of(all, source);
    assertEquals("Eins", LessonCompilerTest.text(bundle.get("title")));
    assertEquals("de", LessonCompilerTest.text(bundle.get("locale")));
    assertEquals(
        "[{\"id\":\"ring\",\"term\":\"Ring\",\"html\":\"Eine Stufe.\"}]",
        bundle.get("glossary").write());
    assertEquals(english.get("scenario"), bundle.get("scenario"));
    assertEquals(
        LessonCompilerTest.items(english.get("tasks")).get(0).get("check"),
        LessonCompilerTest.items(bundle.get("tasks")).get(0).get("check"));
  }

  @Test
  void glossaryKeepsItsIds() throws Exception {
    course.write("part/one/lesson.de.md", GERMAN);
    course.write("glossary.de.yaml", "terms:\n  - { id: wall, term: Wand, text: Eine Wand. }\n");
    Course all = Course.read(folder);
    LessonException error = assertThrows(LessonException.class, () -> all.translated("de"));
    assertTrue(error.getMessage().contains("the ids differ"), error.getMessage());
    assertTrue(LessonTest.prove(all, "part/one").get(0).contains("the ids differ"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: guess     | id: ges       | lesson.de.md:7: tasks[0].id: the source has guess here",
        "a: es geht,   | c: es geht,   | tasks[0].choices.a: is missing",
        ":::task guess | :::task last  | blocks differ from the source: task guess became task"
            + " last",
        "tut `cli`?\\n | tut `sti`?\\n | code differ from the source",
        "until=ring.out| until=fault   | blocks differ from the source: sim run {until=ring.out}",
        "glossary:ring | glossary:wall | glossary terms differ from the source",
        "hints: [\"Sieh `CPL` an.\"] | hints: [] | tasks[0].hints: the source has 1",
      })
  void anythingElseIsAnError(String from, String to, String message) throws Exception {
    course.write(
        "part/one/lesson.de.md",
        GERMAN.replace(from.replace("\\n", "\n"), to.replace("\\n", "\n")));
    LessonSource source = LessonSource.read(Course.read(folder).folder("part/one"));
    LessonException error = assertThrows(LessonException.class, () -> Translation.of(source, "de"));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }
}
