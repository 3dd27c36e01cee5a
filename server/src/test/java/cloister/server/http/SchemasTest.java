package cloister.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.server.text.Sentences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemasTest {
  private final Schemas schemas = new Schemas(JsonText.mapper());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"title":7}                  | title | error.schema.type
          {"title":""}                 | title | error.schema.short
          {}                           | title | error.field.missing
          {"title":"x","b":1}          | b     | error.field.unknown
          {"title":"x","lesson":[]}    | lesson | error.schema.type
          """)
  void complaintsNameTheFieldInOurWords(String body, String field, String id) {
    Schemas.Violation violation =
        schemas.check("assignment", JsonText.mapper().readTree(body)).orElseThrow();
    assertEquals(field, violation.field());
    assertEquals(id, violation.reason().id());
    String sentence = Sentences.english().format(violation.reason());
    assertFalse(sentence.contains("{"), sentence);
  }

  @Test
  void whatIsRightHasNoComplaint() {
    assertTrue(schemas.check("class", JsonText.mapper().readTree("{\"title\":\"x\"}")).isEmpty());
  }

  @Test
  void pointersBecomePaths() {
    assertEquals("files[1].name", Schemas.field("/files/1/name"));
    assertEquals("", Schemas.field(""));
    assertEquals("a/b.c~d", Schemas.field("/a~1b/c~0d"));
  }
}
