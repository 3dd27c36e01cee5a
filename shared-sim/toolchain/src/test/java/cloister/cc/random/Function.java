package cloister.cc.random;

import java.util.List;

/**
 * A function of the program.
 *
 * @param attributes how it is called, among others; or empty
 * @param struct the result where {@code result} is null
 */
record Function(
    String attributes, String name, Kind result, Struct struct, List<Parameter> parameters) {

  /** By value: an integer or a structure. By pointer: the same behind a pointer. */
  record Parameter(String name, Kind kind, Struct struct, boolean pointer) {

    String declaration() {
      return (kind != null ? kind.type() : struct.type()) + (pointer ? " *" : " ") + name;
    }
  }

  String signature() {
    StringBuilder text = new StringBuilder("static " + attributes);
    text.append(result != null ? result.type() : struct.type());
    text.append(' ').append(name).append('(');
    for (int i = 0; i < parameters.size(); i++) {
      text.append(i > 0 ? ", " : "").append(parameters.get(i).declaration());
    }
    return text.append(parameters.isEmpty() ? "void)" : ")").toString();
  }
}
