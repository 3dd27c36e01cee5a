package cloister.cc.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which names are types and which are not, scope by scope: without that, {@code (t)(x)} and {@code
 * t * x} cannot be read (C11 6.2.1).
 */
final class Scopes {
  /** Types that the compiler knows without a declaration. */
  private static final List<String> BUILT_IN =
      List.of(
          "__builtin_va_list",
          "_Float32",
          "_Float64",
          "_Float128",
          "_Float32x",
          "_Float64x",
          "__float128");

  private final List<Map<String, Boolean>> scopes = new ArrayList<>();

  /** The keyword of each tag, wherever it was declared: it only serves to suggest it. */
  private final Map<String, String> tags = new LinkedHashMap<>();

  Scopes() {
    open();
    BUILT_IN.forEach(name -> declare(name, true));
    open();
  }

  void open() {
    scopes.add(new LinkedHashMap<>());
  }

  void close() {
    scopes.removeLast();
  }

  boolean atFile() {
    return scopes.size() == 2;
  }

  /** True in the outermost block of a function. */
  boolean atFunction() {
    return scopes.size() == 3;
  }

  void declare(String name, boolean type) {
    scopes.getLast().put(name, type);
  }

  boolean isType(String name) {
    return find(name).orElse(false);
  }

  /** True for the name of a type, object, function or constant. */
  boolean isKnown(String name) {
    return find(name).isPresent();
  }

  List<String> types() {
    List<String> types = new ArrayList<>();
    for (Map<String, Boolean> scope : scopes) {
      scope.forEach((name, type) -> types.addAll(type ? List.of(name) : List.of()));
    }
    return types;
  }

  void declareTag(String keyword, String tag) {
    tags.putIfAbsent(tag, keyword);
  }

  Optional<String> keywordOf(String tag) {
    return Optional.ofNullable(tags.get(tag));
  }

  private Optional<Boolean> find(String name) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      Boolean type = scopes.get(i).get(name);
      if (type != null) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
