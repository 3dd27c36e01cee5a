package cloister.cc.tree;

import cloister.asm.report.Span;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.Optional;

/** Something with a name: an object or a function. Identity is what counts. */
public sealed interface Symbol {
  String name();

  /** An object, global or local; parameters are local ones. */
  final class Variable implements Symbol {
    private final String name;
    private final Storage storage;
    private final Span span;
    private Qualified type;
    private String assemblerName;
    private int alignment;
    private boolean addressTaken;
    private Optional<Expression> known = Optional.empty();

    public Variable(String name, Qualified type, Storage storage, Span span) {
      this.name = name;
      this.type = type;
      this.storage = storage;
      this.span = span;
      assemblerName = name;
    }

    @Override
    public String name() {
      return name;
    }

    public Qualified type() {
      return type;
    }

    /** An array's length or a composite type may become known later. */
    public void refine(Qualified better) {
      type = better;
    }

    /**
     * The value that other initializers may use: a number that is known when this is compiled, and
     * that nothing changes.
     */
    public Optional<Expression> known() {
      return known;
    }

    public void know(Expression constant) {
      known = Optional.of(constant);
    }

    public Storage storage() {
      return storage;
    }

    public Span span() {
      return span;
    }

    /** The name in the object file; a local static's is made unique. */
    public String assemblerName() {
      return assemblerName;
    }

    public void assemblerName(String other) {
      assemblerName = other;
    }

    /** Bytes: the type's alignment unless an attribute or {@code _Alignas} asks for more. */
    public int alignment() {
      return Math.max(alignment, type.type().alignment());
    }

    public void align(int bytes) {
      alignment = Math.max(alignment, bytes);
    }

    /** True when it must live in memory: its address is taken, or it is volatile. */
    public boolean addressTaken() {
      return addressTaken;
    }

    public void takeAddress() {
      addressTaken = true;
    }
  }

  /** Where a variable lives. */
  enum Storage {
    /** In the frame or in a register. */
    AUTOMATIC,
    PARAMETER,
    /** Known to this object file alone. */
    STATIC,
    /** Known to all. */
    EXTERNAL
  }

  /** A function. */
  final class Function implements Symbol {
    private final String name;
    private final Span span;
    private Type.Function type;
    private String assemblerName;
    private boolean internal;
    private FunctionTraits traits = FunctionTraits.NONE;

    public Function(String name, Type.Function type, Span span) {
      this.name = name;
      this.type = type;
      this.span = span;
      assemblerName = name;
    }

    @Override
    public String name() {
      return name;
    }

    public Span span() {
      return span;
    }

    public Type.Function type() {
      return type;
    }

    public void refine(Type.Function better) {
      type = better;
    }

    public String assemblerName() {
      return assemblerName;
    }

    public void assemblerName(String other) {
      assemblerName = other;
    }

    /** True when it is {@code static}. */
    public boolean internal() {
      return internal;
    }

    public void makeInternal() {
      internal = true;
    }

    public FunctionTraits traits() {
      return traits;
    }

    public void traits(FunctionTraits other) {
      traits = other;
    }
  }

  /**
   * What attributes and specifiers say about a function.
   *
   * @param inlineOnly an inline definition that gives no external one (C11 6.7.4)
   * @param section empty for {@code .text}
   * @param weak a definition elsewhere goes first
   * @param used kept although nobody calls it
   * @param returnsTwice as {@code setjmp} does
   */
  record FunctionTraits(
      boolean noreturn,
      boolean naked,
      boolean inline,
      boolean inlineOnly,
      boolean alwaysInline,
      boolean noInline,
      boolean weak,
      boolean used,
      boolean returnsTwice,
      String section,
      int alignment) {
    public static final FunctionTraits NONE =
        new FunctionTraits(false, false, false, false, false, false, false, false, false, "", 0);
  }
}
