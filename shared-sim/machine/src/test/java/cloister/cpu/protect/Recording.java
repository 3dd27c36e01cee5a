package cloister.cpu.protect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Bochs did in a group of trials, one word a trial: the vector, the error code where there is
 * one, and after a colon a check sum of all else that the monitor printed.
 */
record Recording(String image, List<String> words) {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{2})([0-9a-f]{8})?:([0-9a-f]+)");
  private static final int WORDS_IN_LINE = 10;

  static Recording of(List<Trial> trials, byte[] image, List<String> lines) {
    if (trials.size() != lines.size()) {
      throw new IllegalStateException(lines.size() + " lines for " + trials.size() + " trials");
    }
    List<String> words = new java.util.ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      words.add(word(trials.get(i).relevant(lines.get(i))));
    }
    return new Recording(digest(image), words);
  }

  static Recording load(Group group) throws IOException {
    try (InputStream in = Recording.class.getResourceAsStream("recorded/" + group.fileName())) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      int end = text.indexOf('\n');
      String image = text.substring(text.indexOf("image ") + 6, end);
      return new Recording(image, List.of(text.substring(end + 1).trim().split("\\s+")));
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("# Bochs 3.0, ").append(words.size()).append(" trials, image ").append(image);
    for (int i = 0; i < words.size(); i++) {
      text.append(i % WORDS_IN_LINE == 0 ? '\n' : ' ').append(words.get(i));
    }
    return text.append('\n').toString();
  }

  /** The first digits of the image's SHA-256: a recording belongs to one image. */
  static String digest(byte[] image) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(image);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String word(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("the monitor printed " + line);
    }
    String error =
        matcher.group(2) == null ? "" : "." + matcher.group(2).replaceFirst("^0+(?=.)", "");
    int sum = 0;
    for (char digit : matcher.group(3).toCharArray()) {
      sum = 31 * sum + digit;
    }
    return matcher.group(1) + error + ":" + HexFormat.of().toHexDigits((short) (sum ^ sum >>> 16));
  }
}
