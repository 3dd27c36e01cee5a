package cloister.server.run;

import cloister.asm.AsmError;
import cloister.codec.Json;
import cloister.message.Catalogue;
import cloister.world.Program;
import cloister.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong at a place of a source that a run ends with.
 *
 * @param line from 1
 * @param column from 1
 * @param message the sentence for the message id
 */
public record SourceError(String file, int line, int column, String messageId, String message) {
  private static final int MOST = 20;

  /** The first errors of the sources that are loaded in a world; none when all of them assemble. */
  static List<SourceError> in(World world, Catalogue catalogue) {
    List<SourceError> errors = new ArrayList<>();
    for (Program program : world.programs()) {
      for (AsmError error : program.assembly().errors()) {
        if (errors.size() < MOST) {
          errors.add(of(error, catalogue));
        }
      }
    }
    return errors;
  }

  private static SourceError of(AsmError error, Catalogue catalogue) {
    return new SourceError(
        error.file(),
        error.line(),
        error.column(),
        error.message().id(),
        catalogue.format(error.message()));
  }

  Json toJson() {
    return Json.object()
        .put("file", file)
        .put("line", line)
        .put("column", column)
        .put("id", messageId)
        .put("text", message)
        .build();
  }

  static SourceError of(Json.Obj json) {
    return new SourceError(
        text(json, "file"),
        number(json, "line"),
        number(json, "column"),
        text(json, "id"),
        text(json, "text"));
  }

  private static String text(Json.Obj json, String name) {
    return ((Json.Str) json.get(name)).value();
  }

  private static int number(Json.Obj json, String name) {
    return (int) ((Json.Num) json.get(name)).value();
  }
}
