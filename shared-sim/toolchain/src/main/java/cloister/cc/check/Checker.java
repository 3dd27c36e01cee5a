package cloister.cc.check;

import cloister.asm.report.Span;
import cloister.cc.check.scope.Binding;
import cloister.cc.check.scope.Named;
import cloister.cc.report.Diagnostics;
import cloister.cc.syntax.Declaration;
import cloister.cc.syntax.Source;
import cloister.cc.tree.Program;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Checks a translation unit and gives it its typed tree. */
public final class Checker {
  private final Unit unit;

  public Checker(Diagnostics diagnostics, Dialect dialect) {
    unit = new Unit(diagnostics, dialect);
    typedef("__builtin_va_list", new Type.Pointer(Qualified.plain(IntegerType.CHAR)));
    typedef("_Float32", Type.Floating.FLOAT);
    typedef("_Float64", Type.Floating.DOUBLE);
    typedef("_Float32x", Type.Floating.DOUBLE);
    typedef("_Float64x", Type.Floating.LONG_DOUBLE);
  }

  private void typedef(String name, Type type) {
    Named meaning = new Named.Typedef(Qualified.plain(type), 0);
    unit.scope.declare(new Binding(name, meaning, Span.NOWHERE));
  }

  /** The program; it is of use only when no error was reported. */
  public Program program(Source source) {
    for (Declaration declaration : source.declarations()) {
      if (unit.diagnostics.full()) {
        break;
      }
      unit.declarations.external(declaration);
    }
    List<Program.Alias> aliases = List.of();
    if (!unit.diagnostics.full()) {
      unit.variables.defineTentative();
      aliases = unit.globals.aliases();
      unit.functions.reportUnused();
    }
    return new Program(
        unit.functions.definitions(),
        unit.objects.all(),
        unit.declarations.assembly(),
        aliases,
        unit.globals.weak(),
        typedefs(),
        unit.globals.forbidden());
  }

  private List<Program.Typedef> typedefs() {
    List<Program.Typedef> typedefs = new ArrayList<>();
    for (Binding binding : unit.scope.bindings()) {
      if (binding.meaning() instanceof Named.Typedef typedef && binding.span().isPlace()) {
        typedefs.add(new Program.Typedef(binding.name(), typedef.type(), binding.span()));
      }
    }
    return typedefs;
  }
}
