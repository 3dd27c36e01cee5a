package cloister.world.compare;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.hypervisor.Held;
import cloister.hypervisor.Lie;
import java.util.Arrays;
import java.util.Optional;

/**
 * What one way came to. Everything is counted, nothing is timed.
 *
 * @param end halted, running, or why it runs no more
 * @param instructions that the guest has done
 * @param others that the processor has done besides: the hypervisor's entry code
 * @param crossings by which the processor came into an inner ring through a gate
 * @param exits as an object, a count for each reason; empty where there is no hypervisor
 * @param along exits by the guest's instruction, in {@link #PARTS} equal parts of the bare run
 * @param parting where the first instruction lied to it
 * @param divergence where the guest first saw something else than on a machine of its own; not
 *     looked for in another build
 * @param compared behind how many of its instructions that was looked for, up to there
 * @param acts how far another build showed the same; for that alone
 * @param boot what was done until its first program began; empty when none has
 * @param held what the hypervisor holds for it in the end
 * @param avoided refusals that did not come, since a translation called in their place
 */
public record Outcome(
    Way way,
    String end,
    long instructions,
    long others,
    int crossings,
    Json exits,
    int[] along,
    Optional<Parting> parting,
    Optional<Divergence> divergence,
    long compared,
    Optional<Acts> acts,
    Optional<Boot> boot,
    Held held,
    int avoided,
    Likeness likeness,
    String console) {
  /** How many parts the bare run is divided into. */
  public static final int PARTS = 56;

  /** How like the bare run it was. */
  public enum Likeness {
    /** This is the bare run. */
    REFERENCE("reference"),
    /** Memory, console and number of instructions are the same. */
    STATE("state"),
    /** The console is the same. */
    CONSOLE("console"),
    DIFFERENT("different");

    private final String id;

    Likeness(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  /**
   * The first lie.
   *
   * @param instruction how many the guest had done before
   * @param eip where the instruction that lies is
   * @param what is wrong
   * @param got what the guest has now
   * @param due what it would have on a machine of its own
   */
  public record Parting(long instruction, int eip, String mnemonic, String what, int got, int due) {
    static Parting of(long instruction, Lie lie) {
      return new Parting(instruction, lie.eip(), lie.mnemonic(), lie.wrong(), lie.got(), lie.due());
    }

    Json toJson() {
      return Json.object()
          .put("instruction", number(instruction))
          .put("at", Hex.hex32(eip))
          .put("mnemonic", mnemonic)
          .put("what", what)
          .put("got", Hex.hex32(got))
          .put("due", Hex.hex32(due))
          .build();
    }
  }

  /** Of all reasons together. */
  public int exitCount() {
    int sum = 0;
    for (String reason : ((Json.Obj) exits).members().keySet()) {
      sum += exits(reason);
    }
    return sum;
  }

  /** For one reason. */
  public int exits(String reason) {
    return ((Json.Obj) exits).get(reason) instanceof Json.Num count ? count.word() : 0;
  }

  public Json toJson() {
    return Json.object()
        .put("way", way.id())
        .put("end", end)
        .put("instructions", number(instructions))
        .put("others", number(others))
        .put("crossings", crossings)
        .put("exits", exits)
        .put("along", Json.array(Arrays.stream(along).mapToObj(Json::of).toList()))
        .put("parting", parting.map(Parting::toJson).orElse(Json.NULL))
        .put("divergence", divergence.map(Divergence::toJson).orElse(Json.NULL))
        .put("compared", number(compared))
        .put("acts", acts.map(Acts::toJson).orElse(Json.NULL))
        .put("boot", boot.map(each -> each.toJson(way)).orElse(Json.NULL))
        .put("held", held.toJson())
        .put("avoided", avoided)
        .put("likeness", likeness.id())
        .put("console", console)
        .build();
  }

  private static Json number(long value) {
    return Json.unsigned((int) (value >> 32), (int) value);
  }
}
