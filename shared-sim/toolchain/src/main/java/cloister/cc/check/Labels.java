package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.tree.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The labels of a function, and GNU's labels of a block (C11 6.8.1). */
final class Labels {
  private final Unit unit;
  private final String prefix;
  private final JumpScopes jumps;
  private final List<Map<String, Known>> scopes = new ArrayList<>();
  private final List<Label> addressed = new ArrayList<>();
  private int count;

  private static final class Known {
    final Label label;
    final Span first;
    Optional<Span> defined = Optional.empty();
    Optional<JumpScopes.Declared> scope = Optional.empty();
    final List<Jump> jumps = new ArrayList<>();
    boolean used;

    Known(Label label, Span first) {
      this.label = label;
      this.first = first;
    }
  }

  /** A {@code goto}, and where it stands. */
  private record Jump(Span span, Optional<JumpScopes.Declared> scope) {}

  Labels(Unit unit, String function, JumpScopes jumps) {
    this.unit = unit;
    this.jumps = jumps;
    prefix = function;
    scopes.add(new LinkedHashMap<>());
  }

  /** Opens a block with labels of its own. */
  void open(List<String> names, Span span) {
    Map<String, Known> own = new LinkedHashMap<>();
    names.forEach(name -> own.put(name, make(name, span)));
    scopes.add(own);
  }

  void close() {
    scopes.removeLast().forEach(this::check);
  }

  private Known make(String name, Span span) {
    return new Known(new Label(name, prefix + "." + name + "." + count++), span);
  }

  private Known known(String name, Span span) {
    for (int i = scopes.size() - 1; i > 0; i--) {
      Known found = scopes.get(i).get(name);
      if (found != null) {
        return found;
      }
    }
    return scopes.getFirst().computeIfAbsent(name, missing -> make(name, span));
  }

  Label use(String name, Span span) {
    Known found = known(name, span);
    found.used = true;
    return found.label;
  }

  /** The goal of a {@code goto}. */
  Label jump(String name, Span span) {
    known(name, span).jumps.add(new Jump(span, jumps.here()));
    return use(name, span);
  }

  Label address(String name, Span span) {
    Label label = use(name, span);
    if (!addressed.contains(label)) {
      addressed.add(label);
    }
    return label;
  }

  Label define(String name, Span span) {
    Known found = known(name, span);
    if (found.defined.isPresent()) {
      unit.error(span, "cc.type.label.twice", code("name", name));
      unit.note(found.defined.get(), "cc.type.note.previous", code("name", name));
    }
    found.defined = Optional.of(span);
    found.scope = jumps.here();
    return found.label;
  }

  /** Reports what is missing at the function's end. */
  void finish() {
    scopes.getFirst().forEach(this::check);
  }

  private void check(String name, Known known) {
    if (known.defined.isPresent()) {
      checkJumps(known);
    }
    if (known.defined.isEmpty() && known.used) {
      List<String> others = new ArrayList<>();
      scopes.forEach(scope -> scope.forEach((other, label) -> addDefined(others, other, label)));
      Optional<String> near = unit.near(name, () -> others);
      if (near.isPresent()) {
        unit.error(
            known.first,
            "cc.type.label.missing.near",
            code("name", name),
            code("near", near.get()));
      } else {
        unit.error(known.first, "cc.type.label.missing", code("name", name));
      }
    } else if (known.defined.isPresent() && !known.used) {
      unit.warn(known.defined.get(), "cc.type.unused.label", code("name", name));
    }
  }

  private void checkJumps(Known known) {
    for (Jump jump : known.jumps) {
      JumpScopes.passed(jump.scope(), known.scope)
          .ifPresent(passed -> Switches.reportJump(unit, passed, jump.span()));
    }
  }

  private static void addDefined(List<String> names, String name, Known known) {
    if (known.defined.isPresent()) {
      names.add(name);
    }
  }

  List<Label> addressed() {
    return List.copyOf(addressed);
  }
}
