package cloister.cc.gas;

import cloister.cc.gas.Statements.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A macro, or the body of a repetition (GNU as manual, 7.60, 7.65, 7.80). */
record Macro(String name, List<Parameter> parameters, List<Statement> body) {

  /**
   * A parameter.
   *
   * @param usual its text when it is left out
   * @param required true when it may not be left out
   * @param rest true when it takes all the arguments that are left
   */
  record Parameter(String name, String usual, boolean required, boolean rest) {}

  /** The body for a call: its statements stand where the call stands. */
  List<Statement> expand(String arguments, int count, Statement call, Budget budget)
      throws GasError {
    return substitute(bind(arguments), count, call, budget);
  }

  /** The body with texts in the places of names. */
  List<Statement> substitute(Map<String, String> values, int count, Statement call, Budget budget)
      throws GasError {
    List<Statement> expanded = new ArrayList<>();
    for (Statement statement : body) {
      String text = substitute(statement.text(), values, count, budget);
      expanded.addAll(Statements.of(call, text));
    }
    return expanded;
  }

  private static String substitute(
      String text, Map<String, String> values, int count, Budget budget) throws GasError {
    StringBuilder out = new StringBuilder();
    budget.text(text.length());
    int at = 0;
    while (at < text.length()) {
      int sign = text.indexOf('\\', at);
      if (sign < 0) {
        return out.append(text, at, text.length()).toString();
      }
      out.append(text, at, sign);
      int start = sign + 1;
      while (start < text.length() && text.charAt(start) == ' ') {
        // The preprocessor sets a backslash apart.
        start++;
      }
      int end = start;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      String value = values.get(text.substring(start, end));
      if (text.startsWith("@", start)) {
        out.append(count);
        at = start + 1;
      } else if (text.startsWith("()", start)) {
        at = start + 2;
      } else if (value != null) {
        budget.text(value.length());
        out.append(value);
        at = end;
      } else {
        out.append('\\');
        at = sign + 1;
      }
    }
    return out.toString();
  }

  private static boolean isNamePart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '.'
        || c == '$'
        || c >= 0x80;
  }

  private Map<String, String> bind(String arguments) throws GasError {
    Map<String, String> values = new LinkedHashMap<>();
    MacroArguments in = new MacroArguments(arguments);
    int next = 0;
    while (!in.atEnd()) {
      String named = in.name(parameters);
      if (!named.isEmpty()) {
        values.put(named, in.argument());
      } else if (next >= parameters.size()) {
        throw GasComplaint.tooManyArguments(name);
      } else {
        Parameter parameter = parameters.get(next++);
        values.put(parameter.name(), parameter.rest() ? in.rest() : in.argument());
      }
    }
    for (Parameter parameter : parameters) {
      String value = values.getOrDefault(parameter.name(), "");
      if (value.isEmpty() && parameter.required()) {
        throw GasComplaint.argumentMissing(name, parameter.name());
      }
      values.put(parameter.name(), value.isEmpty() ? parameter.usual() : value);
    }
    return values;
  }
}
