package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Wrong;
import cloister.cc.check.scope.Binding;
import cloister.cc.check.scope.Named;
import cloister.cc.lex.StringConstant;
import cloister.cc.syntax.Declaration;
import cloister.cc.syntax.StaticAssertion;
import cloister.cc.syntax.TypeSpecifier;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Program;
import cloister.cc.tree.Statement;
import cloister.cc.type.Compatibility;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Declarations (C11 6.7). */
final class Declarations {
  private final Unit unit;
  private final List<Program.Assembly> assembly = new ArrayList<>();

  Declarations(Unit unit) {
    this.unit = unit;
  }

  /** GNU's assembly outside functions. */
  List<Program.Assembly> assembly() {
    return List.copyOf(assembly);
  }

  /** A declaration outside functions. */
  void external(Declaration declaration) {
    switch (declaration) {
      case Declaration.Plain plain -> plain(plain, new ArrayList<>());
      case Declaration.Function function -> unit.functions.define(function);
      case Declaration.Assertion assertion -> assertion(assertion.assertion());
      case Declaration.Assembly basic ->
          assembly.add(new Program.Assembly(basic.template(), basic.span()));
    }
  }

  /** A declaration in a block: what it does is added to the statements. */
  void local(Declaration declaration, List<Statement> out) {
    switch (declaration) {
      case Declaration.Plain plain -> plain(plain, out);
      case Declaration.Assertion assertion -> assertion(assertion.assertion());
      default -> unit.error(declaration.span(), "cc.type.function.nested");
    }
  }

  void assertion(StaticAssertion assertion) {
    Expression condition = unit.expressions.value(assertion.condition());
    if (Wrong.is(condition.type())) {
      return;
    }
    if (!(condition instanceof Constant constant) || !condition.type().isInteger()) {
      unit.error(assertion.condition().span(), "cc.type.constant.required");
    } else if (constant.value() == 0) {
      if (assertion.text().isEmpty()) {
        unit.error(assertion.span(), "cc.type.assertion");
        return;
      }
      StringBuilder text = new StringBuilder();
      for (int one :
          StringConstant.read(assertion.text().get().parts(), unit.diagnostics).units()) {
        text.append((char) one);
      }
      unit.error(assertion.span(), "cc.type.assertion.text", code("text", text.toString()));
    }
  }

  private void plain(Declaration.Plain plain, List<Statement> out) {
    List<Unit.Length> outer = unit.beginLengths();
    Specifying.Base base = unit.specifying.base(plain.specifiers(), plain.declared().isEmpty());
    if (plain.declared().isEmpty()) {
      warnIfEmpty(plain);
    }
    for (Declaration.Declared declared : plain.declared()) {
      declare(base, declared, out);
    }
    flushLengths(out, plain.span());
    unit.endLengths(outer);
  }

  private void warnIfEmpty(Declaration.Plain plain) {
    List<TypeSpecifier> type = plain.specifiers().type();
    boolean declares =
        !type.isEmpty()
            && switch (type.getFirst()) {
              case TypeSpecifier.StructOrUnion struct -> struct.tag().isPresent();
              case TypeSpecifier.Enumeration enumeration -> true;
              default -> false;
            };
    if (!declares) {
      unit.warn(plain.span(), "cc.type.declares.nothing");
    }
  }

  /** Computes the lengths that the declarators so far have asked for. */
  private void flushLengths(List<Statement> out, Span span) {
    for (Unit.Length length : unit.endLengths(List.of())) {
      unit.body.ifPresent(body -> body.addVariable(length.variable().variable()));
      out.add(new Statement.Evaluate(length.store(span), span));
    }
    unit.beginLengths();
  }

  private void declare(Specifying.Base base, Declaration.Declared written, List<Statement> out) {
    Declarators.Declared declared = unit.declarators.declared(base.type(), written.declarator());
    flushLengths(out, declared.span());
    Attributes.Found attributes = unit.attributes.read(written.attributes());
    Qualified moded = Specifying.moded(declared.type(), attributes);
    Qualified type = unit.conventions.apply(moded, base.attributes(), attributes);
    String name = declared.name().orElse("");
    if (name.isEmpty()) {
      return;
    }
    Objects.Declaration declaration =
        new Objects.Declaration(
            name,
            type,
            declared.span(),
            base,
            attributes,
            written.assemblerName(),
            written.initializer());
    boolean aligned =
        base.storage() != Specifying.Storage.TYPEDEF
            && base.storage() != Specifying.Storage.REGISTER
            && !(type.type() instanceof Type.Function);
    unit.specifying.checkAlignas(base, type, aligned, declared.span());
    if (unit.body.isPresent() && isVariablyModified(type.type())) {
      unit.body.get().jumps.declare(declared.span(), name);
    }
    if (base.storage() == Specifying.Storage.TYPEDEF) {
      typedef(declaration);
    } else if (type.type() instanceof Type.Function) {
      unit.functions.declare(declaration);
    } else {
      object(declaration, out);
    }
  }

  static boolean isVariablyModified(Type type) {
    return switch (type) {
      case Type.Array array -> array.isVariable() || isVariablyModified(array.element().type());
      case Type.Pointer(Qualified target) -> isVariablyModified(target.type());
      case Type.Function function -> isVariablyModified(function.result());
      default -> false;
    };
  }

  private void object(Objects.Declaration declaration, List<Statement> out) {
    Specifying.Storage storage = declaration.base().storage();
    if (declaration.base().inline()) {
      unit.error(declaration.span(), "cc.type.inline", code("name", declaration.name()));
    }
    if (declaration.base().noreturn()) {
      unit.error(declaration.span(), "cc.type.noreturn", code("name", declaration.name()));
    }
    if (unit.scope.isFile()) {
      boolean automatic =
          storage == Specifying.Storage.AUTO || storage == Specifying.Storage.REGISTER;
      if (automatic) {
        unit.error(declaration.span(), "cc.type.storage.file");
      }
      if (declaration.base().deduced()) {
        unit.error(declaration.span(), "cc.type.auto", code("name", declaration.name()));
      }
      unit.variables.external(declaration);
    } else if (storage == Specifying.Storage.EXTERN) {
      if (declaration.initializer().isPresent()) {
        unit.error(declaration.span(), "cc.type.initial.extern");
      }
      unit.variables.external(declaration.withoutInitializer());
    } else if (storage == Specifying.Storage.STATIC) {
      unit.variables.localStatic(declaration);
    } else {
      unit.variables.automatic(declaration, out);
    }
  }

  private void typedef(Objects.Declaration declaration) {
    if (declaration.type().type() instanceof RecordType struct
        && struct.isUnion()
        && (declaration.attributes().transparent || declaration.base().attributes().transparent)) {
      struct.makeTransparent();
    }
    String name = declaration.name();
    declaration
        .initializer()
        .ifPresent(value -> unit.error(value.span(), "cc.type.typedef.initial"));
    Named meaning = new Named.Typedef(declaration.type(), declaration.typedefAlignment());
    Optional<Binding> before = unit.scope.here(name);
    if (before.isPresent()
        && before.get().meaning() instanceof Named.Typedef old
        && Compatibility.compatible(old.type(), declaration.type())) {
      return;
    }
    unit.variables.bind(name, meaning, declaration.span());
  }
}
