package cloister.world.lesson;

import cloister.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a task wants the machine to show beside the learner's answer, part by part. */
public final class Evidence {
  /** Where the next part that is missing would be seen. */
  public enum Place {
    TERMINAL("terminal"),
    EVENTS("events"),
    MACHINE("machine");

    private final String id;

    Place(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  /**
   * @param shown how many parts hold
   * @param of how many there are, at least 1
   */
  public record Missing(Place place, int shown, int of) {}

  private record Part(Place place, Evaluator evaluator) {}

  private final List<Part> parts = new ArrayList<>();

  Evidence(World world, Check check) {
    List<Check> all = check instanceof Check.All(List<Check> checks) ? checks : List.of(check);
    for (Check each : all) {
      if (!(each instanceof Check.Answer || each instanceof Check.Predict)) {
        parts.add(new Part(place(each), new Evaluator(world, each)));
      }
    }
  }

  /** The first part that does not hold; nothing when all of them do. */
  Optional<Missing> missing() {
    Optional<Place> first = Optional.empty();
    int shown = 0;
    for (Part part : parts) {
      if (part.evaluator.holds(true)) {
        shown++;
      } else if (first.isEmpty()) {
        first = Optional.of(part.place);
      }
    }
    int held = shown;
    return first.map(place -> new Missing(place, held, parts.size()));
  }

  private static Place place(Check part) {
    return switch (part) {
      case Check.State(List<Check.Condition> conditions) ->
          conditions.stream().allMatch(Evidence::onTerminal) ? Place.TERMINAL : Place.MACHINE;
      case Check.Trace _ -> Place.EVENTS;
      case Check.Not(Check inner) -> place(inner);
      case Check.All(List<Check> checks) -> place(checks.getFirst());
      case Check.Any(List<Check> checks) -> place(checks.getFirst());
      case Check.Predict _, Check.Answer _, Check.Budget _, Check.Compare _ -> Place.MACHINE;
    };
  }

  private static boolean onTerminal(Check.Condition condition) {
    return condition.probe().path().endsWith("console.text");
  }
}
