package cloister.world.compare;

import cloister.bits.Hex;
import cloister.codec.Json;

/**
 * Where a guest first saw something else than on a machine of its own, after the same number of
 * instructions.
 *
 * @param instruction how many had been done before the one that made the difference
 * @param eip where that one is
 * @param code its text
 * @param word the register that differs
 * @param got what the guest had in it
 * @param due what it has on a machine of its own
 */
public record Divergence(long instruction, int eip, String code, String word, int got, int due) {
  Json toJson() {
    return Json.object()
        .put("instruction", Json.unsigned((int) (instruction >> 32), (int) instruction))
        .put("at", Hex.hex32(eip))
        .put("code", code)
        .put("word", word)
        .put("got", Hex.hex32(got))
        .put("due", Hex.hex32(due))
        .build();
  }
}
