package cloister.cc.check;

import cloister.cc.parse.Limits;
import cloister.cc.parse.Parser;
import cloister.cc.preprocess.Options;
import cloister.cc.preprocess.Preprocessor;
import cloister.cc.report.Diagnostic;
import cloister.cc.report.Diagnostics;
import cloister.cc.report.Severity;
import cloister.cc.tree.Program;
import cloister.cc.tree.Program.StaticObject;
import cloister.message.Argument;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A text that went through preprocessor, parser and type pass. */
record Checked(Program program, Diagnostics diagnostics) {
  static Checked of(String text) {
    Diagnostics diagnostics = new Diagnostics();
    var tokens =
        new Preprocessor(Options.none(), name -> Optional.of(text), diagnostics).preprocess("a.c");
    Program program =
        new Checker(diagnostics, Dialect.PLAIN)
            .program(new Parser(tokens, diagnostics, Limits.OF_A_BROWSER).source());
    return new Checked(program, diagnostics);
  }

  /** Each report in a line: position, severity, id and arguments. */
  List<String> reports() {
    return diagnostics.all().stream().map(Checked::line).toList();
  }

  /** The errors and warnings of a text. */
  static List<String> reportsOf(String text) {
    return of(text).reports();
  }

  private static String line(Diagnostic diagnostic) {
    List<String> words = new ArrayList<>();
    words.add(diagnostic.span().line() + ":" + diagnostic.span().column());
    if (diagnostic.severity() != Severity.ERROR) {
      words.add(diagnostic.severity().name().toLowerCase(Locale.ROOT));
    }
    words.add(diagnostic.message().id().replace("cc.type.", ""));
    diagnostic.message().arguments().forEach(argument -> words.add(word(argument)));
    return String.join(" ", words);
  }

  private static String word(Argument argument) {
    return switch (argument) {
      case Argument.Code code -> code.text();
      case Argument.Number number -> Integer.toString(number.value());
      case Argument.Text text -> text.message().id().replace("cc.type.goal.", "");
      default -> throw new AssertionError(argument);
    };
  }

  StaticObject object(String name) {
    return program.objects().stream()
        .filter(object -> object.variable().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not defined: " + reports()));
  }

  /** The bytes of an object in hexadecimal digits. */
  String bytes(String name) {
    StaticObject object = object(name);
    byte[] bytes = object.bytes().length == 0 ? new byte[object.sizeBytes()] : object.bytes();
    return HexFormat.of().formatHex(bytes);
  }

  /** The number in an object, its lowest byte first. */
  long number(String name) {
    byte[] bytes = object(name).bytes();
    long value = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = value << 8 | bytes[i] & 0xFF;
    }
    return value;
  }
}
