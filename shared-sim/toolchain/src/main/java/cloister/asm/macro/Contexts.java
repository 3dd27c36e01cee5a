package cloister.asm.macro;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The context stack of {@code %push} and {@code %pop}, which scopes {@code %$names}. */
final class Contexts {
  private static final int DEEPEST = 1000;

  private record Context(String name, int number) {}

  private final List<Context> stack = new ArrayList<>();
  private int made;

  /** False when the stack is full. */
  boolean push(String name) {
    if (stack.size() == DEEPEST) {
      return false;
    }
    made++;
    stack.add(new Context(name, made));
    return true;
  }

  /** False when there is none, or the last one has another name. */
  boolean pop(String name) {
    boolean right =
        !stack.isEmpty() && (name.isEmpty() || stack.getLast().name.equalsIgnoreCase(name));
    if (right) {
      stack.removeLast();
    }
    return right;
  }

  boolean isIn(String name) {
    return !stack.isEmpty() && stack.getLast().name.equalsIgnoreCase(name);
  }

  /** The unique name behind {@code $x}, or {@code $$x} in the context below. */
  Optional<String> name(String written) {
    int dollars = 0;
    while (dollars < written.length() && written.charAt(dollars) == '$') {
      dollars++;
    }
    int index = stack.size() - dollars;
    return index < 0
        ? Optional.empty()
        : Optional.of("..@c" + stack.get(index).number + "." + written.substring(dollars));
  }
}
