package cloister.cc.abi;

import cloister.cc.random.Dice;
import java.util.ArrayList;
import java.util.List;

/** A structure or union type. */
record Composite(String keyword, String name, String attribute, List<Member> members)
    implements Type {

  /**
   * A member.
   *
   * @param width of a bit-field, or 0
   * @param length of an array, or 0
   */
  record Member(Type type, String name, int width, int length) {
    String declaration() {
      String after = width > 0 ? " : " + width : length > 0 ? "[" + length + "]" : "";
      return type.text() + " " + name + after + ";";
    }
  }

  /** One of random members, or an array of some bytes or a real alone. */
  static Composite random(String name, Dice dice, List<Composite> smaller) {
    if (dice.chance(25)) {
      Member bytes = new Member(Scalar.UNSIGNED_CHAR, "m0", 0, dice.between(1, 20));
      return new Composite("struct", name, "", List.of(bytes));
    }
    if (dice.chance(10)) {
      Scalar real = dice.oneOf(List.of(Scalar.FLOAT, Scalar.DOUBLE, Scalar.LONG_DOUBLE));
      Member only = new Member(real, "m0", 0, dice.chance(30) ? 1 : 0);
      return new Composite(dice.chance(30) ? "union" : "struct", name, "", List.of(only));
    }
    List<Member> members = new ArrayList<>();
    int count = dice.between(1, 5);
    for (int i = 0; i < count; i++) {
      members.add(member("m" + i, dice, smaller));
    }
    String attribute = dice.chance(12) ? " __attribute__((packed))" : "";
    return new Composite(dice.chance(15) ? "union" : "struct", name, attribute, members);
  }

  private static Member member(String name, Dice dice, List<Composite> smaller) {
    if (!smaller.isEmpty() && dice.chance(15)) {
      return new Member(dice.oneOf(smaller), name, 0, dice.chance(20) ? 2 : 0);
    }
    Scalar type = dice.oneOf(Scalar.values());
    if (type.isInteger() && dice.chance(40)) {
      return new Member(type, name, dice.between(1, type.bits()), 0);
    }
    return new Member(type, name, 0, dice.chance(20) ? dice.between(1, 3) : 0);
  }

  @Override
  public String text() {
    return keyword + " " + name;
  }

  /** True if two objects with the same value may have different bytes: text has addresses. */
  boolean hasPointers() {
    return members.stream()
        .anyMatch(
            member ->
                member.type == Scalar.POINTER
                    || member.type instanceof Composite inner && inner.hasPointers());
  }

  String definition() {
    StringBuilder text = new StringBuilder(text() + " {");
    for (Member member : members) {
      text.append(' ').append(member.declaration());
    }
    return text.append(" }" + attribute + ";\n").toString();
  }

  /** Bit-fields get values that are too wide for them now and then. */
  @Override
  public String value(Dice dice) {
    StringBuilder text = new StringBuilder("{");
    for (Member member : initialized()) {
      String value = member.type.value(dice);
      text.append(member.length > 0 ? "{" + value + "}" : value).append(", ");
    }
    return text.append('}').toString();
  }

  private List<Member> initialized() {
    return keyword.equals("union") ? members.subList(0, 1) : members;
  }

  /** The padding of an argument is nobody's. */
  @Override
  public String mix(String place) {
    StringBuilder text = new StringBuilder();
    for (Member member : initialized()) {
      String inside = place + "." + member.name;
      int elements = Math.max(1, member.length);
      for (int i = 0; i < elements; i++) {
        text.append(member.type.mix(member.length > 0 ? inside + "[" + i + "]" : inside));
        text.append(' ');
      }
    }
    return text.toString();
  }
}
