package cloister.why;

import cloister.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An explained refusal.
 *
 * @param title what was refused
 * @param section where the manual states the rule
 * @param rule the rule in one sentence
 * @param verdict the demanded relation with its numbers, for example {@code 3 ≤ 0}
 * @param outcome what follows
 * @param changed whether anything was changed by hand since, so that it may be tried again
 */
public record WhyCard(
    Message title,
    String section,
    Message rule,
    List<Row> rows,
    Comparison comparison,
    String verdict,
    Message outcome,
    boolean changed) {

  public WhyCard {
    rows = List.copyOf(rows);
  }

  /**
   * A number that the check asks for, or one of the usual three that it does not.
   *
   * @param source where the number comes from and who set it
   * @param step the step that set it, if a step did
   * @param changed what it was changed to by hand since, if it was
   */
  public record Row(
      String name,
      OptionalInt value,
      String text,
      Message source,
      OptionalLong step,
      boolean asked,
      Optional<Message> changed) {}
}
