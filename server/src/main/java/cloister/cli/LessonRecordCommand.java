package cloister.cli;

import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.input.Texts;
import cloister.message.Catalogue;
import cloister.server.text.Sentences;
import cloister.world.Command;
import cloister.world.Log;
import cloister.world.Script;
import cloister.world.share.ShareCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lesson record}: what somebody did in the lab as a solution or wrong log. */
@picocli.CommandLine.Command(
    name = "record",
    description = {
      "Writes a log in the form that lessons have.",
      "The file holds a link that the lab shared, or as JSON a sandbox, stored progress, or a log"
          + " alone. Links and sandboxes hold what the machine's state depends on; answers and"
          + " hints are in the log alone."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:success", "2:wrong usage, or a file that cannot be read"})
final class LessonRecordCommand implements Callable<Integer> {
  private static final int MAX_TEXT = 8 << 20;
  private static final String LINK = "#s=";

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "what the lab gave: a link, or JSON")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE.scn",
      description = "where the log goes")
  private Path output;

  @Option(
      names = "--fails",
      paramLabel = "TASK",
      description = "says that it is a wrong log: the first task that it must fail at")
  private String fails;

  /** As tasks are named; a line break would write more into the log than its first line. */
  private static final Pattern TASK_ID = Pattern.compile("[a-z0-9/-]{1,100}");

  @Override
  public Integer call() throws CommandFailure {
    if (fails != null && !TASK_ID.matcher(fails).matches()) {
      throw new ParameterException(spec.commandLine(), "--fails takes the id of a task");
    }
    Targets targets = new Targets(spec.commandLine());
    targets.reads(file, "what the lab gave");
    targets.writes(output, "-o");
    String text = TextFile.read(file).strip();
    String head = fails == null ? "" : "# fails: " + fails + "\n";
    try {
      TextFile.write(
          output, (head + Script.write(commands(text))).getBytes(StandardCharsets.UTF_8));
    } catch (InvalidInput e) {
      Catalogue catalogue = Sentences.english();
      String field = e.field().isEmpty() ? "" : e.field() + ": ";
      throw CommandFailure.ofInput(file + ": " + field + catalogue.format(e.reason()));
    }
    return ExitCode.OK;
  }

  private static List<Command> commands(String text) throws InvalidInput {
    int link = text.indexOf(LINK);
    if (link >= 0 && !text.startsWith("{") && !text.startsWith("[")) {
      return ShareCodec.decode(text.substring(link + LINK.length())).log();
    }
    Json json = Texts.json(text, MAX_TEXT);
    boolean wrapped = json instanceof Json.Obj members && members.members().containsKey("log");
    return Log.parse(wrapped ? ((Json.Obj) json).get("log") : json, "log");
  }
}
