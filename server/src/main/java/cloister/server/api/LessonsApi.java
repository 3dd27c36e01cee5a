package cloister.server.api;

import cloister.message.Argument;
import cloister.server.http.Limit;
import cloister.server.http.Problem;
import cloister.server.http.Route;
import cloister.server.lesson.Lessons;
import cloister.server.site.StaticFile;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The course and its lessons. */
public final class LessonsApi implements Endpoints {
  private final StaticFile index;
  private final Map<String, StaticFile> bundles = new TreeMap<>();

  public LessonsApi(Lessons lessons) {
    index = file(lessons.index());
    for (String id : lessons.ids()) {
      bundles.put(id, file(lessons.bundle(id).orElseThrow()));
    }
  }

  private static StaticFile file(String json) {
    return StaticFile.json(json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/lessons", Limit.READ, index::answer),
        Route.get("/api/lessons/{part}/{name}", Limit.READ, this::lessonInPart),
        Route.get("/api/lessons/{id}", Limit.READ, this::lesson));
  }

  private void lessonInPart(Context context) {
    answer(context, context.pathParam("part") + "/" + context.pathParam("name"));
  }

  /** The id's slash may come percent-encoded, as one segment. */
  private void lesson(Context context) {
    answer(context, context.pathParam("id"));
  }

  private void answer(Context context, String id) {
    StaticFile bundle = bundles.get(id);
    if (bundle == null) {
      throw Problem.of(404, "error.lesson", Argument.code("lesson", id));
    }
    bundle.answer(context);
  }
}
