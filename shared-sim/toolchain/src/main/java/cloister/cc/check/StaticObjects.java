package cloister.cc.check;

import cloister.asm.report.Span;
import cloister.cc.lex.Encoding;
import cloister.cc.lex.StringConstant;
import cloister.cc.tree.Program.Reference;
import cloister.cc.tree.Program.StaticObject;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects of static storage that are defined, string literals among them (C11 6.4.5). */
final class StaticObjects {
  private final Map<String, Variable> strings = new LinkedHashMap<>();
  private final List<StaticObject> all = new ArrayList<>();
  private int anonymous;
  private int locals;

  /** What strings consist of. */
  private final IntegerType character;

  StaticObjects(IntegerType character) {
    this.character = character;
  }

  List<StaticObject> all() {
    return List.copyOf(all);
  }

  /** Adds an object with bytes, or with none when it is all zeros. */
  void define(Variable variable, byte[] bytes, List<Reference> references, Traits traits) {
    all.add(
        new StaticObject(
            variable,
            traits.size(),
            bytes,
            references,
            traits.section(),
            traits.readOnly(),
            traits.weak()));
  }

  /** What a definition adds to the bytes. */
  record Traits(int size, String section, boolean readOnly, boolean weak) {}

  /** A static object without a name in the source. */
  Variable anonymous(Qualified type, Span span) {
    Variable variable = new Variable("", type, Storage.STATIC, span);
    variable.assemblerName(".LC" + anonymous++);
    return variable;
  }

  /** Makes the name of a block's static object unique. */
  void renameLocal(Variable variable) {
    variable.assemblerName(variable.name() + "." + locals++);
  }

  private IntegerType elementOf(Encoding encoding) {
    return switch (encoding) {
      case PLAIN, UTF8 -> character;
      case UTF16 -> IntegerType.UNSIGNED_SHORT;
      case UTF32 -> IntegerType.UNSIGNED_INT;
      case WIDE -> IntegerType.LONG;
    };
  }

  /** The array of a string literal; equal literals share it. */
  Variable string(StringConstant text, Span span) {
    return shared(text, text.encoding().name(), span);
  }

  /** The array of a function's name, which is no literal (C11 6.4.2.2). */
  Variable functionName(StringConstant text, Span span) {
    return shared(text, "", span);
  }

  private Variable shared(StringConstant text, String kind, Span span) {
    StringBuilder key = new StringBuilder(kind).append(':');
    for (int unit : text.units()) {
      key.append((char) (unit >>> 16)).append((char) unit);
    }
    Variable known = strings.get(key.toString());
    if (known != null) {
      return known;
    }
    IntegerType element = elementOf(text.encoding());
    int length = text.units().length + 1;
    Variable made =
        anonymous(Qualified.plain(new Type.Array(Qualified.plain(element), length)), span);
    byte[] bytes = bytes(text.units(), element.size(), length);
    define(made, bytes, List.of(), new Traits(bytes.length, "", true, false));
    strings.put(key.toString(), made);
    return made;
  }

  /** Code units as they stand in memory, as many as the array has. */
  static byte[] bytes(int[] units, int size, int length) {
    byte[] bytes = new byte[size * length];
    for (int i = 0; i < Math.min(length, units.length); i++) {
      for (int j = 0; j < size; j++) {
        bytes[size * i + j] = (byte) (units[i] >>> 8 * j);
      }
    }
    return bytes;
  }
}
