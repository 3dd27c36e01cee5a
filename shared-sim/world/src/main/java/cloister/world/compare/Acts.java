package cloister.world.compare;

import cloister.codec.Json;

/**
 * How far another build of a kernel has shown the same as the one on a machine of its own.
 *
 * @param compared how many acts are the same, from the first on: bytes on the console and system
 *     calls of programs, in their order
 * @param differs the one behind these is another
 * @param got what that is; empty where nothing differs
 * @param due what it is on a machine of its own
 */
public record Acts(int compared, boolean differs, String got, String due) {
  Json toJson() {
    return Json.object()
        .put("compared", compared)
        .put("differs", differs)
        .put("got", got)
        .put("due", due)
        .build();
  }
}
