package cloister.server.text;

import cloister.codec.JsonException;
import cloister.message.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The sentences that the server itself says: its own errors and those of the simulator's readers.
 */
public final class Sentences {
  private static final List<String> FILES =
      List.of(
          "server",
          "json",
          "error",
          "pc",
          "asm",
          "rule",
          "step",
          "vm",
          "linux",
          "cc-driver",
          "cc-preprocess",
          "cc-parse",
          "cc-type",
          "cc-generate",
          "cc-link");

  private Sentences() {}

  public static Catalogue english() {
    Catalogue all = Catalogue.empty();
    for (String file : FILES) {
      all = all.with(read("/messages/en/" + file + ".json"));
    }
    return all;
  }

  private static Catalogue read(String path) {
    try (InputStream in = Sentences.class.getResourceAsStream(path)) {
      return in == null
          ? Catalogue.empty()
          : Catalogue.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonException e) {
      throw new IllegalStateException(path, e);
    }
  }
}
