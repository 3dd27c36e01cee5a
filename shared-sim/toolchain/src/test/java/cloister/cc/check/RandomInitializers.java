package cloister.cc.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Objects with initializers that leave out braces, jump with designators and override. */
final class RandomInitializers {
  private final Random random;
  private final StringBuilder source = new StringBuilder();
  private final List<String> names = new ArrayList<>();
  private int types;
  private int values;

  /** A type: a number, an array of text, an array or a structure. */
  private record Shape(String declaration, List<Shape> parts, boolean array, boolean union) {
    boolean isNumber() {
      return parts.isEmpty();
    }

    boolean isText() {
      return array && parts.getFirst().declaration.equals("char %s");
    }

    String declare(String name) {
      return declaration.formatted(name);
    }
  }

  RandomInitializers(long seed, int count) {
    random = new Random(seed);
    for (int i = 0; i < count; i++) {
      Shape shape = random.nextInt(4) == 0 ? openArray() : aggregate(3);
      String name = "v" + i;
      String value = braced(shape);
      source.append(shape.declare(name)).append(" = ").append(value).append(";\n");
      names.add(name);
    }
  }

  String source() {
    return source.toString();
  }

  List<String> names() {
    return names;
  }

  private Shape number() {
    List<String> types =
        List.of("int %s", "short %s", "char %s", "unsigned char %s", "long long %s");
    return new Shape(types.get(random.nextInt(types.size())), List.of(), false, false);
  }

  private Shape shape(int depth) {
    return depth == 0 || random.nextInt(3) == 0 ? number() : aggregate(depth - 1);
  }

  private Shape openArray() {
    Shape element = shape(2);
    return new Shape(element.declare("%s[]"), List.of(element, element, element), true, false);
  }

  private Shape aggregate(int depth) {
    if (random.nextInt(3) == 0) {
      Shape element = shape(depth);
      int length = 1 + random.nextInt(4);
      List<Shape> parts = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        parts.add(element);
      }
      return new Shape(element.declare("%s[" + length + "]"), parts, true, false);
    }
    boolean union = random.nextInt(5) == 0;
    String name = (union ? "union" : "struct") + " t" + types++;
    StringBuilder text = new StringBuilder(name).append(" { ");
    List<Shape> parts = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      Shape part = shape(depth);
      boolean bits = part.declaration.equals("int %s") && random.nextInt(3) == 0;
      parts.add(part);
      text.append(part.declare("m" + (parts.size() - 1))).append(bits ? " : 5; " : "; ");
    }
    source.append(text).append("};\n");
    return new Shape(name + " %s", parts, false, union);
  }

  private String braced(Shape shape) {
    if (shape.isNumber()) {
      return random.nextInt(8) == 0 ? "{ " + value() + " }" : value();
    }
    if (shape.isText() && random.nextInt(2) == 0) {
      String text = "\"" + "abcd".substring(0, random.nextInt(shape.parts.size() + 1)) + "\"";
      return random.nextInt(3) == 0 ? "{ " + text + " }" : text;
    }
    List<String> items = new ArrayList<>();
    int position = 0;
    boolean inside = false;
    while (position < shape.parts.size() && random.nextInt(8) > 0) {
      if (inside || random.nextInt(4) == 0) {
        position = random.nextInt(shape.parts.size());
        inside = designated(shape, position, items);
        if (shape.union) {
          break;
        }
      } else {
        plain(shape.parts.get(position), items);
      }
      position++;
      if (shape.union) {
        break;
      }
    }
    if (items.isEmpty()) {
      plain(shape.parts.getFirst(), items);
    }
    return "{ " + String.join(", ", items) + " }";
  }

  /** With braces, or with the values of all parts one after the other. */
  private void plain(Shape shape, List<String> items) {
    if (shape.isNumber() || random.nextInt(2) == 0) {
      items.add(braced(shape));
      return;
    }
    for (Shape part : shape.union ? shape.parts.subList(0, 1) : shape.parts) {
      plain(part, items);
    }
  }

  /** True when what follows without a designator goes on inside of the part. */
  private boolean designated(Shape shape, int first, List<String> items) {
    StringBuilder path = new StringBuilder();
    Shape whole = shape;
    int position = first;
    int steps = 0;
    boolean ranges = false;
    while (true) {
      steps++;
      boolean range = whole.array && position + 1 < whole.parts.size() && random.nextInt(4) == 0;
      String end = range ? " ... " + (position + 1) : "";
      path.append(whole.array ? "[" + position + end + "]" : ".m" + position);
      ranges |= range;
      position += range ? 1 : 0;
      Shape part = whole.parts.get(position);
      if (part.isNumber() || random.nextInt(2) == 0) {
        items.add(path + " = " + braced(part));
        break;
      }
      whole = part;
      position = random.nextInt(whole.parts.size());
    }
    if (steps > 1 && random.nextBoolean()) {
      follow(whole, position + 1, items);
    }
    return steps > 1 || ranges;
  }

  /** Goes on behind what a designator has led to. */
  private void follow(Shape whole, int from, List<String> items) {
    for (int i = from; i < whole.parts.size() && !whole.union; i++) {
      plain(whole.parts.get(i), items);
    }
  }

  private String value() {
    return Integer.toString(++values % 100 + 1);
  }
}
