package cloister.cc.random;

import java.util.ArrayList;
import java.util.List;

/** A structure type of the program. */
record Struct(String name, List<Field> fields) {

  /**
   * A member.
   *
   * @param width of a bit-field, or 0
   * @param length of an array, or 0
   */
  record Field(String name, Kind kind, int width, int length) {

    String declaration() {
      String after = width > 0 ? " : " + width : length > 0 ? "[" + length + "]" : "";
      return kind.type() + " " + name + after + ";";
    }
  }

  static Struct random(String name, Dice dice) {
    List<Field> fields = new ArrayList<>();
    int count = dice.between(1, 6);
    for (int i = 0; i < count; i++) {
      fields.add(field("m" + i, dice));
    }
    return new Struct(name, fields);
  }

  private static Field field(String name, Dice dice) {
    // Wide bit-fields have a type of their own in GNU C; these all promote to int.
    if (dice.chance(35)) {
      return new Field(name, dice.oneOf(Kind.I32, Kind.U32), dice.between(1, 20), 0);
    }
    return new Field(name, dice.oneOf(Kind.values()), 0, dice.chance(20) ? dice.oneOf(2, 4) : 0);
  }

  String type() {
    return "struct " + name;
  }

  String definition() {
    StringBuilder text = new StringBuilder(type() + " {");
    for (Field field : fields) {
      text.append(' ').append(field.declaration());
    }
    return text.append(" };\n").toString();
  }

  /** A brace-enclosed list of constants, sometimes with designators, sometimes short. */
  String initializer(Dice dice) {
    StringBuilder text = new StringBuilder("{");
    boolean named = dice.chance(40);
    int count = dice.chance(70) ? fields.size() : dice.between(1, fields.size());
    for (int i = 0; i < count; i++) {
      Field field = fields.get(i);
      text.append(i > 0 ? ", " : "").append(named ? "." + field.name + " = " : "");
      String value = field.kind.constant(dice);
      text.append(field.length > 0 ? "{" + value + "}" : value);
    }
    return text.append('}').toString();
  }
}
