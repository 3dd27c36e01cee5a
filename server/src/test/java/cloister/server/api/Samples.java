package cloister.server.api;

import cloister.server.lesson.Lessons;
import cloister.world.lesson.Lesson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies that are right, for tests to spoil. */
public final class Samples {
  static final Lessons LESSONS = Lessons.fromClassPath();

  /** One that has retired, so that its machine stays as it is. */
  static final String LESSON = "rings/wall-and-gate";

  /** Passes the first task. */
  static final String FIRST_LOG = "[{\"do\":\"run\",\"steps\":46}]";

  static final String FIRST_TASK = "ordinary";

  /** Counts for ever. */
  static final String LOOP =
      "{\"format\":1,\"model\":\"rings\",\"files\":[{\"name\":\"loop.asm\",\"text\":"
          + "\"org 0x7c00\\nbits 16\\nagain: inc eax\\njmp again\\n\"}]}";

  private static final JsonMapper JSON = new JsonMapper();

  private Samples() {}

  static Lesson lesson() {
    return LESSONS.lesson(LESSON).orElseThrow();
  }

  static String progress(String log) {
    return "{\"lesson\":\"" + LESSON + "\",\"log\":" + log + "}";
  }

  public static String sandbox() {
    return "{\"format\":1,\"simulator\":\"0.1.0\",\"lesson\":\""
        + LESSON
        + "\",\"scenarioHash\":\""
        + lesson().scenario().hash()
        + "\",\"seed\":7,\"log\":"
        + FIRST_LOG
        + ",\"digest\":\""
        + "0".repeat(64)
        + "\"}";
  }

  static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
