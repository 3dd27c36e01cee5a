package cloister.cc.tree;

import cloister.asm.report.Span;
import cloister.cc.tree.Symbol.Function;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Qualified;
import java.util.List;

/**
 * A translation unit after the type pass.
 *
 * @param weak names in the object file that are used, not defined here, and may be missing: their
 *     address is 0 then
 * @param forbidden functions that nobody is meant to call
 */
public record Program(
    List<Definition> functions,
    List<StaticObject> objects,
    List<Assembly> assembly,
    List<Alias> aliases,
    List<String> weak,
    List<Typedef> typedefs,
    List<Forbidden> forbidden) {

  /** GNU's assembly outside of functions. */
  public record Assembly(String text, Span span) {}

  /** Another name for a type, declared outside of functions. */
  public record Typedef(String name, Qualified type, Span span) {}

  /**
   * A function with GNU's attribute {@code error} or {@code warning}, which speaks when a call is
   * left after optimisation.
   *
   * @param symbol the name in the object file
   */
  public record Forbidden(String symbol, boolean error, String text) {}

  /**
   * Another name for something that is defined in this unit.
   *
   * @param symbol the new name
   * @param target the name in the object file of what is meant
   * @param weak a definition elsewhere goes first
   */
  public record Alias(Symbol symbol, String target, boolean weak) {}

  /**
   * A function with its body.
   *
   * @param labels whose address is taken
   */
  public record Definition(
      Function function,
      List<Variable> parameters,
      Statement.Block body,
      List<Label> labels,
      Span span) {}

  /**
   * An object of static storage.
   *
   * @param section empty for the usual one
   * @param bytes as long as the object, or empty for zeros
   * @param readOnly for {@code .rodata}
   */
  public record StaticObject(
      Variable variable,
      int sizeBytes,
      byte[] bytes,
      List<Reference> references,
      String section,
      boolean readOnly,
      boolean weak) {}

  /**
   * An address inside a static object.
   *
   * @param offset bytes from the object's start, of a doubleword
   * @param symbol the name in the object file; for a label's address the function's label
   * @param addend bytes
   * @param minus the symbol whose address is taken off, for distances of labels; often empty
   */
  public record Reference(int offset, String symbol, int addend, String minus) {
    public Reference(int offset, String symbol, int addend) {
      this(offset, symbol, addend, "");
    }
  }
}
