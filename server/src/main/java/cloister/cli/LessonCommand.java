package cloister.cli;

import cloister.lessons.LessonTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lesson}: for those who write lessons. */
@Command(
    name = "lesson",
    description = "For those who write lessons.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    subcommands = {
      LessonCommand.Prove.class,
      LessonPreviewCommand.class,
      LessonRecordCommand.class
    })
final class LessonCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a subcommand is missing");
  }

  /** {@code lesson test}: what the build does with every lesson. */
  @Command(
      name = "test",
      description = {
        "Proves lessons and says what is wrong with them.",
        "The solution must pass every task, the start none, and each wrong log must fail at the"
            + " task that it names."
      },
      mixinStandardHelpOptions = true,
      versionProvider = VersionLine.class,
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:every lesson is proved",
        "1:a lesson is not proved",
        "2:wrong usage, or a file that cannot be read"
      })
  static final class Prove implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private CourseArgument argument;

    @Parameters(
        index = "1..*",
        paramLabel = "ID",
        description = "lessons such as rings/wall-and-gate; all when there is none")
    private List<String> ids = List.of();

    @Override
    public Integer call() throws CommandFailure {
      Path course = argument.folder();
      for (String id : ids) {
        if (!Files.isRegularFile(course.resolve(id).resolve("lesson.md"))) {
          throw new ParameterException(spec.commandLine(), "there is no lesson " + id);
        }
      }
      ByteArrayOutputStream report = new ByteArrayOutputStream();
      boolean good;
      try (PrintStream out = new PrintStream(report, true, StandardCharsets.UTF_8)) {
        good = LessonTest.run(course, ids, out);
      } catch (IOException e) {
        throw CommandFailure.ofInput(TextFile.reason("read", course, e));
      }
      spec.commandLine().getOut().print(report.toString(StandardCharsets.UTF_8));
      spec.commandLine().getOut().flush();
      return good ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }
}
