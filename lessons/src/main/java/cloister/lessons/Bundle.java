package cloister.lessons;

import cloister.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON of one lesson, as site and server take it. Solutions and wrong logs are not in it. */
final class Bundle {
  static final int FORMAT = 1;
  static final String SOURCE_LOCALE = "en";

  private final Course course;
  private final LessonSource source;
  private final Markdown words;

  private Bundle(Course course, LessonSource source) {
    this.course = course;
    this.source = source;
    this.words = new Markdown(source.file());
  }

  static Json.Obj of(Course course, LessonSource source) throws LessonException {
    return of(course, source, SOURCE_LOCALE);
  }

  static Json.Obj of(Course course, LessonSource source, String locale) throws LessonException {
    return new Bundle(course, source).json(locale);
  }

  private Json.Obj json(String locale) throws LessonException {
    FrontMatter head = source.frontMatter();
    int[] position = course.position(head.id());
    return Json.object()
        .put("format", FORMAT)
        .put("id", head.id())
        .put("locale", locale)
        .put("kind", head.kind())
        .put("title", head.title())
        .put("summary", head.summary())
        .put("part", course.parts().get(position[0] - 1).id())
        .put("partTitle", course.parts().get(position[0] - 1).title())
        .put("position", List.of(Json.of(position[0]), Json.of(position[1])))
        .put("minutes", head.minutes())
        .put("difficulty", head.difficulty())
        .put("fast", head.fast())
        .put("deeper", head.deeper())
        .put("question", words.sentence(head.question(), 0))
        .put("became", Json.strings(course.became(head.id())))
        .put("panes", Json.strings(head.sim().panes()))
        .put("picture", head.sim().picture())
        .put("objectives", Json.strings(head.objectives()))
        .put("out_of_scope", Json.strings(head.outOfScope()))
        .put("concepts", Json.strings(head.concepts()))
        .put("requires", Json.strings(head.requires()))
        .put("scenario", source.scenario().toJson())
        .put("seeds", head.sim().seeds().stream().map(Json::of).toList())
        .put("deny", Json.strings(head.sim().deny()))
        .put("stops", Json.strings(head.sim().stops()))
        .put("blocks", blocks())
        .put("tasks", tasks(head))
        .put("glossary", glossary())
        .put("quiz", quiz(head))
        .build();
  }

  /** The text; pictures and comparisons with what the machine shows. */
  private List<Json> blocks() throws LessonException {
    List<Json> blocks = new ArrayList<>();
    for (Block block : source.blocks()) {
      blocks.add(
          block instanceof Block.Sim sim && !sim.mode().equals("run")
              ? sim.toJson(Figure.of(source.file(), source.scenario(), sim))
              : block.toJson());
    }
    return blocks;
  }

  private List<Json> tasks(FrontMatter head) throws LessonException {
    List<Json> tasks = new ArrayList<>();
    for (int i = 0; i < head.tasks().size(); i++) {
      tasks.add(task(head.tasks().get(i)));
    }
    return tasks;
  }

  private Json task(FrontMatter.Task task) throws LessonException {
    Json.Members feedback = Json.object();
    for (Map.Entry<String, String> entry : task.feedback().entrySet()) {
      feedback.put(entry.getKey(), words.sentence(entry.getValue(), 0));
    }
    List<Json> hints = new ArrayList<>();
    for (FrontMatter.Hint hint : task.hints()) {
      Json.Members members = Json.object().put("text", words.sentence(hint.text(), 0));
      if (hint.when() != Json.NULL) {
        members.put("when", hint.when());
      }
      hints.add(members.build());
    }
    return Json.object()
        .put("id", task.id())
        .put("title", words.sentence(task.title(), 0))
        .put("needs", Json.strings(task.needs()))
        .put("points", task.points())
        .put("par", task.par())
        .put("check", task.check())
        .put("hints", hints)
        .put("feedback", feedback.build())
        .put("ask", Questions.ask(task, words))
        .build();
  }

  /** The terms that the text links in order of first use, then those that explain them. */
  private List<Json> glossary() {
    List<String> ids = new ArrayList<>(source.markdown().terms());
    for (int i = 0; i < ids.size(); i++) {
      for (String term : course.glossary().entry(ids.get(i)).terms()) {
        if (!ids.contains(term)) {
          ids.add(term);
        }
      }
    }
    return ids.stream().map(id -> course.glossary().entry(id).toJson()).toList();
  }

  private static Json quiz(FrontMatter head) {
    return Json.strings(
        head.tasks().stream().filter(FrontMatter.Task::quiz).map(FrontMatter.Task::id).toList());
  }
}
