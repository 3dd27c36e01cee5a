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
import cloister.cc.type.TypeText;
import java.util.Optional;

/** What declaration specifiers mean (C11 6.7.1 to 6.7.5). */
final class Specifying {
  static final String ATOMIC = "_Atomic";

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
   * @param typeAlignment bytes that a typedef gave the type, or 0; they can be fewer than its own
   * @param alignas bytes from {@code _Alignas}, or 0; missing when there is none
   * @param noreturn true for {@code _Noreturn} alone, not for the attribute
   * @param deduced true for GNU's {@code __auto_type}
   */
  record Base(
      Qualified type,
      Storage storage,
      boolean inline,
      boolean noreturn,
      int alignment,
      int typeAlignment,
      Optional<Integer> alignas,
      boolean deduced,
      Attributes.Found attributes) {

    /** The typedef's alignment of what is declared: not through a pointer, but for an array. */
    int typeAlignment(Qualified declared) {
      Type at = declared.type();
      while (at instanceof Type.Array array && !at.equals(type.type())) {
        at = array.element().type();
      }
      return at.equals(type.type()) ? typeAlignment : 0;
    }
  }

  /**
   * @param alone true when no declarator follows, so that a tag is declared in this scope
   */
  Base base(Specifiers specifiers, boolean alone) {
    Attributes.Found attributes = unit.attributes.read(specifiers.attributes());
    attributes.noreturn |= specifiers.has("_Noreturn");
    Optional<Integer> alignas = alignment(specifiers);
    int typeAlignment = 0;
    Qualified type;
    if (specifiers.type().isEmpty()) {
      type = Qualified.plain(arithmetic(specifiers));
    } else {
      TypeSpecifier written = specifiers.type().getFirst();
      typeAlignment = typedefAlignment(written);
      type = special(written, specifiers, alone);
    }
    checkRestrict(specifiers, type.type());
    refuseAtomic(specifiers);
    boolean isConst = specifiers.has("const");
    boolean isVolatile = specifiers.has("volatile");
    return new Base(
        moded(type, attributes).adding(isConst, isVolatile),
        storage(specifiers),
        specifiers.has("inline"),
        specifiers.has("_Noreturn"),
        Math.max(attributes.alignment, alignas.orElse(0)),
        typeAlignment,
        alignas,
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

  private Optional<Integer> alignment(Specifiers specifiers) {
    Optional<Integer> most = Optional.empty();
    for (Alignment alignment : specifiers.alignments()) {
      most = Optional.of(Math.max(most.orElse(0), alignment(alignment)));
    }
    return most;
  }

  /** {@code _Alignas} belongs to objects and members alone, and makes none weaker (6.7.5). */
  void checkAlignas(Base base, Qualified type, boolean allowed, Span span) {
    if (base.alignas().isEmpty() || Wrong.within(type.type())) {
      return;
    }
    int bytes = base.alignas().get();
    int own = base.typeAlignment(type);
    int natural = own > 0 ? own : type.type().alignment();
    if (!allowed) {
      unit.error(span, "cc.type.alignas.place");
    } else if (bytes != 0 && bytes < natural) {
      unit.error(span, "cc.type.alignas.weak", code("type", TypeText.of(type)));
    }
  }

  /** {@code restrict} is for pointers to objects (6.7.3, paragraph 2). */
  private void checkRestrict(Specifiers specifiers, Type type) {
    Type at = type;
    while (at instanceof Type.Array array) {
      at = array.element().type();
    }
    boolean pointer =
        at instanceof Type.Pointer(Qualified target) && !(target.type() instanceof Type.Function);
    if (specifiers.has("restrict") && !pointer && !Wrong.within(type)) {
      unit.error(specifiers.span(), "cc.type.restrict");
    }
  }

  /** What an atomic object promises, plain code does not keep. */
  private void refuseAtomic(Specifiers specifiers) {
    for (Specifiers.Word word : specifiers.words()) {
      if (word.text().equals(ATOMIC)) {
        unit.error(word.span(), "cc.type.unsupported", code("word", ATOMIC));
      }
    }
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
      case TypeSpecifier.TypeofExpression typeof -> unit.queries.typeOf(typeof.operand());
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
    ArithmeticWords words = new ArithmeticWords(unit.dialect.character());
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
