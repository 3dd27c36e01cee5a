package cloister.cc.parse;

import cloister.cc.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which {@code #pragma pack} is in force at which token. The preprocessor hands the pragma on as
 * {@code __pragma_pack ( … )}, and it can stand between any two tokens.
 */
final class Packing {
  /** A change: from the token with this index on, structures are packed like this. */
  private record Change(int index, Optional<Token> bytes) {}

  /** What {@code push} has put aside, perhaps under a name. */
  private record Saved(String name, Optional<Token> bytes) {}

  private final List<Change> changes = new ArrayList<>();
  private final List<Saved> saved = new ArrayList<>();
  private Optional<Token> now = Optional.empty();

  /** Notes what stands between the pragma's parentheses, before the token with this index. */
  void pragma(List<Token> arguments, int index) {
    Optional<Token> bytes = Optional.empty();
    String name = "";
    for (Token argument : arguments) {
      if (argument.kind() == Token.Kind.NUMBER) {
        bytes = Optional.of(argument);
      } else if (argument.kind() == Token.Kind.IDENTIFIER
          && !argument.is("push")
          && !argument.is("pop")) {
        name = argument.text();
      }
    }
    boolean pop = !arguments.isEmpty() && arguments.getFirst().is("pop");
    boolean push = !arguments.isEmpty() && arguments.getFirst().is("push");
    if (push) {
      saved.add(new Saved(name, now));
    }
    if (pop) {
      now = bytes.or(() -> now);
      pop(name, bytes);
    } else if (!push || bytes.isPresent()) {
      now = bytes;
    }
    changes.add(new Change(index, now.filter(token -> !token.is("0"))));
  }

  /** The number of bytes that a structure's members are aligned to at most, where it is set. */
  Optional<Token> at(int index) {
    int low = 0;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes.get(middle).index <= index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? Optional.empty() : changes.get(low - 1).bytes;
  }

  private void pop(String name, Optional<Token> bytes) {
    int last = saved.size() - 1;
    while (last >= 0 && !name.isEmpty() && !saved.get(last).name.equals(name)) {
      last--;
    }
    if (last < 0) {
      return;
    }
    Saved found = saved.get(last);
    while (saved.size() > last) {
      saved.removeLast();
    }
    now = bytes.or(found::bytes);
  }
}
