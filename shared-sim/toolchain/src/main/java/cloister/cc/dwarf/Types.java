package cloister.cc.dwarf;

import cloister.cc.tree.Program;
import cloister.cc.type.EnumType;
import cloister.cc.type.Field;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entries of types (DWARF 4, chapter 5): each is made when it is asked for, and once. */
final class Types {
  private static final Qualified INDEX = Qualified.plain(IntegerType.UNSIGNED_INT);

  private final Entry unit;
  private final SourceFiles files;
  private final Map<Qualified, Entry> known = new LinkedHashMap<>();

  /** What a typedef names that has no name of its own. */
  private final Map<Type, Entry> nicknames = new LinkedHashMap<>();

  /** Structures whose members have no entries yet: they may lead back to where we come from. */
  private final List<RecordType> waiting = new ArrayList<>();

  /**
   * @param unit owns the entries
   */
  Types(Entry unit, SourceFiles files) {
    this.unit = unit;
    this.files = files;
  }

  /** Gives types their other names (5.3); comes before anything asks for a type. */
  void typedefs(List<Program.Typedef> typedefs) {
    List<Entry> entries = new ArrayList<>();
    for (Program.Typedef typedef : typedefs) {
      Entry entry = unit.child(Dwarf.TAG_TYPEDEF).with(Dwarf.AT_NAME, typedef.name());
      files.declare(entry, typedef.span());
      entries.add(entry);
      if (isNameless(typedef.type())) {
        nicknames.putIfAbsent(typedef.type().type(), entry);
      }
    }
    for (int i = 0; i < entries.size(); i++) {
      Qualified type = typedefs.get(i).type();
      boolean own = nicknames.get(type.type()) == entries.get(i);
      Optional<Entry> entry = own ? Optional.of(made(type)) : find(type);
      entry.ifPresent(goal(entries.get(i))::to);
    }
  }

  private static boolean isNameless(Qualified type) {
    boolean plain = !type.isConst() && !type.isVolatile();
    return plain
        && switch (type.type()) {
          case RecordType struct -> struct.tag().isEmpty();
          case IntegerType integer ->
              integer.enumeration().map(one -> one.tag().isEmpty()).orElse(false);
          default -> false;
        };
  }

  /** Says of an entry what type it has; nothing for {@code void}. */
  void set(Entry entry, Qualified type) {
    find(type).ifPresent(goal(entry)::to);
  }

  private static Goal goal(Entry entry) {
    return type -> entry.with(Dwarf.AT_TYPE, new Value.Reference(type));
  }

  private interface Goal {
    void to(Entry type);
  }

  private Optional<Entry> find(Qualified type) {
    boolean plain = !type.isConst() && !type.isVolatile();
    if (plain && type.type().isVoid()) {
      return Optional.empty();
    }
    Entry nickname = plain ? nicknames.get(type.type()) : null;
    return Optional.of(nickname == null ? made(type) : nickname);
  }

  private Entry made(Qualified type) {
    Entry entry = known.get(type);
    if (entry == null) {
      entry = unit.child(tag(type));
      known.put(type, entry);
      describe(entry, type);
    }
    return entry;
  }

  private static int tag(Qualified type) {
    if (type.isConst()) {
      return Dwarf.TAG_CONST_TYPE;
    }
    if (type.isVolatile()) {
      return Dwarf.TAG_VOLATILE_TYPE;
    }
    return switch (type.type()) {
      case IntegerType integer ->
          integer.enumeration().isPresent() ? Dwarf.TAG_ENUMERATION_TYPE : Dwarf.TAG_BASE_TYPE;
      case Type.Floating _ -> Dwarf.TAG_BASE_TYPE;
      case Type.Pointer _ -> Dwarf.TAG_POINTER_TYPE;
      case Type.Array _ -> Dwarf.TAG_ARRAY_TYPE;
      case Type.Function _ -> Dwarf.TAG_SUBROUTINE_TYPE;
      case RecordType struct -> struct.isUnion() ? Dwarf.TAG_UNION_TYPE : Dwarf.TAG_STRUCTURE_TYPE;
      case Type.Void _ -> throw new IllegalStateException("void has no entry");
    };
  }

  private void describe(Entry entry, Qualified type) {
    if (type.isConst()) {
      set(entry, new Qualified(type.type(), false, type.isVolatile()));
      return;
    }
    if (type.isVolatile()) {
      set(entry, Qualified.plain(type.type()));
      return;
    }
    switch (type.type()) {
      case IntegerType integer when integer.enumeration().isPresent() ->
          enumeration(entry, integer, integer.enumeration().get());
      case IntegerType integer ->
          base(entry, name(integer.kind()), encoding(integer.kind()), integer.size());
      case Type.Floating real -> base(entry, name(real), Dwarf.ATE_FLOAT, real.size());
      case Type.Pointer(Qualified target) -> {
        entry.with(Dwarf.AT_BYTE_SIZE, Dwarf.ADDRESS_BYTES);
        set(entry, target);
      }
      case Type.Array array -> array(entry, array);
      case Type.Function function -> function(entry, function);
      case RecordType struct -> record(entry, struct);
      case Type.Void _ -> throw new IllegalStateException("void has no entry");
    }
  }

  private static void base(Entry entry, String name, int encoding, int bytes) {
    entry
        .with(Dwarf.AT_NAME, name)
        .with(Dwarf.AT_BYTE_SIZE, bytes)
        .with(Dwarf.AT_ENCODING, encoding);
  }

  /** As GCC names them, which debuggers look for. */
  private static String name(IntegerType.Kind kind) {
    return switch (kind) {
      case SHORT -> "short int";
      case UNSIGNED_SHORT -> "short unsigned int";
      case LONG -> "long int";
      case UNSIGNED_LONG -> "long unsigned int";
      case LONG_LONG -> "long long int";
      case UNSIGNED_LONG_LONG -> "long long unsigned int";
      default -> kind.spelling();
    };
  }

  private static String name(Type.Floating real) {
    return switch (real) {
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case LONG_DOUBLE -> "long double";
    };
  }

  private static int encoding(IntegerType.Kind kind) {
    return switch (kind) {
      case BOOL -> Dwarf.ATE_BOOLEAN;
      case CHAR, SIGNED_CHAR -> Dwarf.ATE_SIGNED_CHAR;
      case UNSIGNED_CHAR, CHAR_WITHOUT_SIGN -> Dwarf.ATE_UNSIGNED_CHAR;
      default -> kind.isSigned() ? Dwarf.ATE_SIGNED : Dwarf.ATE_UNSIGNED;
    };
  }

  private void enumeration(Entry entry, IntegerType storage, EnumType type) {
    entry.with(Dwarf.AT_NAME, type.tag()).with(Dwarf.AT_BYTE_SIZE, storage.size());
    set(entry, Qualified.plain(IntegerType.of(storage.kind())));
    for (EnumType.Constant constant : type.constants()) {
      long value = constant.value();
      entry
          .child(Dwarf.TAG_ENUMERATOR)
          .with(Dwarf.AT_NAME, constant.name())
          .with(
              Dwarf.AT_CONST_VALUE, value < 0 ? new Value.Signed(value) : new Value.Number(value));
    }
  }

  /** An array of arrays has a subrange for each dimension (5.4). */
  private void array(Entry entry, Type.Array array) {
    Qualified element = array.element();
    subrange(entry, array.length());
    while (element.type() instanceof Type.Array inner) {
      subrange(entry, inner.length());
      element = inner.element();
    }
    set(entry, element);
  }

  /** Without a bound where the length is not known. */
  private void subrange(Entry array, int length) {
    Entry subrange = array.child(Dwarf.TAG_SUBRANGE_TYPE);
    set(subrange, INDEX);
    if (length > 0) {
      subrange.with(Dwarf.AT_UPPER_BOUND, length - 1);
    } else if (length == 0) {
      subrange.with(Dwarf.AT_COUNT, 0);
    }
  }

  private void function(Entry entry, Type.Function function) {
    if (function.prototype()) {
      entry.flag(Dwarf.AT_PROTOTYPED);
    }
    set(entry, Qualified.plain(function.result()));
    for (Qualified parameter : function.parameters()) {
      set(entry.child(Dwarf.TAG_FORMAL_PARAMETER), parameter);
    }
    if (function.variadic() || !function.prototype()) {
      entry.child(Dwarf.TAG_UNSPECIFIED_PARAMETERS);
    }
  }

  private void record(Entry entry, RecordType struct) {
    entry.with(Dwarf.AT_NAME, struct.tag());
    if (struct.isComplete()) {
      entry.with(Dwarf.AT_BYTE_SIZE, struct.size());
      waiting.add(struct);
    } else {
      entry.flag(Dwarf.AT_DECLARATION);
    }
  }

  /** Makes the members of all structures, which may ask for more of them. */
  void finish() {
    while (!waiting.isEmpty()) {
      RecordType struct = waiting.removeLast();
      Entry entry = known.get(Qualified.plain(struct));
      for (Field field : struct.fields()) {
        member(entry.child(Dwarf.TAG_MEMBER), field);
      }
    }
  }

  private void member(Entry member, Field field) {
    member.with(Dwarf.AT_NAME, field.name());
    set(member, field.type());
    if (field.isBitField()) {
      member
          .with(Dwarf.AT_BIT_SIZE, field.width())
          .with(Dwarf.AT_DATA_BIT_OFFSET, 8L * field.offset() + field.bit());
    } else {
      member.with(Dwarf.AT_DATA_MEMBER_LOCATION, field.offset());
    }
  }
}
