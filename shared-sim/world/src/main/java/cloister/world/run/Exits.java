package cloister.world.run;

import cloister.codec.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why the guests of a machine were left, and how often. */
final class Exits {
  private Exits() {}

  /**
   * The counts of all guests together, by reason; empty where there is no hypervisor.
   *
   * @param guests as a machine tells of them
   */
  static Json of(Json guests) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    if (guests instanceof Json.Arr rows) {
      for (Json row : rows.items()) {
        Json by = ((Json.Obj) row).get("exitsBy");
        ((Json.Obj) by)
            .members()
            .forEach((reason, n) -> counts.merge(reason, ((Json.Num) n).word(), Integer::sum));
      }
    }
    Json.Members members = Json.object();
    counts.forEach((reason, count) -> members.put(reason, count));
    return members.build();
  }
}
