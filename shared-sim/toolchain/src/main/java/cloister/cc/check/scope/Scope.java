package cloister.cc.check.scope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scope: names that are visible from where they are declared to its end. */
public final class Scope {
  private final Optional<Scope> outer;
  private final Map<String, Binding> names = new LinkedHashMap<>();
  private final Map<String, Tag> tags = new LinkedHashMap<>();

  public Scope(Optional<Scope> outer) {
    this.outer = outer;
  }

  public Optional<Scope> outer() {
    return outer;
  }

  public boolean isFile() {
    return outer.isEmpty();
  }

  public void declare(Binding binding) {
    names.put(binding.name(), binding);
  }

  public void declare(String tag, Tag meaning) {
    tags.put(tag, meaning);
  }

  public Optional<Binding> here(String name) {
    return Optional.ofNullable(names.get(name));
  }

  public Optional<Tag> tagHere(String tag) {
    return Optional.ofNullable(tags.get(tag));
  }

  public Optional<Binding> find(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer.orElse(null)) {
      Binding found = scope.names.get(name);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  public Optional<Tag> findTag(String tag) {
    for (Scope scope = this; scope != null; scope = scope.outer.orElse(null)) {
      Tag found = scope.tags.get(tag);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** The names declared here, in order. */
  public List<Binding> bindings() {
    return List.copyOf(names.values());
  }

  /** All names that are visible, the innermost first. */
  public List<String> visible() {
    List<String> all = new ArrayList<>();
    for (Scope scope = this; scope != null; scope = scope.outer.orElse(null)) {
      all.addAll(scope.names.keySet());
    }
    return all;
  }
}
