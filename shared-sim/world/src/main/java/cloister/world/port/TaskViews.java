package cloister.world.port;

import cloister.codec.Json;
import cloister.message.Message;
import cloister.message.Words;
import cloister.world.lesson.Evidence;
import cloister.world.lesson.LessonSession;
import cloister.world.lesson.TaskSession;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The tasks of a lesson as the page draws them. */
final class TaskViews {
  private TaskViews() {}

  static List<Json> of(LessonSession session, Words words) {
    List<Json> views = new ArrayList<>();
    for (TaskSession task : session.tasks()) {
      views.add(view(task, session.locked(task), words));
    }
    return views;
  }

  private static Json view(TaskSession task, boolean locked, Words words) {
    List<Json> hints = new ArrayList<>();
    for (Message hint : task.hintsGiven()) {
      hints.add(words.sentence(hint));
    }
    String state = task.passed() ? "passed" : locked ? "locked" : "open";
    Json step = task.passedAt().isPresent() ? Json.of(task.passedAt().getAsInt()) : Json.NULL;
    return Json.object()
        .put("id", task.task().id())
        .put("title", task.task().title())
        .put("state", state)
        .put("step", step)
        .put("firstTry", task.firstTry())
        .put("answered", task.answered().orElse(Json.NULL))
        .put("predicts", task.predicts())
        .put("way", task.way().map(Json::of).orElse(Json.NULL))
        .put("asked", !locked && task.waits())
        .put("believed", task.believed().orElse(Json.NULL))
        .put("feedback", words.sentence(task.feedback()))
        .put("correct", task.correct().map(Json::of).orElse(Json.NULL))
        .put("hintsGiven", hints)
        .put("moreHints", task.moreHints())
        .put("ask", task.task().ask())
        .put("retry", retry(task))
        .put("deadEnd", words.sentence(task.deadEnd()))
        .put("missing", task.missing().map(TaskViews::missing).orElse(Json.NULL))
        .build();
  }

  private static Json missing(Evidence.Missing missing) {
    return Json.object()
        .put("place", missing.place().id())
        .put("shown", missing.shown())
        .put("of", missing.of())
        .build();
  }

  private static Json retry(TaskSession task) {
    OptionalInt step = task.retryStep();
    return step.isPresent() ? Json.of(step.getAsInt()) : Json.NULL;
  }
}
