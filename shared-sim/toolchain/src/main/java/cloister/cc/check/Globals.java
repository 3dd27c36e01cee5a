package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Wrong;
import cloister.cc.check.scope.Global;
import cloister.cc.tree.Program;
import cloister.cc.tree.Symbol;
import cloister.cc.type.Compatibility;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything with linkage, by name, whatever scope declared it (C11 6.2.2). */
final class Globals {
  private final Unit unit;
  private final Map<String, Global> all = new LinkedHashMap<>();

  Globals(Unit unit) {
    this.unit = unit;
  }

  Optional<Global> find(String name) {
    return Optional.ofNullable(all.get(name));
  }

  List<Global> all() {
    return List.copyOf(all.values());
  }

  /** The other names, each for something that is defined here. */
  List<Program.Alias> aliases() {
    List<Program.Alias> aliases = new ArrayList<>();
    for (Global global : all.values()) {
      if (!global.alias().isEmpty() && (global.defined() || global.tentative())) {
        unit.error(global.span(), "cc.type.redefined", code("name", global.symbol().name()));
      } else if (!global.alias().isEmpty()) {
        alias(global).ifPresent(aliases::add);
      }
    }
    return aliases;
  }

  /** The weak names that are used and may be missing everywhere. */
  List<String> weak() {
    List<String> weak = new ArrayList<>();
    for (Global global : all.values()) {
      boolean here = global.defined() || global.tentative() || !global.alias().isEmpty();
      if (global.weak() && global.used() && !here) {
        weak.add(assemblerName(global.symbol()));
      }
    }
    return weak;
  }

  /** The functions that nobody is meant to call. */
  List<Program.Forbidden> forbidden() {
    List<Program.Forbidden> forbidden = new ArrayList<>();
    for (Global global : all.values()) {
      global
          .forbidden()
          .ifPresent(
              rule ->
                  forbidden.add(
                      new Program.Forbidden(
                          assemblerName(global.symbol()), rule.error(), rule.text())));
    }
    return forbidden;
  }

  private Optional<Program.Alias> alias(Global global) {
    for (Global target : all.values()) {
      boolean meant = assemblerName(target.symbol()).equals(global.alias());
      if (meant && (target.defined() || target.tentative())) {
        target.use();
        return Optional.of(new Program.Alias(global.symbol(), global.alias(), global.weak()));
      }
    }
    unit.error(
        global.span(),
        "cc.type.alias",
        code("name", global.symbol().name()),
        code("target", global.alias()));
    return Optional.empty();
  }

  private static String assemblerName(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Variable variable -> variable.assemblerName();
      case Symbol.Function function -> function.assemblerName();
    };
  }

  void add(Global global) {
    all.put(global.symbol().name(), global);
  }

  /** Reports two declarations of a name that do not go together. */
  private void conflict(String id, Global old, Span span, Type before, Type now) {
    String name = old.symbol().name();
    Message message =
        Message.of(
            id,
            code("name", name),
            code("type", TypeText.of(now)),
            code("before", TypeText.of(before)));
    if (old.implicit()) {
      unit.diagnostics.warn(span, message);
    } else {
      unit.diagnostics.error(span, message);
    }
    unit.note(old.span(), "cc.type.note.previous", code("name", name));
  }

  /** Declares a function again or anew; the answer stands for all its declarations. */
  Global function(String name, Type.Function type, boolean internal, Span span) {
    Global old = all.get(name);
    if (old == null) {
      Symbol.Function function = new Symbol.Function(name, type, span);
      if (internal) {
        function.makeInternal();
      }
      Global made = new Global(function, span);
      add(made);
      return made;
    }
    if (!(old.symbol() instanceof Symbol.Function function)) {
      unit.error(span, "cc.type.redeclared.kind", code("name", name));
      unit.note(old.span(), "cc.type.note.previous", code("name", name));
      return new Global(new Symbol.Function(name, type, span), span);
    }
    if (internal && !function.internal()) {
      unit.error(span, "cc.type.redeclared.static", code("name", name));
      unit.note(old.span(), "cc.type.note.previous", code("name", name));
    }
    if (Compatibility.compatible(function.type(), type)) {
      function.refine((Type.Function) Compatibility.composite(type, function.type()));
    } else if (!Wrong.within(type) && !Wrong.within(function.type())) {
      conflict("cc.type.redeclared.type", old, span, function.type(), type);
      function.refine(type);
    }
    old.seenAt(span);
    return old;
  }

  /**
   * Declares an object again or anew.
   *
   * @param plain true without a storage class, which gives external linkage (6.2.2, paragraph 5)
   */
  Global object(String name, Qualified type, Symbol.Storage storage, boolean plain, Span span) {
    Global old = all.get(name);
    if (old == null) {
      Global made = new Global(new Symbol.Variable(name, type, storage, span), span);
      add(made);
      return made;
    }
    if (!(old.symbol() instanceof Symbol.Variable variable)) {
      unit.error(span, "cc.type.redeclared.kind", code("name", name));
      unit.note(old.span(), "cc.type.note.previous", code("name", name));
      return new Global(new Symbol.Variable(name, type, storage, span), span);
    }
    if (storage == Symbol.Storage.STATIC && variable.storage() != storage) {
      unit.error(span, "cc.type.redeclared.static", code("name", name));
      unit.note(old.span(), "cc.type.note.previous", code("name", name));
    }
    if (plain && variable.storage() == Symbol.Storage.STATIC) {
      unit.error(span, "cc.type.redeclared.extern", code("name", name));
      unit.note(old.span(), "cc.type.note.previous", code("name", name));
    }
    if (Compatibility.compatible(variable.type(), type)) {
      variable.refine(Compatibility.composite(variable.type(), type));
    } else if (!Wrong.within(type.type()) && !Wrong.within(variable.type().type())) {
      conflict("cc.type.redeclared.type", old, span, variable.type().type(), type.type());
    }
    old.seenAt(span);
    return old;
  }
}
