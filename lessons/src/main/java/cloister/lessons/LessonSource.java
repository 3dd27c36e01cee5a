package cloister.lessons;

import cloister.input.InvalidInput;
import cloister.world.Scenario;
import cloister.world.Script;
import cloister.world.ScriptReader;
import cloister.world.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A lesson folder as its author wrote it.
 *
 * @param file path of {@code lesson.md}, for messages
 * @param markdown what the text refers to, collected while it was read
 */
record LessonSource(
    Path folder,
    String file,
    Yaml head,
    FrontMatter frontMatter,
    List<Block> blocks,
    Markdown markdown,
    Script start,
    Scenario scenario) {

  private static final String FENCE = "---";
  private static final String OUTSIDE =
      "%s is no file of the lesson's folder or of the course's lib, named in lower-case letters,"
          + " digits, dots, dashes and underscores";

  /** In the course's folder: files that several lessons have. */
  private static final String SHARED = "lib";

  private static final Pattern TRANSLATION = Pattern.compile("lesson\\.([a-z]{2})\\.md");

  /** Answers need a world; that of a lesson without a machine does nothing. */
  private static final Scenario NO_MACHINE =
      new Scenario(
          Scenario.RINGS,
          Scenario.MIN_MEMORY,
          0,
          List.of(new SourceFile("nothing.asm", "org 0x7c00\nhlt\n", false)),
          1);

  static LessonSource read(Path folder) throws IOException, LessonException {
    Path path = folder.resolve("lesson.md");
    String file = path.toString();
    Parts parts = Parts.of(file, CourseFile.read(path));
    Yaml head = Yaml.read(file, parts.head(), 1);
    FrontMatter frontMatter;
    try {
      frontMatter = FrontMatter.of(head.root());
    } catch (InvalidInput e) {
      throw head.locate(e);
    }
    Markdown markdown = new Markdown(file);
    List<Block> blocks = Body.read(file, markdown, parts.body(), parts.bodyLine());
    if (frontMatter.isReading()) {
      return new LessonSource(
          folder, file, head, frontMatter, blocks, markdown, Script.EMPTY, NO_MACHINE);
    }
    String startName = frontMatter.sim().start();
    if (!liesIn(folder, startName)) {
      throw head.error("sim.start", OUTSIDE.formatted(startName));
    }
    Script start = script(folder.resolve(startName));
    return new LessonSource(
        folder,
        file,
        head,
        frontMatter,
        blocks,
        markdown,
        start,
        scenario(folder, frontMatter, start));
  }

  /** The languages that the lesson has been translated to. */
  List<String> locales() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(path -> TRANSLATION.matcher(path.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> name.group(1))
          .sorted()
          .toList();
    }
  }

  /** The log that passes every task. */
  Script solution() throws IOException, LessonException {
    return script(folder.resolve("solution.scn"));
  }

  /** The logs that must fail, by file name. */
  List<Path> wrongLogs() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("wrong"))) {
      return files.filter(path -> path.toString().endsWith(".scn")).sorted().toList();
    }
  }

  static Script script(Path path) throws IOException, LessonException {
    try {
      return ScriptReader.read(CourseFile.read(path));
    } catch (InvalidInput e) {
      throw new LessonException(path.toString(), 0, Words.of(e));
    }
  }

  private static Scenario scenario(Path folder, FrontMatter frontMatter, Script start)
      throws IOException, LessonException {
    String file = folder.resolve(frontMatter.sim().start()).toString();
    String model =
        start.model().orElseThrow(() -> new LessonException(file, 0, "the model is missing"));
    if (!model.equals(frontMatter.sim().model())) {
      throw new LessonException(file, 0, "the lesson says another model");
    }
    List<SourceFile> files = new ArrayList<>();
    for (Script.FileName name : start.files()) {
      Path place = placeOf(folder, name.name());
      if (!liesIn(place, name.name())) {
        int line = lineOfFile(folder.resolve(frontMatter.sim().start()), name.name());
        throw new LessonException(file, line, "file: " + OUTSIDE.formatted(name.name()));
      }
      files.add(
          new SourceFile(
              name.name(), CourseFile.read(place.resolve(name.name())), name.editable()));
    }
    int seed = frontMatter.sim().seeds().get(0);
    Scenario scenario = new Scenario(model, start.memory(), seed, files, start.budget());
    try {
      String technique = start.technique().orElse(scenario.technique());
      return scenario.withTechnique(technique, "technique");
    } catch (InvalidInput e) {
      throw new LessonException(file, 0, Words.of(e));
    }
  }

  /** The folder that a file is taken from: the lesson's own, or the one that lessons share. */
  private static Path placeOf(Path folder, String name) {
    Path shared = folder.resolveSibling("..").resolve(SHARED).normalize();
    boolean own = !SourceFile.isName(name) || Files.exists(folder.resolve(name));
    return own || !Files.exists(shared.resolve(name)) ? folder : shared;
  }

  /**
   * Whatever is read is published: a lesson reads no file elsewhere, by its name or by a link. A
   * file that is absent is told by who reads it.
   */
  private static boolean liesIn(Path folder, String name) throws IOException {
    if (!SourceFile.isName(name)) {
      return false;
    }
    Path file = folder.resolve(name);
    return !Files.exists(file) || file.toRealPath().startsWith(folder.toRealPath());
  }

  /** The line, from 1, of a script that names this file. */
  private static int lineOfFile(Path script, String name) throws IOException {
    List<String> lines = CourseFile.read(script).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      List<String> words = List.of(lines.get(i).strip().split("[ \t]+"));
      if (words.size() > 1 && words.get(0).equals("file") && words.get(1).equals(name)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** The two halves of a lesson file. */
  record Parts(String head, String body, int bodyLine) {
    static Parts of(String file, String text) throws LessonException {
      List<String> lines = text.lines().toList();
      int end = lines.isEmpty() ? -1 : lines.subList(1, lines.size()).indexOf(FENCE) + 1;
      if (end <= 0 || !lines.get(0).equals(FENCE)) {
        throw new LessonException(file, 1, "a lesson begins with front matter between --- lines");
      }
      return new Parts(
          String.join("\n", lines.subList(1, end)),
          String.join("\n", lines.subList(end + 1, lines.size())),
          end + 2);
    }
  }
}
