package cloister.cc.parse;

/**
 * How deep a source may nest, and how high its tree may grow. Every pass walks the tree by
 * recursion, so both are limited by the stack that there is. C asks for 127 levels of blocks and 63
 * of parentheses (C11 5.2.4.1).
 *
 * @param nested constructs within each other
 * @param high nodes upon each other: a chain like {@code a + b + c} is as high as it is long
 */
public record Limits(int nested, int high) {
  /**
   * For a browser's worker, where a stack that overflows cannot be caught. Chromium gives it 500
   * KiB, which parentheses overflowed between 250 and 400 levels, and sums between 400 and 600
   * terms; these limits stop them well before.
   */
  public static final Limits OF_A_BROWSER = new Limits(256, 270);

  /** Those of a thread with a stack of {@link #WIDE_STACK} bytes on the JVM. */
  public static final Limits WIDE = new Limits(1_000, 4_000);

  /** In bytes. */
  public static final long WIDE_STACK = 256L << 20;
}
