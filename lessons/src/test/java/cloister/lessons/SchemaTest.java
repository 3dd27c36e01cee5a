package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema and the compiler must agree about every lesson. */
final class SchemaTest {
  @TempDir Path folder;

  @Test
  void everyLessonFollowsTheSchema() throws Exception {
    Course course = Course.read(Path.of("course"));
    for (String id : course.lessonIds()) {
      LessonSource source = LessonSource.read(course.folder(id));
      assertEquals(List.of(), schema().validate(source.head().root().write(), InputFormat.JSON));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minutes: 1       | minutes: 0",
        "minutes: 1       | minutes: ten",
        "difficulty: easy | difficulty: trivial",
        "id: part/one     | id: Part One",
        "needs: [guess]   | need: [guess]",
        "seed: [7, 8]     | seed: []",
        "kind: lesson     | kind: story",
        "seed: [7, 8]     | seed: [7, 8], stops: [sometimes]",
      })
  void schemaAndCompilerRefuseTheSame(String from, String to) throws Exception {
    SmallCourse course = new SmallCourse(folder);
    course.edit(from, to);
    String text = Files.readString(folder.resolve("part/one/lesson.md"));
    LessonSource.Parts parts = LessonSource.Parts.of("lesson.md", text);
    String json = Yaml.read("lesson.md", parts.head(), 1).root().write();
    assertEquals(1, schema().validate(json, InputFormat.JSON).size());
    assertThrows(LessonException.class, () -> LessonSource.read(folder.resolve("part/one")));
  }

  private static Schema schema() throws Exception {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(Path.of("src/main/schema/lesson.schema.json")));
  }
}
