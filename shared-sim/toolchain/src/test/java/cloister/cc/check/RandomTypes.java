package cloister.cc.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Structures and unions nobody would write, with objects that show where each member is. */
final class RandomTypes {
  private static final List<String> PLAIN =
      List.of(
          "char",
          "short",
          "int",
          "long long",
          "double",
          "float",
          "long double",
          "char *",
          "_Bool",
          "unsigned short",
          "enum small");

  private static final List<String> BITS =
      List.of(
          "char:8",
          "unsigned char:8",
          "short:16",
          "unsigned short:16",
          "int:32",
          "unsigned:32",
          "long long:64",
          "unsigned long long:64",
          "_Bool:1");

  private final Random random;
  private final StringBuilder types = new StringBuilder("enum small { ONE, TWO };\n");
  private final StringBuilder objects = new StringBuilder();
  private final List<String> names = new ArrayList<>();
  private final List<String> earlier = new ArrayList<>();

  RandomTypes(long seed, int count) {
    random = new Random(seed);
    for (int i = 0; i < count; i++) {
      type("t" + i);
    }
  }

  String source() {
    return types + objects.toString();
  }

  List<String> names() {
    return names;
  }

  private void object(String declaration, String name) {
    objects.append(declaration).append(";\n");
    names.add(name);
  }

  private void type(String name) {
    boolean union = random.nextInt(5) == 0;
    String keyword = union ? "union " : "struct ";
    int pack = random.nextInt(6) == 0 ? 1 << random.nextInt(4) : 0;
    types.append(pack > 0 ? "#pragma pack(push, " + pack + ")\n" : "");
    types.append(keyword).append(name).append(" {\n");
    List<String> members = new ArrayList<>();
    int count = 1 + random.nextInt(7);
    for (int i = 0; i < count; i++) {
      member("m" + i, members);
    }
    types.append("}").append(attribute()).append(";\n");
    types.append(pack > 0 ? "#pragma pack(pop)\n" : "");
    String type = keyword + name;
    object("unsigned " + name + "_size = sizeof(" + type + ")", name + "_size");
    object("unsigned " + name + "_align = _Alignof(" + type + ")", name + "_align");
    for (String member : members) {
      String object = name + "_" + member.replace("[1]", "_1");
      object(type + " " + object + " = { ." + member + " = -1 }", object);
    }
    earlier.add(type);
  }

  private String attribute() {
    return switch (random.nextInt(6)) {
      case 0 -> " __attribute__((packed))";
      case 1 -> " __attribute__((aligned(" + (1 << random.nextInt(5)) + ")))";
      default -> "";
    };
  }

  private String memberAttribute() {
    return switch (random.nextInt(12)) {
      case 0 -> " __attribute__((packed))";
      case 1 -> " __attribute__((aligned(" + (1 << random.nextInt(5)) + ")))";
      default -> "";
    };
  }

  private void member(String name, List<String> members) {
    int kind = random.nextInt(10);
    if (kind < 5) {
      bitField(name, members);
    } else if (kind < 6 && !earlier.isEmpty()) {
      String type = earlier.get(random.nextInt(earlier.size()));
      types.append("  ").append(type).append(' ').append(name).append(memberAttribute());
      types.append(";\n");
    } else if (kind < 7) {
      types.append("  struct { char ").append(name).append("a; int ").append(name);
      types.append("b : 9; };\n");
      members.add(name + "a");
      members.add(name + "b");
    } else {
      String type = PLAIN.get(random.nextInt(PLAIN.size()));
      boolean array = random.nextInt(4) == 0;
      types.append("  ").append(type).append(' ').append(name);
      types.append(array ? "[3]" : "").append(memberAttribute()).append(";\n");
      boolean number = !type.endsWith("*");
      if (number) {
        members.add(array ? name + "[1]" : name);
      }
    }
  }

  private void bitField(String name, List<String> members) {
    String[] type = BITS.get(random.nextInt(BITS.size())).split(":");
    int most = Integer.parseInt(type[1]);
    int width = random.nextInt(most + 1);
    boolean unnamed = width == 0 || random.nextInt(8) == 0;
    types.append("  ").append(type[0]).append(unnamed ? "" : " " + name);
    types.append(" : ").append(width);
    types.append(unnamed || width == most ? "" : memberAttribute()).append(";\n");
    if (!unnamed) {
      members.add(name);
    }
  }
}
