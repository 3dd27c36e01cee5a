package cloister.lessons;

import cloister.codec.Json;
import java.util.Map;

/** A piece of a lesson's text, in reading order. */
sealed interface Block {
  Json toJson();

  /** Prose. */
  record Prose(String html) implements Block {
    @Override
    public Json toJson() {
      return Json.object().put("kind", "html").put("html", html).build();
    }
  }

  /** Prose that gives away a task's answer: it is read after the task. */
  record Explanation(String task, String html) implements Block {
    @Override
    public Json toJson() {
      return Json.object().put("kind", "html").put("html", html).put("after", task).build();
    }
  }

  /** The place of a task, with the words that set it. */
  record TaskPlace(String task, boolean quiz, String html) implements Block {
    @Override
    public Json toJson() {
      return Json.object()
          .put("kind", quiz ? "quiz" : "task")
          .put("task", task)
          .put("html", html)
          .build();
    }
  }

  /**
   * Something that the machine does or shows here.
   *
   * @param mode run, show or compare
   * @param text what the button says, or what the picture says to those who do not see it
   * @param after the task behind which it is there; empty when it always is
   */
  record Sim(String mode, Map<String, String> arguments, String text, String after)
      implements Block {
    @Override
    public Json toJson() {
      return toJson(Json.NULL);
    }

    /**
     * @param figure what the machine shows; {@link Json#NULL} for a button
     */
    Json toJson(Json figure) {
      Json.Members members = Json.object();
      arguments.forEach(members::put);
      Json.Members sim =
          Json.object()
              .put("kind", "sim")
              .put("mode", mode)
              .put("args", members.build())
              .put("text", text)
              .put("figure", figure);
      return (after.isEmpty() ? sim : sim.put("after", after)).build();
    }
  }
}
