package cloister.cc.gas;

import cloister.cc.gas.Macro.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Reads the arguments of a macro's call, and the parameters of its definition. */
final class MacroArguments {
  /** Signs around which spaces do not separate arguments. */
  private static final String OPERATORS = "+-*/|&^=<>!~,()[]:";

  private final String text;
  private int at;

  MacroArguments(String text) {
    this.text = tight(text);
  }

  /** The text with spaces only where they separate. */
  private static String tight(String text) {
    StringBuilder out = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"' && (i == 0 || text.charAt(i - 1) != '\\');
      boolean space = !quoted && (c == ' ' || c == '\t');
      if (!space) {
        out.append(c);
      } else if (!out.isEmpty() && separates(out.charAt(out.length() - 1), following(text, i))) {
        out.append(' ');
      }
    }
    return out.toString();
  }

  private static char following(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : ',';
  }

  private static boolean separates(char before, char after) {
    return before != ' ' && OPERATORS.indexOf(before) < 0 && OPERATORS.indexOf(after) < 0;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The parameter that an argument names with an equals sign, or nothing. */
  String name(List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      if (text.startsWith(parameter.name() + "=", at)) {
        at += parameter.name().length() + 1;
        return parameter.name();
      }
    }
    return "";
  }

  /** One argument; quotes around it are taken away. */
  String argument() {
    StringBuilder out = new StringBuilder();
    if (!atEnd() && text.charAt(at) == '"') {
      quoted(out);
    } else {
      plain(out);
    }
    if (!atEnd() && (text.charAt(at) == ',' || text.charAt(at) == ' ')) {
      at++;
    }
    return out.toString();
  }

  private void quoted(StringBuilder out) {
    at++;
    while (!atEnd() && text.charAt(at) != '"') {
      boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length();
      if (escaped) {
        out.append(text.charAt(at++));
      }
      out.append(text.charAt(at++));
    }
    at++;
  }

  private void plain(StringBuilder out) {
    int open = 0;
    while (!atEnd() && text.charAt(at) != ',' && (open > 0 || text.charAt(at) != ' ')) {
      char c = text.charAt(at);
      open += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == '"') {
        int end = text.indexOf('"', at + 1);
        end = end < 0 ? text.length() - 1 : end;
        out.append(text, at, end + 1);
        at = end + 1;
      } else {
        out.append(c);
        at++;
      }
    }
  }

  String rest() {
    String rest = text.substring(at);
    at = text.length();
    return rest;
  }

  /** What a definition has behind its name. */
  List<Parameter> parameters() throws GasError {
    List<Parameter> parameters = new ArrayList<>();
    while (!atEnd()) {
      String written = argument();
      String usual = "";
      int equals = written.indexOf('=');
      if (equals >= 0) {
        usual = new MacroArguments(written.substring(equals + 1)).argument();
        written = written.substring(0, equals);
      }
      int colon = written.indexOf(':');
      String kind = colon < 0 ? "" : written.substring(colon + 1);
      String name = colon < 0 ? written : written.substring(0, colon);
      boolean known = kind.isEmpty() || kind.equals("req") || kind.equals("vararg");
      if (name.isEmpty() || !known) {
        throw GasComplaint.expected("parameter", written);
      }
      parameters.add(new Parameter(name, usual, kind.equals("req"), kind.equals("vararg")));
    }
    return parameters;
  }
}
