package cloister.kernel.view;

import cloister.codec.Json;

/**
 * A control group whose processes people call something together.
 *
 * @param path of the group, from the first one
 * @param root where the host sees the directory that is theirs as {@code /}; empty for none
 */
public record NamedGroup(String path, String name, String root) {
  Json json() {
    return Json.object().put("group", path).put("name", name).put("root", root).build();
  }
}
