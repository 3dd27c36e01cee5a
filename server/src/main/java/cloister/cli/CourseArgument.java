package cloister.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The course that a {@code lesson} command is about, its first argument. */
final class CourseArgument {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "COURSE_DIR",
      defaultValue = "lessons/course",
      description = "the folder with course.yaml (default: ${DEFAULT-VALUE})")
  private Path folder;

  /** The folder; refused where there is no course in it. */
  Path folder() {
    if (!Files.isRegularFile(folder.resolve("course.yaml"))) {
      throw new ParameterException(
          spec.commandLine(), "there is no course.yaml in the folder " + folder);
    }
    return folder;
  }
}
