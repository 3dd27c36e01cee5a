package cloister.cc.random;

import cloister.cc.random.Function.Parameter;
import cloister.cc.random.Scope.Array;
import cloister.cc.random.Scope.Place;
import cloister.cc.random.Scope.Pointer;
import cloister.cc.random.Scope.Whole;
import java.util.ArrayList;
import java.util.List;

/**
 * Random C programs that are free of undefined behaviour, always end, and print checksums of what
 * they did.
 */
public final class ProgramGenerator {
  private static final int POINTED_LENGTH = 8;
  private static final List<String> ATTRIBUTES =
      List.of(
          "",
          "",
          "__attribute__((regparm(3))) ",
          "__attribute__((regparm(2), noinline)) ",
          "__attribute__((stdcall)) ",
          "__attribute__((stdcall, regparm(1), noinline)) ",
          "__attribute__((fastcall)) ",
          "__attribute__((fastcall, noinline)) ");

  private final Dice dice;
  private final int size;
  private final StringBuilder out = new StringBuilder(Prologue.TEXT);
  private final Scope globals = new Scope();
  private final List<Struct> structs = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();

  private ProgramGenerator(long seed, int size) {
    dice = new Dice(seed);
    this.size = size;
  }

  /** The text of a program; {@code size} is about the number of its functions. */
  public static String program(long seed, int size) {
    return new ProgramGenerator(seed, size).write();
  }

  private String write() {
    for (int i = 0; i < 3; i++) {
      Struct struct = Struct.random("s" + i, dice);
      structs.add(struct);
      out.append(struct.definition());
    }
    out.append('\n');
    for (Kind kind : Kind.values()) {
      globalsOf(kind);
    }
    for (Struct struct : structs) {
      globalsOf(struct);
    }
    out.append("static double gd = 0.5;\n\n");
    globals.doubles.add("gd");
    for (int i = 0; i < size; i++) {
      function("f" + i);
    }
    observe();
    main();
    return out.toString();
  }

  private void globalsOf(Kind kind) {
    String type = "static " + kind.type() + " ";
    String name = "g" + kind.type();
    out.append(type + name + " = " + kind.constant(dice) + ";\n");
    String list = "{" + kind.constant(dice) + ", " + kind.constant(dice) + "}";
    out.append(type + name + "a[" + POINTED_LENGTH + "] = " + list + ";\n");
    out.append(type + "*" + name + "p = &" + name + "a[" + dice.below(POINTED_LENGTH) + "];\n");
    globals.variable(name, kind);
    globals.arrays.add(new Array(name + "a", kind, POINTED_LENGTH));
    globals.pointers.add(new Pointer(name + "p", kind));
  }

  private void globalsOf(Struct struct) {
    String name = "g" + struct.name();
    String type = "static " + struct.type() + " ";
    out.append(type + name + " = " + struct.initializer(dice) + ";\n");
    out.append(
        type + name + "b = " + struct.initializer(dice) + ", *" + name + "p = &" + name + ";\n");
    globals.structure(name, struct);
    globals.structure(name + "b", struct);
    globals.structurePointer(name + "p", struct);
  }

  private void function(String name) {
    List<Parameter> parameters = new ArrayList<>();
    int count = dice.below(6);
    for (int i = 0; i < count; i++) {
      parameters.add(parameter("p" + i));
    }
    boolean number = dice.chance(75);
    Kind result = number ? dice.oneOf(Kind.values()) : null;
    Struct struct = number ? null : dice.oneOf(structs);
    String attributes = dice.oneOf(ATTRIBUTES);
    Function function = new Function(attributes, name, result, struct, parameters);
    body(function);
    functions.add(function);
  }

  private Parameter parameter(String name) {
    boolean pointer = dice.chance(20);
    return dice.chance(75)
        ? new Parameter(name, dice.oneOf(Kind.values()), null, pointer)
        : new Parameter(name, null, dice.oneOf(structs), pointer);
  }

  private void body(Function function) {
    Scope scope = globals.inner();
    for (Parameter parameter : function.parameters()) {
      enter(parameter, scope);
    }
    out.append(function.signature() + " {\n");
    boolean number = function.result() != null;
    String empty = number ? "0" : "(" + function.struct().type() + "){0}";
    out.append("  if (fuel-- <= 0) return " + empty + ";\n");
    new Statements(dice, out, functions, structs).block(scope, dice.between(3, 7), 1, false);
    out.append("  return " + result(function, scope) + ";\n}\n\n");
  }

  private String result(Function function, Scope scope) {
    if (function.result() != null) {
      return new Expressions(dice, scope).any(2).text();
    }
    for (Whole whole : scope.wholes) {
      if (whole.struct().equals(function.struct()) && dice.chance(50)) {
        return whole.text();
      }
    }
    return "g" + function.struct().name();
  }

  private static void enter(Parameter parameter, Scope scope) {
    if (parameter.kind() == null) {
      if (parameter.pointer()) {
        scope.structurePointer(parameter.name(), parameter.struct());
      } else {
        scope.structure(parameter.name(), parameter.struct());
      }
    } else if (parameter.pointer()) {
      scope.pointers.add(new Pointer(parameter.name(), parameter.kind()));
    } else {
      scope.variable(parameter.name(), parameter.kind());
    }
  }

  /** Puts all global objects into the checksum. */
  private void observe() {
    out.append("static void observe(void) {\n");
    for (Place place : globals.places) {
      out.append("  mix((u64)" + place.text() + ");\n");
    }
    for (Array array : globals.arrays) {
      out.append("  for (i32 i = 0; i < " + array.length() + "; i++) mix((u64)");
      out.append(array.text() + "[i]);\n");
    }
    out.append("  mix((u64)(i64)tame(gd));\n}\n\n");
  }

  private void main() {
    out.append("int main(void) {\n");
    Statements statements = new Statements(dice, out, functions, structs);
    for (int i = 0; i < 4; i++) {
      out.append("  {\n");
      statements.block(globals, size, 2, false);
      out.append("  }\n  fuel = 30000;\n  observe();\n");
      out.append("  printf(\"" + i + " %08x\\n\", sum);\n");
    }
    out.append("  printf(\"checksum %08x\\n\", sum);\n  return 0;\n}\n");
  }
}
