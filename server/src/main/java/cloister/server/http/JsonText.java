package cloister.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** How the server reads and writes JSON. */
public final class JsonText {
  static final int MAX_DEPTH = 64;

  /** Characters of a member's name. */
  static final int MAX_NAME = 200;

  /** Characters of a number. */
  static final int MAX_DIGITS = 100;

  /**
   * Brackets, names and values of a document. What is made of each takes some dozens of bytes; a
   * log of the greatest length has a tenth of them.
   */
  static final int MAX_TOKENS = 120_000;

  private JsonText() {}

  /** Strict with what comes in; absent values are left out of what goes out. */
  public static JsonMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_DIGITS)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
        .build();
  }
}
