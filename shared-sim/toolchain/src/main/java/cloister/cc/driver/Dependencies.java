package cloister.cc.driver;

import cloister.cc.preprocess.SourceProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes which files a source is made of, and writes them as a rule for make. */
final class Dependencies implements SourceProvider {
  private static final int LINE = 75;

  private final Headers headers;
  private final Request request;

  /** The names in the order in which they were read first; whether the rule tells of them. */
  private final Map<String, Boolean> names = new LinkedHashMap<>();

  Dependencies(Headers headers, Request request) {
    this.headers = headers;
    this.request = request;
  }

  @Override
  public Optional<String> text(String name) {
    Optional<String> text = headers.text(name);
    if (text.isPresent()) {
      names.putIfAbsent(name, isTold(name));
    }
    return text;
  }

  @Override
  public List<String> names(String folder) {
    return headers.names(folder);
  }

  /** Headers of ours are in no file, so make cannot look at them. */
  private boolean isTold(String name) {
    boolean system =
        request.systemFolders().stream().anyMatch(folder -> name.startsWith(folder + "/"));
    return headers.sysroot().header(name).isEmpty() && (request.rules().system() || !system);
  }

  /**
   * @param input the source itself, which the rule names first
   * @param usual the target where none was asked for
   */
  String rule(String input, String usual) {
    List<String> targets = request.rules().targets();
    StringBuilder rule = new StringBuilder(targets.isEmpty() ? quoted(usual) : "");
    rule.append(String.join(" ", targets)).append(':');
    StringBuilder phony = new StringBuilder();
    int column = rule.length();
    names.putIfAbsent(input, true);
    for (Map.Entry<String, Boolean> name : names.entrySet()) {
      String word = quoted(name.getKey());
      if (name.getValue()) {
        boolean full = column + word.length() > LINE;
        column = full ? 1 : column + 1 + word.length();
        rule.append(full ? " \\\n " : " ").append(word);
        phony.append(name.getKey().equals(input) ? "" : word + ":\n");
      }
    }
    rule.append('\n');
    return request.rules().headers() ? rule.append(phony).toString() : rule.toString();
  }

  /** A name as make reads it back. */
  static String quoted(String name) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == ' ' || c == '#') {
        quoted.append('\\');
      } else if (c == '$') {
        quoted.append('$');
      }
      quoted.append(c);
    }
    return quoted.toString();
  }
}
