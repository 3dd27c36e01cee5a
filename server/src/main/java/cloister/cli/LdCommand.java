package cloister.cli;

import cloister.cc.driver.Arguments;
import cloister.cc.driver.Request;
import cloister.cc.driver.WrongUsage;
import cloister.server.text.Sentences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ld}: objects to programs, kernels and flat images, for makefiles that call the linker. */
@Command(
    name = "ld",
    description = "Links objects and archives to static programs, kernels and flat images.",
    mixinStandardHelpOptions = true,
    versionProvider = LdCommand.Version.class,
    footerHeading = "%nFlags, as GNU's linker has them:%n",
    footer = {
      "  -o FILE            where the result goes; a.out without it",
      "  -T SCRIPT -e SYMBOL -N -Ttext HEX -Tdata HEX -Tbss HEX --section-start NAME=HEX",
      "  -L FOLDER -l NAME -Map FILE --oformat binary -m elf_i386",
      "  -b binary          what follows is linked as bytes, with _binary_NAME_start and _end",
      "  @FILE              the words in a file",
      "  Flags that make no difference to a static program are taken too."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:success",
      "1:the objects cannot be linked, or a defect kept the command from its end",
      "2:wrong usage, or a file that cannot be read or written"
    })
final class LdCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "flags, objects and archives")
  private List<String> words = new ArrayList<>();

  /** Makefiles look here for the name of the machine. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws Exception {
      return Stream.concat(
              Arrays.stream(new VersionLine().getVersion()),
              Stream.of("  Supported emulations:", "   elf_i386"))
          .toArray(String[]::new);
    }
  }

  @Override
  public Integer call() throws CommandFailure {
    return new Building(spec).run(request());
  }

  private Request request() throws CommandFailure {
    try {
      return Arguments.readLinker(ResponseFile.expand(words));
    } catch (WrongUsage wrong) {
      throw new ParameterException(spec.commandLine(), Sentences.english().format(wrong.message()));
    }
  }
}
