package cloister.server.preview;

import cloister.codec.Json;
import cloister.lessons.LessonCompiler;
import cloister.lessons.LessonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The bundles of a folder as they are at this moment; while it has mistakes, there are none. */
final class CourseFolder {
  private final Path folder;
  private final Consumer<String> mistakes;
  private String told = "";

  /**
   * @param mistakes is told what is wrong with the folder, once for each change of it
   */
  CourseFolder(Path folder, Consumer<String> mistakes) {
    this.folder = folder;
    this.mistakes = mistakes;
  }

  /** The file at a path such as {@code rings/pages.json}; empty where the course has none. */
  synchronized Optional<String> file(String path) throws LessonException, IOException {
    try {
      Map<String, Json> files = LessonCompiler.bundles(folder);
      told = "";
      return Optional.ofNullable(files.get(path)).map(Json::write);
    } catch (LessonException e) {
      tell(e.getMessage());
      throw e;
    }
  }

  /** Only tells what is wrong. */
  void look() {
    try {
      file("index.json");
    } catch (LessonException | IOException e) {
      tell(e.getMessage());
    }
  }

  private void tell(String mistake) {
    if (!mistake.equals(told)) {
      told = mistake;
      mistakes.accept(mistake);
    }
  }
}
