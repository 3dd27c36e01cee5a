package cloister.lessons;

import cloister.input.Fields;
import cloister.input.InvalidInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The texts of a lesson in another language. It may change nothing else: ids, checks, blocks and
 * code are those of the source.
 */
final class Translation {
  private static final int MANY = 100;
  private static final int MAX_TEXT = 2000;

  private final LessonSource source;
  private final String file;
  private final Yaml head;

  private Translation(LessonSource source, String file, Yaml head) {
    this.source = source;
    this.file = file;
    this.head = head;
  }

  static Path file(Path folder, String locale) {
    return folder.resolve("lesson." + locale + ".md");
  }

  /** The lesson with the words of {@code lesson.LOCALE.md}. */
  static LessonSource of(LessonSource source, String locale) throws IOException, LessonException {
    Path path = file(source.folder(), locale);
    String file = path.toString();
    LessonSource.Parts parts = LessonSource.Parts.of(file, CourseFile.read(path));
    Translation translation = new Translation(source, file, Yaml.read(file, parts.head(), 1));
    Markdown markdown = new Markdown(file);
    List<Block> blocks = Body.read(file, markdown, parts.body(), parts.bodyLine());
    translation.sameBlocks(blocks);
    translation.same("code", source.markdown().codes(), markdown.codes());
    translation.same(
        "glossary terms", List.copyOf(source.markdown().terms()), List.copyOf(markdown.terms()));
    return new LessonSource(
        source.folder(),
        file,
        translation.head,
        translation.frontMatter(),
        blocks,
        markdown,
        source.start(),
        source.scenario());
  }

  private FrontMatter frontMatter() throws LessonException {
    FrontMatter from = source.frontMatter();
    try {
      Fields fields = Fields.of(head.root(), "");
      if (!fields.text("id", MAX_TEXT).equals(from.id())) {
        throw head.error("id", "the source says " + from.id());
      }
      String title = fields.text("title", MAX_TEXT);
      String summary = fields.text("summary", MAX_TEXT);
      List<String> objectives = fields.texts("objectives", MANY, MAX_TEXT);
      if (objectives.size() != from.objectives().size()) {
        throw head.error("objectives", "the source has " + from.objectives().size());
      }
      String question = from.question().isEmpty() ? "" : fields.text("question", MAX_TEXT);
      List<FrontMatter.Task> tasks = new ArrayList<>();
      List<Fields> words = fields.objects("tasks", MANY);
      if (words.size() != from.tasks().size()) {
        throw head.error("tasks", "the source has " + from.tasks().size());
      }
      for (int i = 0; i < words.size(); i++) {
        tasks.add(task(from.tasks().get(i), words.get(i)));
      }
      fields.end();
      return new FrontMatter(
          from.id(),
          from.kind(),
          title,
          summary,
          objectives,
          from.outOfScope(),
          from.concepts(),
          from.requires(),
          from.minutes(),
          from.difficulty(),
          from.fast(),
          from.deeper(),
          question,
          from.sim(),
          tasks);
    } catch (InvalidInput e) {
      throw head.locate(e);
    }
  }

  private FrontMatter.Task task(FrontMatter.Task from, Fields words)
      throws InvalidInput, LessonException {
    if (!words.text("id", MAX_TEXT).equals(from.id())) {
      throw head.error(words.path("id"), "the source has " + from.id() + " here");
    }
    String title = words.text("title", MAX_TEXT);
    List<String> hintTexts = words.texts("hints", MANY, MAX_TEXT);
    if (hintTexts.size() != from.hints().size()) {
      throw head.error(words.path("hints"), "the source has " + from.hints().size());
    }
    List<FrontMatter.Hint> hints = new ArrayList<>();
    for (int i = 0; i < hintTexts.size(); i++) {
      hints.add(new FrontMatter.Hint(hintTexts.get(i), from.hints().get(i).when()));
    }
    Map<String, String> feedback = texts(words, "feedback", from.feedback().keySet());
    Map<String, String> choices = texts(words, "choices", from.choices().keySet());
    words.end();
    return new FrontMatter.Task(
        from.id(),
        title,
        from.needs(),
        from.points(),
        from.par(),
        from.check(),
        hints,
        feedback,
        choices,
        from.quiz());
  }

  private Map<String, String> texts(Fields words, String name, Set<String> keys)
      throws InvalidInput, LessonException {
    Map<String, String> texts = new LinkedHashMap<>();
    if (!keys.isEmpty()) {
      Fields from = words.object(name);
      for (String key : keys) {
        texts.put(key, from.text(key, MAX_TEXT));
      }
      from.end();
    }
    return texts;
  }

  private void sameBlocks(List<Block> blocks) throws LessonException {
    same(
        "blocks",
        source.blocks().stream().map(Translation::shape).toList(),
        blocks.stream().map(Translation::shape).toList());
  }

  private void same(String what, List<String> wanted, List<String> found) throws LessonException {
    for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
      String one = i < wanted.size() ? wanted.get(i) : "nothing";
      String other = i < found.size() ? found.get(i) : "nothing";
      if (!one.equals(other)) {
        throw new LessonException(
            file, 0, what + " differ from the source: " + one + " became " + other);
      }
    }
  }

  /** A block without its words. */
  private static String shape(Block block) {
    return switch (block) {
      case Block.Prose _ -> "prose";
      case Block.Explanation explanation -> "after " + explanation.task();
      case Block.TaskPlace place -> "task " + place.task();
      case Block.Sim sim -> "sim " + sim.mode() + " " + sim.arguments() + " " + sim.after();
    };
  }
}
