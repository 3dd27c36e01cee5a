package cloister.cc.random;

import cloister.cc.random.Scope.Array;
import cloister.cc.random.Scope.Place;
import cloister.cc.random.Scope.Pointer;
import cloister.cc.random.Scope.Whole;
import java.util.ArrayList;
import java.util.List;

/** Writes statements. Every loop and every call takes fuel, so that all programs end. */
final class Statements {
  private static final int DEPTH = 3;

  private final Dice dice;
  private final StringBuilder out;
  private final List<Function> callable;
  private final List<Struct> structs;
  private int names;

  Statements(Dice dice, StringBuilder out, List<Function> callable, List<Struct> structs) {
    this.dice = dice;
    this.out = out;
    this.callable = callable;
    this.structs = structs;
  }

  void block(Scope outer, int count, int nesting, boolean inLoop) {
    Scope scope = outer.inner();
    declarations(scope, nesting);
    for (int i = 0; i < count; i++) {
      statement(scope, nesting, inLoop);
    }
  }

  private void declarations(Scope scope, int nesting) {
    int count = dice.between(1, 3);
    for (int i = 0; i < count; i++) {
      indent(nesting);
      declaration(scope);
    }
  }

  private void declaration(Scope scope) {
    Expressions expressions = new Expressions(dice, scope);
    String name = "l" + names++;
    switch (dice.below(8)) {
      case 0 -> {
        Kind kind = dice.oneOf(Kind.values());
        String first = expressions.as(kind, 1);
        out.append(
            kind.type() + " " + name + "[4] = {" + first + ", " + kind.constant(dice) + "};\n");
        scope.arrays.add(new Array(name, kind, 4));
      }
      case 1 -> {
        Struct struct = dice.oneOf(structs);
        out.append(struct.type() + " " + name + " = " + struct.initializer(dice) + ";\n");
        scope.structure(name, struct);
      }
      case 2 -> {
        out.append("double " + name + " = " + expressions.real(2) + ";\n");
        scope.doubles.add(name);
      }
      case 3 -> {
        Kind kind = dice.oneOf(Kind.values());
        out.append("static " + kind.type() + " " + name + " = " + kind.constant(dice) + ";\n");
        scope.variable(name, kind);
      }
      default -> {
        Kind kind = dice.oneOf(Kind.values());
        String qualifier = dice.chance(10) ? "volatile " : "";
        String value = expressions.any(DEPTH - 1).text();
        out.append(qualifier + kind.type() + " " + name + " = " + value + ";\n");
        scope.variable(name, kind);
      }
    }
  }

  private void statement(Scope scope, int nesting, boolean inLoop) {
    indent(nesting);
    int choice = dice.below(nesting > 3 ? 9 : 16);
    switch (choice) {
      case 0, 1, 2 -> assignment(scope);
      case 3 -> compound(scope);
      case 4 -> step(scope);
      case 5 -> mix(scope);
      case 6 -> call(scope);
      case 7 -> whole(scope);
      case 8 -> pointerOrLeave(scope, inLoop);
      case 9, 10 -> condition(scope, nesting, inLoop);
      case 11, 12 -> loop(scope, nesting);
      case 13 -> selection(scope, nesting, inLoop);
      case 14 -> forward(scope, nesting, inLoop);
      default -> real(scope);
    }
  }

  private void assignment(Scope scope) {
    Expressions expressions = new Expressions(dice, scope);
    out.append(target(scope).text() + " = " + expressions.any(DEPTH).text() + ";\n");
  }

  /** An integer object that may be changed. */
  private Place target(Scope scope) {
    Expressions expressions = new Expressions(dice, scope);
    if (dice.chance(20) && !scope.arrays.isEmpty()) {
      Array array = dice.oneOf(scope.arrays);
      return new Place(expressions.element(array, 1), array.kind(), true, 0);
    }
    if (dice.chance(15) && !scope.pointers.isEmpty()) {
      Pointer pointer = dice.oneOf(scope.pointers);
      return new Place("*" + pointer.text(), pointer.kind(), true, 0);
    }
    List<Place> writable = new ArrayList<>();
    for (Place place : scope.places) {
      if (place.writable()) {
        writable.add(place);
      }
    }
    return dice.oneOf(writable);
  }

  private void compound(Scope scope) {
    Place place = target(scope);
    Expressions expressions = new Expressions(dice, scope);
    boolean wide = place.kind().bits >= 32 && place.kind().signed && place.width() == 0;
    String value =
        switch (dice.below(5)) {
          case 0 -> dice.oneOf(" &= ", " |= ", " ^= ") + expressions.any(2).text();
          case 1 -> dice.oneOf(" /= ", " %= ") + "((" + expressions.any(2).text() + " & 63) + 2)";
          case 2 -> " >>= (" + expressions.any(1).text() + " & 7)";
          case 3 -> dice.oneOf(" += ", " -= ") + bounded(expressions, wide, Kind.I16);
          default ->
              place.width() > 0
                  ? " ^= " + expressions.as(Kind.I8, 2)
                  : " *= " + bounded(expressions, wide, Kind.U8);
        };
    out.append(place.text() + value + ";\n");
  }

  /** An operand with which a narrow object cannot overflow int, and a wide one is unsigned. */
  private String bounded(Expressions expressions, boolean wide, Kind narrow) {
    return expressions.as(wide ? Kind.U64 : narrow, 2);
  }

  private void step(Scope scope) {
    Place place = target(scope);
    boolean safe = place.width() > 0 || place.kind().bits < 32 || !place.kind().signed;
    if (!safe) {
      out.append(place.text() + " ^= 1;\n");
      return;
    }
    String operand = "(" + place.text() + ")";
    out.append(
        dice.chance(50) ? operand + dice.oneOf("++", "--") : dice.oneOf("++", "--") + operand);
    out.append(";\n");
  }

  private void mix(Scope scope) {
    Expressions expressions = new Expressions(dice, scope);
    if (dice.chance(60)) {
      out.append("mix((u64)" + expressions.any(DEPTH).text() + ");\n");
      return;
    }
    StringBuilder types = new StringBuilder();
    StringBuilder values = new StringBuilder();
    int count = dice.between(1, 5);
    for (int i = 0; i < count; i++) {
      char type = dice.oneOf('i', 'u', 'l', 'd');
      types.append(type);
      values.append(", ").append(argument(expressions, type));
    }
    out.append("mix_list(\"" + types + "\"" + values + ");\n");
  }

  private String argument(Expressions expressions, char type) {
    return switch (type) {
      case 'i' -> expressions.as(dice.oneOf(Kind.I8, Kind.U16, Kind.I32), 2);
      case 'u' -> expressions.as(Kind.U32, 2);
      case 'l' -> expressions.as(Kind.I64, 2);
      default -> expressions.real(1);
    };
  }

  private void call(Scope scope) {
    if (callable.isEmpty()) {
      mix(scope);
      return;
    }
    Function function = dice.oneOf(callable);
    String call = call(function, scope);
    if (function.result() != null) {
      // The call may change what the target's own text depends on.
      String result = function.result().type() + " r_ = " + call + "; ";
      out.append("{ " + result + target(scope).text() + " = r_; }\n");
      return;
    }
    String type = function.struct().type();
    for (Whole whole : scope.wholes) {
      if (whole.struct().equals(function.struct()) && dice.chance(50)) {
        out.append(whole.text() + " = " + call + ";\n");
        return;
      }
    }
    out.append(
        "{ " + type + " r_ = " + call + "; mix((u64)r_." + scalar(function.struct()) + "); }\n");
  }

  private static String scalar(Struct struct) {
    Struct.Field field = struct.fields().getFirst();
    return field.name() + (field.length() > 0 ? "[1]" : "");
  }

  private String call(Function function, Scope scope) {
    Expressions expressions = new Expressions(dice, scope);
    StringBuilder text = new StringBuilder(function.name() + "(");
    String comma = "";
    for (Function.Parameter parameter : function.parameters()) {
      text.append(comma).append(argument(parameter, scope, expressions));
      comma = ", ";
    }
    return text.append(')').toString();
  }

  private String argument(Function.Parameter parameter, Scope scope, Expressions expressions) {
    if (parameter.kind() != null) {
      return parameter.pointer()
          ? address(parameter.kind(), scope)
          : expressions.any(DEPTH - 1).text();
    }
    for (Whole whole : scope.wholes) {
      if (whole.struct().equals(parameter.struct()) && dice.chance(60)) {
        return (parameter.pointer() ? "&" : "") + whole.text();
      }
    }
    String type = parameter.struct().type();
    String literal = "(" + type + ")" + parameter.struct().initializer(dice);
    return (parameter.pointer() ? "&" : "") + literal;
  }

  private String address(Kind kind, Scope scope) {
    for (Pointer pointer : scope.pointers) {
      if (pointer.kind() == kind && dice.chance(40)) {
        return pointer.text();
      }
    }
    for (Array array : scope.arrays) {
      if (array.kind() == kind && dice.chance(50)) {
        return "&" + array.text() + "[" + dice.below(array.length()) + "]";
      }
    }
    return "&(" + kind.type() + "){" + kind.constant(dice) + "}";
  }

  private void whole(Scope scope) {
    if (scope.wholes.isEmpty()) {
      step(scope);
      return;
    }
    Whole to = dice.oneOf(scope.wholes);
    Whole from = dice.oneOf(scope.wholes);
    boolean same = to.struct().equals(from.struct()) && dice.chance(70);
    String literal = "(" + to.struct().type() + ")" + to.struct().initializer(dice);
    out.append(to.text() + " = " + (same ? from.text() : literal) + ";\n");
  }

  private void pointerOrLeave(Scope scope, boolean inLoop) {
    Expressions expressions = new Expressions(dice, scope);
    if (inLoop && dice.chance(60)) {
      String leave = dice.oneOf("break", "continue");
      out.append("if (" + expressions.any(2).text() + ") " + leave + ";\n");
      return;
    }
    for (Pointer pointer : scope.pointers) {
      // Only what outlives every use may be pointed to from outside.
      for (Array array : scope.arrays) {
        boolean global = array.text().startsWith("g") && pointer.text().startsWith("g");
        if (global && array.kind() == pointer.kind() && dice.chance(60)) {
          out.append(pointer.text() + " = &" + expressions.element(array, 1) + ";\n");
          return;
        }
      }
    }
    out.append("mix((u64)" + expressions.any(2).text() + ");\n");
  }

  private void condition(Scope scope, int nesting, boolean inLoop) {
    Expressions expressions = new Expressions(dice, scope);
    out.append("if (" + expressions.any(DEPTH).text() + ") {\n");
    block(scope, dice.between(1, 3), nesting + 1, inLoop);
    if (dice.chance(50)) {
      indent(nesting);
      out.append("} else {\n");
      block(scope, dice.between(1, 2), nesting + 1, inLoop);
    }
    close(nesting);
  }

  private void loop(Scope scope, int nesting) {
    String name = "k" + names++;
    int rounds = dice.between(1, 6);
    Scope inner = scope.inner();
    inner.readOnly(name, Kind.I32);
    int form = dice.below(3);
    if (form == 0) {
      out.append(
          "for (i32 "
              + name
              + " = 0; "
              + name
              + " < "
              + rounds
              + " && fuel-- > 0; "
              + name
              + "++) {\n");
      block(inner, dice.between(1, 3), nesting + 1, true);
      close(nesting);
      return;
    }
    out.append("{\n");
    indent(nesting + 1);
    out.append("i32 " + name + " = " + rounds + ";\n");
    indent(nesting + 1);
    out.append(form == 1 ? "while (" + name + "-- > 0 && fuel-- > 0) {\n" : "do {\n");
    block(inner, dice.between(1, 3), nesting + 2, true);
    indent(nesting + 1);
    out.append(form == 1 ? "}\n" : "} while (--" + name + " > 0 && fuel-- > 0);\n");
    close(nesting);
  }

  private void selection(Scope scope, int nesting, boolean inLoop) {
    Expressions expressions = new Expressions(dice, scope);
    int cases = dice.between(2, 6);
    Kind kind = dice.oneOf(Kind.values());
    int offset = dice.chance(30) ? dice.between(-3, 100) : 0;
    String value =
        "(" + expressions.as(kind, 2) + " & 7)" + (offset != 0 ? " + (" + offset + ")" : "");
    out.append("switch (" + value + ") {\n");
    for (int i = 0; i < cases; i++) {
      indent(nesting + 1);
      out.append(i == 1 && dice.chance(60) ? "default: {\n" : "case " + (i + offset) + ": {\n");
      block(scope, dice.between(1, 2), nesting + 2, false);
      close(nesting + 1);
      if (dice.chance(70)) {
        indent(nesting + 1);
        out.append(inLoop && dice.chance(10) ? "continue;\n" : "break;\n");
      }
    }
    close(nesting);
  }

  private void forward(Scope scope, int nesting, boolean inLoop) {
    Expressions expressions = new Expressions(dice, scope);
    String label = "past" + names++;
    out.append("{\n");
    indent(nesting + 1);
    out.append("if (" + expressions.any(2).text() + ") goto " + label + ";\n");
    block(scope, dice.between(1, 2), nesting + 1, inLoop);
    indent(nesting + 1);
    out.append(label + ":;\n");
    close(nesting);
  }

  private void real(Scope scope) {
    Expressions expressions = new Expressions(dice, scope);
    if (scope.doubles.isEmpty()) {
      out.append("mix((u64)(i64)" + expressions.real(2) + ");\n");
    } else {
      out.append(dice.oneOf(scope.doubles) + " = " + expressions.real(2) + ";\n");
    }
  }

  private void close(int nesting) {
    indent(nesting);
    out.append("}\n");
  }

  private void indent(int nesting) {
    out.append("  ".repeat(nesting));
  }
}
