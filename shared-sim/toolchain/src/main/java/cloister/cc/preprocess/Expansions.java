package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where macros were used, so that a message about what came out of one can say so. */
public final class Expansions {
  private final List<Span> places = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /** Macros within macros stand where the outermost one is used, which comes first. */
  void add(Span place, String macro) {
    if (places.isEmpty() || places.get(places.size() - 1) != place) {
      places.add(place);
      names.add(macro);
    }
  }

  /** The macro that was used in a place. */
  public Optional<String> macroAt(Span place) {
    int at = places.indexOf(place);
    return at < 0 ? Optional.empty() : Optional.of(names.get(at));
  }

  /** What a note says about a token in a place where a macro was used. */
  public Optional<Message> note(Span place) {
    return macroAt(place).map(PreprocessComplaint::inExpansion);
  }
}
