package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Wrong;
import cloister.cc.check.scope.Binding;
import cloister.cc.check.scope.Named;
import cloister.cc.syntax.Alignment;
import cloister.cc.syntax.Specifiers;
import cloister.cc.syntax.TypeSpecifier;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.Optional;

/** What declaration specifiers mean (C11 6.7.1 to 6.7.5). */
final class Specifying {
  private final Unit unit;

  Specifying(Unit unit) {
    this.unit = unit;
  }

  /** The storage classes; at most one. */
  enum Storage {
    NONE,
    TYPEDEF,
    EXTERN,
    STATIC,
    AUTO,
    REGISTER
  }

  /**
   * Specifiers, understood.
   *
   * @param alignment bytes from {@code _Alignas} and attributes, or 0
   * @param deduced true for GNU's {@code __auto_type}
   */
  record Base(
      Qualified type,
      Storage storage,
      boolean inline,
      int alignment,
      boolean deduced,
      Attributes.Found attributes) {}

  /**
   * @param alone true when no declarator follows, so that a tag is declared in this scope
   */
  Base base(Specifiers specifiers, boolean alone) {
    Attributes.Found attributes = unit.attributes.read(specifiers.attributes());
    attributes.noreturn |= specifiers.has("_Noreturn");
    int alignment = Math.max(attributes.alignment, alignment(specifiers));
    Qualified type;
    if (specifiers.type().isEmpty()) {
      type = Qualified.plain(arithmetic(specifiers));
    } else {
      TypeSpecifier written = specifiers.type().getFirst();
      alignment = Math.max(alignment, typedefAlignment(written));
      type = special(written, specifiers, alone);
    }
    boolean isConst = specifiers.has("const");
    boolean isVolatile = specifiers.has("volatile");
    return new Base(
        moded(type, attributes).adding(isConst, isVolatile),
        storage(specifiers),
        specifiers.has("inline"),
        alignment,
        specifiers.has("__auto_type"),
        attributes);
  }

  /** GNU's {@code mode} replaces a number's type by one of a size. */
  static Qualified moded(Qualified type, Attributes.Found attributes) {
    if (attributes.mode.isEmpty()) {
      return type;
    }
    return switch (attributes.mode.get()) {
      case IntegerType mode when type.type() instanceof IntegerType integer ->
          type.with(mode.withSign(integer.isSigned()));
      case Type.Floating mode when type.type().isFloating() -> type.with(mode);
      default -> type;
    };
  }

  private Storage storage(Specifiers specifiers) {
    Storage storage = Storage.NONE;
    for (Specifiers.Word word : specifiers.words()) {
      Storage named =
          switch (word.text()) {
            case "typedef" -> Storage.TYPEDEF;
            case "extern" -> Storage.EXTERN;
            case "static" -> Storage.STATIC;
            case "auto" -> Storage.AUTO;
            case "register" -> Storage.REGISTER;
            default -> Storage.NONE;
          };
      if (named != Storage.NONE && storage != Storage.NONE) {
        unit.error(word.span(), "cc.type.storage.two", code("word", word.text()));
      } else if (named != Storage.NONE) {
        storage = named;
      }
    }
    return storage;
  }

  private int alignment(Specifiers specifiers) {
    int most = 0;
    for (Alignment alignment : specifiers.alignments()) {
      most = Math.max(most, alignment(alignment));
    }
    return most;
  }

  private int alignment(Alignment alignment) {
    return switch (alignment) {
      case Alignment.AsType as -> unit.typeNames.type(as.type()).type().alignment();
      case Alignment.Boundary boundary -> {
        if (unit.expressions.value(boundary.bytes()) instanceof Constant constant
            && constant.type().isInteger()) {
          yield unit.attributes.powerOfTwo(constant.value(), boundary.span());
        }
        unit.error(boundary.span(), "cc.type.constant.required");
        yield 0;
      }
    };
  }

  private int typedefAlignment(TypeSpecifier written) {
    if (written instanceof TypeSpecifier.TypedefName name) {
      Optional<Binding> binding = unit.scope.find(name.name());
      if (binding.isPresent() && binding.get().meaning() instanceof Named.Typedef typedef) {
        return typedef.alignment();
      }
    }
    return 0;
  }

  private Qualified special(TypeSpecifier written, Specifiers specifiers, boolean alone) {
    refuseKeywords(specifiers);
    return switch (written) {
      case TypeSpecifier.TypedefName name -> typedef(name);
      case TypeSpecifier.StructOrUnion struct -> Qualified.plain(unit.records.type(struct, alone));
      case TypeSpecifier.Enumeration enumeration ->
          Qualified.plain(unit.enumerations.type(enumeration));
      case TypeSpecifier.TypeofType typeof -> unit.typeNames.type(typeof.operand());
      case TypeSpecifier.TypeofExpression typeof ->
          unit.expressions.operand(typeof.operand()).type();
    };
  }

  /** {@code unsigned t} and the like. */
  private void refuseKeywords(Specifiers specifiers) {
    for (Specifiers.Word word : specifiers.words()) {
      if (ArithmeticWords.isOne(word.text())) {
        unit.error(word.span(), "cc.type.specifiers", code("word", word.text()));
        return;
      }
    }
  }

  private Qualified typedef(TypeSpecifier.TypedefName written) {
    Optional<Binding> found = unit.scope.find(written.name());
    if (found.isPresent() && found.get().meaning() instanceof Named.Typedef typedef) {
      found.get().use();
      return typedef.type();
    }
    unit.error(written.span(), "cc.type.typedef.unknown", code("name", written.name()));
    return Qualified.plain(Wrong.TYPE);
  }

  private Type arithmetic(Specifiers specifiers) {
    ArithmeticWords words = new ArithmeticWords();
    Span last = specifiers.span();
    for (Specifiers.Word word : specifiers.words()) {
      if (word.text().equals("__auto_type")) {
        return IntegerType.INT;
      }
      if (ArithmeticWords.isOne(word.text())) {
        last = word.span();
        words.add(word.text());
      }
    }
    Optional<Type> type = words.type();
    if (type.isEmpty()) {
      unit.error(
          last,
          words.isUnsupported() ? "cc.type.unsupported" : "cc.type.specifiers",
          code("word", words.text()));
    }
    return type.orElse(Wrong.TYPE);
  }
}
