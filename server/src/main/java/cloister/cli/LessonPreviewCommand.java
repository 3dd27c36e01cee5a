package cloister.cli;

import cloister.server.StartException;
import cloister.server.log.Logging;
import cloister.server.preview.Preview;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lesson preview}: the site with the lessons of a folder, while they are written. */
@Command(
    name = "preview",
    description = {
      "Serves the site with the lessons of a folder. Reload the page after a change.",
      "Mistakes are written to the standard error output. Only this machine reaches the site, and"
          + " progress stays in the browser. Stop it with Ctrl-C."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:success, after being told to stop",
      "1:the port cannot be used",
      "2:wrong usage, or no course in the folder"
    })
final class LessonPreviewCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private CourseArgument course;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "TCP port; 0 takes a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Override
  public Integer call() throws CommandFailure {
    if (port < 0 || port > ServeCommand.MAX_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port must be between 0 and " + ServeCommand.MAX_PORT);
    }
    Path folder = course.folder();
    Logging.start();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      Preview preview = Preview.start(folder, port, err::println);
      Runtime.getRuntime().addShutdownHook(new Thread(preview::close, "stop"));
      out.println("The lessons of " + folder + " are at " + preview.url() + "/course/");
      return ServeCommand.RUNNING;
    } catch (StartException e) {
      throw new CommandFailure(e.getMessage());
    }
  }
}
